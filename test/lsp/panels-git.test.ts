/** The panels against real git: cards and pages tell the change since HEAD, and the history of a twin's cost. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { checkResult, type PanelMethod, type PanelParams, type PanelResult } from '@twin2multicloud/protocol';
import { testRepository, type TestRepository } from '../fixtures/repository.ts';
import { EVERYTHING, start, type Client } from './client.ts';

const HOME = `twin Home {
  currency EUR
  devices thermostats { count 180  every 2 min  payload 1 KB }
  storage { hot 1 month }
}
`;
const MORE = HOME.replace('count 180', 'count 2000');

describe('panels and git', function () {
  this.timeout(30_000);
  let repository: TestRepository;
  let client: Client;
  let uri: string;

  before(async () => {
    repository = testRepository('panels');
    repository.write('home.twin', HOME);
    repository.write('other.twin', HOME.replaceAll('Home', 'Other'));
    repository.commit('A house');
    repository.write('home.twin', MORE);
    repository.commit('More thermostats');
    repository.write('new.twin', HOME.replaceAll('Home', 'New'));
    const folder = repository.folder;
    uri = pathToFileURL(path.join(folder, 'home.twin')).href;
    client = await start({ capabilities: EVERYTHING, folders: [pathToFileURL(folder).href] });
    client.open(uri, MORE.replace('count 2000', 'count 2500'));
    await client.diagnostics(uri);
  });

  after(async () => {
    await client.stop();
    repository.remove();
  });

  async function ask<M extends PanelMethod>(method: M, params: PanelParams<M>): Promise<PanelResult<M>> {
    const result = checkResult(method, await client.request<unknown>(method, params));
    if (!result.ok) throw new Error(`${method}: ${result.message}`);
    return result.value;
  }

  it('a card says whether its twin is as in HEAD, changed or new', async () => {
    const { cards } = await ask('twin/panel/dashboard', { currency: null });
    assert.deepEqual(
      cards.map(({ title, head }) => [title, head.state]),
      [
        ['Home', 'changed'],
        ['New', 'new'],
        ['Other', 'same'],
      ],
    );
    assert.ok((cards[0]?.head.delta ?? 0) > 0 && cards[1]?.head.delta === null);
  });

  it('a page names the values that changed, and the history what each commit did', async () => {
    const reference = { uri, twin: null, scenario: null };
    const page = await ask('twin/panel/twinPage', { reference, currency: 'USD' });
    assert.ok('model' in page);
    const { changedValues, head, total } = page.model;
    assert.deepEqual(
      changedValues.map(({ path: name, before: was, after: is, at }) => [name, was, is, at?.start.line]),
      [['thermostats.count', '2000', '2500', 2]],
    );
    const history = await ask('twin/panel/history', { reference, currency: 'USD', limit: 10 });
    assert.deepEqual(
      history?.entries.map(({ subject, values, more }) => [subject, values, more]),
      [
        ['A house', [], 0],
        ['More thermostats', [{ path: 'thermostats.count', before: '180', after: '2000' }], 0],
      ],
    );
    assert.equal(history.currency, 'USD');
    const last = history.entries.at(-1)?.perMonth ?? 0;
    assert.ok(Math.abs((total.perMonth ?? 0) - last - (head.delta ?? 0)) < 1e-9);
  });
});

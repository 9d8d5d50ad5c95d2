/** A twin without a possible placement: what its slots would cost elsewhere is still said, and never as 0. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { link, parse } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { analyze } from './analyze.ts';

const TEXT = `twin A {
  devices d { count 2000 every 1 min payload 1 KB }
  storage { hot 1 month }
  management { entities 10 }
  place { L4 azure }
}`;

describe('a slot that no cloud may serve', () => {
  const whole = bundledBook();
  const lacking = {
    ...whole,
    entries: whole.entries.filter(
      ({ provider, service, meter }) => !(provider === 'azure' && service === 'digital-twins' && meter === 'operations'),
    ),
  };
  const program = link(new Map([['a.twin', parse(TEXT, 'a.twin')]]), 'a.twin');
  const [twin] = analyze(program, { book: lacking }).twins;
  const [sound] = analyze(program, { book: whole }).twins;

  it('has no total, and says why', () => {
    assert.equal(twin?.perMonth, null);
    assert.match(twin?.cost.impossible ?? '', /azure\.digital-twins\.operations/);
  });

  it('costs on the other clouds what it would cost there', () => {
    for (const provider of ['aws', 'gcp'] as const) {
      const cell = twin?.cost.cells.L4?.[provider];
      const same = sound?.cost.cells.L4?.[provider];
      assert.ok(cell?.available && same?.available, provider);
      assert.ok(cell.amount > 0 && cell.lines.length > 0, provider);
      assert.equal(cell.delta, null);
      assert.deepEqual(cell.lines.map(({ meter }) => meter), same.lines.map(({ meter }) => meter)); // prettier-ignore
    }
  });
});

/** Figures that change without an edit of the file that shows them: the client is told to ask again, and what it then gets is of now. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { FileChangeType, type ClientCapabilities, type CodeLens } from 'vscode-languageserver-protocol/node';
import { EVERYTHING, start, type Client } from './client.ts';

const DEVICES = 'device Thermostat { every 2 min  payload 0.25 KB }\n';
const HOME = 'import "./devices.twin"\ntwin Home { devices d : Thermostat { count 500 } }\n';
/** As VS Code does. */
const PULLS: ClientCapabilities = { ...EVERYTHING, textDocument: { ...EVERYTHING.textDocument, diagnostic: {} } };
const LENS = 'workspace/codeLens/refresh';

describe('lenses of a file whose imports change', function () {
  this.timeout(30_000);
  let folder: string;
  let home: string;
  let devices: string;
  let client: Client;

  const begin = async (capabilities: ClientCapabilities): Promise<void> => {
    client = await start({ capabilities, folders: [pathToFileURL(folder).href] });
    client.open(home, HOME);
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'twin-refresh-'));
    home = pathToFileURL(path.join(folder, 'home.twin')).href;
    devices = pathToFileURL(path.join(folder, 'devices.twin')).href;
    writeFileSync(path.join(folder, 'home.twin'), HOME);
    writeFileSync(path.join(folder, 'devices.twin'), DEVICES);
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const asked = (): Promise<CodeLens[]> => client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: home } });
  const resolved = async ([lens]: readonly CodeLens[]): Promise<string> =>
    (await client.request<CodeLens>('codeLens/resolve', lens)).command?.title ?? '';
  const shown = async (): Promise<string> => resolved(await asked());
  const refreshes = (): number => client.requests.filter(({ method }) => method === LENS).length;
  /** Everything that was sent before it is read when it is answered. */
  const settled = async (): Promise<void> => {
    await client.request('twin/prices', {});
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const saved = (): void =>
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: devices, type: FileChangeType.Changed }],
    });
  const rename = (from: string, to: string): void => {
    for (const uri of [home, devices]) {
      const at = client.text(uri).indexOf(from);
      client.change(uri, [{ start: at, end: at + from.length, text: to }]);
    }
  };

  for (const [kind, capabilities] of [
    ['pulls', PULLS],
    ['is sent', EVERYTHING],
  ] as const) {
    it(`are refreshed when an imported text is typed into, where the client ${kind} diagnostics`, async () => {
      await begin(capabilities);
      client.open(devices, DEVICES);
      const before = await shown();
      const count = refreshes();
      client.change(devices, [{ start: DEVICES.indexOf('2 min'), end: DEVICES.indexOf('2 min') + 1, text: '1' }]);
      await settled();
      assert.ok(refreshes() > count, 'nothing was said');
      assert.notEqual(await shown(), before);
    });

    it(`are refreshed when an imported text is closed without saving it, where the client ${kind} diagnostics`, async () => {
      await begin(capabilities);
      const written = await shown();
      client.open(devices, DEVICES.replace('2 min', '1 s'));
      assert.notEqual(await shown(), written);
      const count = refreshes();
      client.close(devices);
      await settled();
      assert.ok(refreshes() > count, 'nothing was said');
      assert.equal(await shown(), written);
    });
  }

  it('have the imports when they are resolved after an import was closed', async () => {
    await begin(PULLS);
    const written = await shown();
    client.open(devices, DEVICES);
    // A save is told of while the text is open, then the text is closed between the two requests for a lens.
    saved();
    const lenses = await asked();
    client.close(devices);
    assert.equal(await resolved(lenses), written);
  });

  it('say what is true after a rename over two files and its reversal', async () => {
    await begin(PULLS);
    const written = await shown();
    // What an editor shows: asked for anew after its own edit and whenever it is told to.
    let shows = written;
    client.connection.onRequest(LENS, () => {
      void shown().then((text) => (shows = text));
      return null;
    });
    for (const [from, to] of [
      ['Thermostat', 'Radiator'],
      ['Radiator', 'Thermostat'],
    ] as const) {
      client.open(devices, from === 'Thermostat' ? DEVICES : DEVICES.replace('Thermostat', 'Radiator'));
      rename(from, to);
      void shown().then((text) => (shows = text));
      writeFileSync(path.join(folder, 'devices.twin'), client.text(devices));
      // The editor closes the text that it opened for the rename alone, before its watcher tells of the save.
      client.close(devices);
      await settled();
      assert.equal(shows, written, `after ${from} became ${to}, before the watcher`);
      saved();
      await settled();
      assert.equal(shows, written, `after ${from} became ${to}`);
    }
  });
});

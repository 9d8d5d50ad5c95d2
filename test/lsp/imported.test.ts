/** Problems of imported files over the wire: where they stand, and at the imports that lead there; open and closed, pushed and pulled. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { FileChangeType } from 'vscode-languageserver-protocol/node';
import { EVERYTHING, start, type Client } from './client.ts';

/** Its payload is above what a cloud takes. */
const LARGE = 'device Camera {\n  every 2 min\n  payload 300 KB\n}\n';
const SMALL = LARGE.replace('300 KB', '1 KB');
const HOME = '// two imports\nimport "./other.twin"\nimport "./devices.twin"\ntwin Home { devices d : Camera { count 5 } }\n';
const PULLS = { ...EVERYTHING, textDocument: { ...EVERYTHING.textDocument, diagnostic: {} } };

describe('problems of imported files', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-imported-'));
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const [home, second, devices] = [uriOf('home.twin'), uriOf('second.twin'), uriOf('devices.twin')];
  let client: Client;

  before(() => {
    writeFileSync(path.join(folder, 'devices.twin'), LARGE);
    writeFileSync(path.join(folder, 'other.twin'), 'device Other { every 1 min  payload 1 KB }\n');
    writeFileSync(path.join(folder, 'home.twin'), HOME);
    writeFileSync(path.join(folder, 'second.twin'), HOME.replace('Home', 'Second'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const limits = (items: readonly Diagnostic[]): Diagnostic[] => items.filter(({ code }) => code === 'twin-3101');
  /** Waits for a publication that is as asked. */
  const published = async (uri: string, wanted: (items: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> => {
    for (let turn = 0; turn < 250; turn++) {
      const last = client.published.findLast((one) => one.uri === uri)?.diagnostics;
      if (last !== undefined && wanted(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${uri}: ${JSON.stringify(client.published.findLast((one) => one.uri === uri))}`);
  };

  it('stand in the closed file and at the line of the right import', async () => {
    client = await start({ folders: [pathToFileURL(folder).href] });
    client.open(home, HOME);
    const there = await published(devices, (items) => limits(items).length > 0);
    assert.equal(there[0]?.range.start.line, 2);
    assert.deepEqual(
      there[0].relatedInformation?.map(({ message, location }) => [message, location.uri, location.range.start.line]),
      [['Imported here', home, 2]],
    );
    const here = limits(await client.diagnostics(home));
    assert.equal(here[0]?.range.start.line, 2);
    assert.deepEqual(here[0].relatedInformation?.[0]?.location, { uri: devices, range: there[0].range });
  });

  it('name every importer, in the open file too, and go with them', async () => {
    client.open(devices, LARGE);
    client.open(second, HOME.replace('Home', 'Second'));
    const both = await published(devices, (items) => limits(items)[0]?.relatedInformation?.length === 2);
    assert.deepEqual(new Set(limits(both)[0]?.relatedInformation?.map(({ location }) => location.uri)), new Set([home, second]));
    client.close(second);
    await published(devices, (items) => limits(items)[0]?.relatedInformation?.length === 1);
    client.change(home, [{ start: HOME.indexOf('d : Camera'), end: HOME.indexOf('d : Camera') + 10, text: 'd : Other' }]);
    await published(devices, (items) => limits(items).length === 0);
    client.change(home, [{ start: HOME.indexOf('d : Camera'), end: HOME.indexOf('d : Camera') + 9, text: 'd : Camera' }]);
    await published(devices, (items) => limits(items).length > 0);
  });

  it('are gone when the imported text is mended', async () => {
    const at = LARGE.indexOf('300');
    client.change(devices, [{ start: at, end: at + 3, text: '1' }]);
    assert.deepEqual(await client.diagnostics(devices), []);
    await published(home, (items) => limits(items).length === 0);
    client.close(devices);
    await published(devices, (items) => limits(items).length > 0);
  });

  it('are told at the import where the imported file has errors of itself', async () => {
    writeFileSync(path.join(folder, 'devices.twin'), SMALL.replace('2 min', 'soon'));
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: devices, type: FileChangeType.Changed }],
    });
    const items = await published(home, (found) => found.some(({ message }) => (message as string).startsWith('`./devices.twin` has')));
    const told = items.find(({ message }) => (message as string).startsWith('`./devices.twin` has'));
    assert.equal(told?.range.start.line, 2);
    assert.equal(told.severity, 1);
    assert.equal(told.relatedInformation?.[0]?.location.uri, devices);
    await published(devices, (found) => found.some(({ severity }) => severity === 1));
    client.close(home);
    await published(devices, (found) => found.length === 0);
    writeFileSync(path.join(folder, 'devices.twin'), LARGE);
    await client.stop();
  });

  it('are pulled: of a document, and of the workspace where nothing is open', async () => {
    client = await start({ folders: [pathToFileURL(folder).href], capabilities: PULLS });
    const asked = { textDocument: { uri: devices } };
    const all = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const closed = all.items.find(({ uri }) => uri === devices);
    assert.ok(closed?.kind === 'full');
    assert.deepEqual(new Set(limits(closed.items)[0]?.relatedInformation?.map(({ location }) => location.uri)), new Set([home, second]));
    client.open(devices, LARGE);
    client.open(home, HOME);
    const first = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', asked);
    assert.ok(first.kind === 'full' && limits(first.items).length > 0);
    const again = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { ...asked, previousResultId: first.resultId });
    assert.equal(again.kind, 'unchanged');
    const count = HOME.indexOf('Camera');
    client.change(home, [{ start: count, end: count + 6, text: 'Other' }]);
    const other = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { ...asked, previousResultId: first.resultId });
    // The closed second file still uses it.
    assert.ok(other.kind === 'full' && limits(other.items)[0]?.relatedInformation?.length === 1);
    assert.deepEqual(client.published, []);
    await client.stop();
  });
});

/**
 * The bundled language server over stdio, as an editor meets it: start, keystrokes, hovers, a folder of 1,000 files, 10,000 edits.
 * A keystroke counts from the change that is sent to the last of problems and hints (of the 60 lines around it) that arrive.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hover, InlayHint, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { EVERYTHING, start, type Client } from '../test/lsp/client.ts';
import { heapFile, heapOf, residentOf, WITH_PROBE } from '../test/lsp/heap.ts';
import { houseText } from './house.ts';
import { manyTwins, oneTwin, random } from './generate.ts';
import { median, printTable, type Measurement } from './measurement.ts';

const URI = 'untitled:bench.twin';

export async function run(): Promise<Measurement[]> {
  return [
    ...(await starts()),
    ...(await keystrokes('10,000 lines in 600 twins', manyTwins(600), 5)),
    ...(await keystrokes('one twin of 1,000 groups', oneTwin(1000), 15)),
    ...(await hovers()),
    ...(await coldFolder()),
    ...(await manyEdits()),
  ];
}

function row(name: string, value: number, unit: string, limit: number | null): Measurement {
  const rounded = Number(value.toPrecision(3));
  return { name, value: rounded, unit, reach: limit === null ? null : `≤ ${limit}`, met: limit === null ? null : value <= limit };
}

async function starts(): Promise<Measurement[]> {
  const times: number[] = [];
  for (let turn = 0; turn < 12; turn++) {
    const client = await start();
    // The first turns fill the cache of compiled code.
    if (turn >= 3) times.push(client.startedIn);
    await client.request('twin/prices', null);
    await client.stop();
  }
  return [row('`initialize` answered after start of the process', median(times), 'ms', 60)];
}

/** Changes one digit and waits for everything that shows it. */
async function keystroke(client: Client, place: number): Promise<number> {
  const digit = String(1 + (Number(client.text(URI)[place]) % 9));
  const { line } = client.position(URI, place);
  const range = { start: { line: Math.max(0, line - 30), character: 0 }, end: { line: line + 30, character: 0 } };
  const send = client.prepare(URI, [{ start: place, end: place + 1, text: digit }]);
  const began = performance.now();
  send();
  const hints = client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: URI }, range });
  const [shown] = await Promise.all([hints, client.diagnostics(URI)]);
  const time = performance.now() - began;
  if (shown.length === 0) throw new Error('no hints');
  return time;
}

async function keystrokes(name: string, text: string, limit: number): Promise<Measurement[]> {
  const client = await start();
  const opened = performance.now();
  client.open(URI, text);
  await client.diagnostics(URI);
  const cold = performance.now() - opened;
  const numbers = random(11);
  const places = [...text.matchAll(/count {5}(\d)/g)].map((match) => match.index + match[0].length - 1);
  const times: number[] = [];
  for (let turn = 0; turn < 150; turn++) {
    const time = await keystroke(client, places[Math.floor(numbers() * places.length)] ?? 0);
    if (turn >= 50) times.push(time);
    // As fast as nobody types: the server has its pauses.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await client.stop();
  times.sort((a, b) => a - b);
  return [
    row(`keystroke → hints and problems, ${name}, median`, median(times), 'ms', limit),
    row(`keystroke → hints and problems, ${name}, p95`, times[Math.floor(times.length * 0.95)] ?? NaN, 'ms', limit * 3),
    row(`first problems after opening, ${name}`, cold, 'ms', null),
  ];
}

async function hovers(): Promise<Measurement[]> {
  const client = await start();
  client.open(URI, houseText());
  await client.diagnostics(URI);
  const at = client.at(URI, 'hot 1 month', 1);
  const times: number[] = [];
  for (let turn = 0; turn < 400; turn++) {
    const began = performance.now();
    await client.request<Hover>('textDocument/hover', at);
    if (turn >= 200) times.push(performance.now() - began);
  }
  await client.stop();
  return [row('cached hover', median(times), 'ms', 0.5)];
}

async function coldFolder(): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-folder-'));
  try {
    const text = houseText();
    for (let index = 0; index < 1000; index++) {
      writeFileSync(path.join(folder, `house${index}.twin`), text.replace('count     40', `count     ${1 + index}`));
    }
    const client = await start({
      folders: [pathToFileURL(folder).href],
      capabilities: { ...EVERYTHING, textDocument: { ...EVERYTHING.textDocument, diagnostic: {} } },
    });
    const began = performance.now();
    const report = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    const time = performance.now() - began;
    if (report.items.length !== 1000) throw new Error(`${report.items.length} files reported`);
    const { most } = residentOf(client);
    await client.stop();
    return [
      row('cold open of a folder of 1,000 files, all problems of all files', time / 1000, 's', 2),
      row('… memory of the process at most', most / 2 ** 20, 'MB', 150),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function manyEdits(): Promise<Measurement[]> {
  heapFile();
  const client = await start({ node: WITH_PROBE });
  client.open(URI, manyTwins(60));
  const numbers = random(5);
  const places = [...client.text(URI).matchAll(/count {5}(\d)/g)].map((match) => match.index + match[0].length - 1);
  const edits = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await keystroke(client, places[Math.floor(numbers() * places.length)] ?? 0);
  };
  await edits(1000);
  const before = await heapOf(client);
  await edits(10_000);
  const after = await heapOf(client);
  await client.stop();
  return [row('heap after 10,000 edits against before', (after / before - 1) * 100, '%', 5)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());

/**
 * The panels as a person meets them, from the bundled server over stdio: a slider's draft, a comparison, the lines behind sliders, all
 * twins of a folder. A view's own drawing is measured in its tests.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { EVERYTHING, start, type Client } from '../test/lsp/client.ts';
import { manyTwins, oneTwin } from './generate.ts';
import { median, printTable, type Measurement } from './measurement.ts';

const URI = 'untitled:panel.twin';
const REFERENCE = { uri: URI, twin: null, scenario: null };
const COMPARISON = { reference: REFERENCE, start: 'written', overrides: {}, currency: null, model: 'billing' };

export async function run(): Promise<Measurement[]> {
  return [
    ...(await drafts('100 groups', 100, 16)),
    ...(await drafts('1,000 groups', 1_000, null)),
    ...(await breakEvens()),
    ...(await comparisons()),
    ...(await dashboards()),
  ];
}

function row(name: string, value: number, limit: number | null): Measurement {
  const rounded = Number(value.toPrecision(3));
  return { name, value: rounded, unit: 'ms', reach: limit === null ? null : `≤ ${limit}`, met: limit === null ? null : value <= limit };
}

/** Milliseconds of each answer; the first ones, while the code is not warm, are left out. */
async function times(client: Client, method: string, ask: (turn: number) => unknown, turns: number, warm: number): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < warm + turns; turn++) {
    const params = ask(turn);
    const began = performance.now();
    await client.request(method, params);
    if (turn >= warm) taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
}

async function opened(text: string): Promise<Client> {
  const client = await start();
  client.open(URI, text);
  await client.diagnostics(URI);
  return client;
}

async function drafts(name: string, groups: number, limit: number | null): Promise<Measurement[]> {
  const client = await opened(oneTwin(groups));
  const ask = (turn: number): unknown => ({ reference: REFERENCE, currency: null, changes: { 'sensors5.count': 10 + turn } });
  const taken = await times(client, 'twin/panel/draft', ask, 200, 50);
  await client.stop();
  return [
    row(`slider → draft, ${name}, median`, median(taken), limit),
    row(`slider → draft, ${name}, p95`, taken[Math.floor(taken.length * 0.95)] ?? NaN, null),
  ];
}

async function breakEvens(): Promise<Measurement[]> {
  const client = await opened(oneTwin(100));
  const ask = (turn: number): unknown => ({ comparison: COMPARISON, path: `sensors${turn % 20}.count` });
  const taken = await times(client, 'twin/panel/breakEven', ask, 40, 10);
  await client.stop();
  return [row('break-even chart, 100 groups, median', median(taken), 50)];
}

async function comparisons(): Promise<Measurement[]> {
  const client = await opened(oneTwin(1_000));
  const clouds = ['aws', 'azure', 'gcp'];
  const ask = (turn: number): unknown => ({ ...COMPARISON, overrides: { L1: clouds[turn % 3] } });
  const taken = await times(client, 'twin/panel/comparison', ask, 9, 3);
  await client.stop();
  return [row('comparison, 1,000 groups, median', median(taken), null)];
}

/** A folder of 200 files with a twin each: as it is first shown, and as it is shown again. */
async function dashboards(): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-bench-panels-'));
  try {
    const twins = manyTwins(200).split(/(?=\n(?:\/\/\/ Plant \d+ of many\.\n)?twin Plant)/);
    for (const [index, text] of twins.entries()) writeFileSync(path.join(folder, `plant-${index}.twin`), text);
    const client = await start({ capabilities: EVERYTHING, folders: [pathToFileURL(folder).href] });
    const began = performance.now();
    await client.request('twin/panel/dashboard', { currency: null });
    const first = performance.now() - began;
    const again = await times(client, 'twin/panel/dashboard', () => ({ currency: null }), 10, 2);
    await client.stop();
    return [row('dashboard of 200 twins, first', first, null), row('dashboard of 200 twins, again, median', median(again), null)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) printTable(await run());

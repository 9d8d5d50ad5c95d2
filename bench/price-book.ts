/** A fetched price book: how long every command and every start of the editor's server waits for it, and what a refresh of one region asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { currentBook } from '@twin2multicloud/pricing';
import { createWorld } from '../test/prices/kit.ts';
import { best, printTable, type Measurement } from './measurement.ts';

export async function run(): Promise<Measurement[]> {
  const world = await createWorld();
  try {
    const { code, err } = await world.update(['--region', 'eu-central']);
    if (code !== 0) throw new Error(err);
    const requests = world.clouds.requests.length;
    const files = { names: () => readdirSync(world.store), read: (name: string) => readFileSync(path.join(world.store, name), 'utf8') };
    const load = best(20, () => {
      if (currentBook(files)?.ok !== true) throw new Error('The book cannot be read.');
    });
    const text = files.read(files.read('current').trim());
    const parse = best(20, () => JSON.parse(text) as unknown);
    return [
      { name: 'loading a fetched price book, hash and form checked', value: round(load), unit: 'ms', reach: '≤ 15', met: load <= 15 },
      { name: 'JSON.parse of it', value: round(parse), unit: 'ms', reach: null, met: null },
      { name: 'requests of a refresh of one region, three clouds', value: requests, unit: '', reach: '≤ 60', met: requests <= 60 },
    ];
  } finally {
    await world.close();
  }
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());

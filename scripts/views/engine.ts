/** The engine behind the panels, over files in memory: the language server's own handlers, without a server around them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PanelMethod, PanelReference } from '@twin2multicloud/protocol';
import type { PriceBook } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import type { Repository } from './git.ts';
import { panelKit, type Kit } from '../../server/src/panels/test-kit.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The day that recordings are made for, so that ages of prices do not move by themselves. */
export const TODAY = '2026-11-21';

export interface Engine {
  readonly kit: Kit;
  reference(file: string, twin?: string | null): PanelReference;
  /** As JSON, as it crosses to a webview. */
  ask(method: PanelMethod, params: unknown): Promise<unknown>;
  /** Removes what it stands on; left out: nothing. */
  readonly close?: () => void;
}

/** @param book left out: the bundled one; `repository` left out: there is no git */
export function engineOver(files: Readonly<Record<string, string>>, book?: PriceBook, repository?: Repository): Engine {
  const kit = panelKit({
    files,
    today: TODAY,
    ...(book === undefined ? {} : { book }),
    ...(repository === undefined ? {} : { revisions: repository.revisions }),
  });
  return {
    kit,
    ...(repository === undefined ? {} : { close: repository.close }),
    reference: (file, twin = null) => ({ uri: kit.uri(file), twin, scenario: null }),
    ask: async (method, params) => JSON.parse(JSON.stringify(await kit.ask(method, params))) as unknown,
  };
}

export function sample(file: string): string {
  return readFileSync(path.join(ROOT, 'samples', file), 'utf8');
}

const DEVICES = { 'devices.twin': sample('devices.twin') };

/** The small house of the samples, grown so that its bars are wider than its free allowances: the text of the first pictures. */
export const HOUSE = sample('smart-home.twin')
  .replace('count 60', 'count 1500')
  .replace('count     40', 'count     400')
  .replace('15 EUR / month', '200 EUR / month')
  .replace('L3 2 EUR', 'L3 20 EUR')
  .replace('for 1 h / day ', 'for 8 h / day ')
  .replace('L3.hot azure', 'L3.hot aws  ');

export function houseFiles(change: (text: string) => string = (text) => text): Readonly<Record<string, string>> {
  return { 'smart-home.twin': change(HOUSE), ...DEVICES };
}

/** A book in which one price is missing. */
export function bookWithout(meter: string): PriceBook {
  const book = bundledBook();
  return { ...book, entries: book.entries.filter(({ provider, service, meter: last }) => `${provider}.${service}.${last}` !== meter) };
}

/** A twin of so many device groups. */
export function manyGroups(count: number): string {
  const groups = Array.from(
    { length: count },
    (_one, index) => `  devices g${index} { count ${10 + (index % 7)}  every ${1 + (index % 5)} min  payload 1 KB }`,
  );
  return `language 1\n\ntwin Many "Many groups" {\n  region eu-central\n  currency EUR\n${groups.join('\n')}\n  storage { hot 1 month  cool 3 months  archive 12 months }\n  visualization { viewers 5 }\n}\n`;
}

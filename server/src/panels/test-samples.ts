/** For unit tests of the panels: the samples, questions about them in short, and what an edit makes of a text. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ComparisonModel, EditResult, PanelEdit } from '@twin2multicloud/protocol';
import { panelKit, type Kit, type KitOptions } from './test-kit.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');
export const sample = (name: string): string => readFileSync(path.join(SAMPLES, name), 'utf8');
export const HOME = { 'smart-home.twin': sample('smart-home.twin'), 'devices.twin': sample('devices.twin') };
export const NAMES = readdirSync(SAMPLES).filter((name) => name.endsWith('.twin') && name !== 'devices.twin');
export const SAMPLE_FILES = Object.fromEntries(
  [...NAMES, 'devices.twin', 'city-devices/environment.twin', 'city-devices/lighting.twin', 'city-devices/traffic.twin'].map((name) => [
    name,
    sample(name),
  ]),
);

export const reference = (
  kit: Kit,
  file: string,
  scenario: string | null = null,
): { uri: string; twin: null; scenario: string | null } => ({
  uri: kit.uri(file),
  twin: null,
  scenario,
});

interface Asked {
  readonly start?: ComparisonModel['starts'][number]['start'];
  readonly overrides?: Record<string, string>;
  readonly currency?: string | null;
  readonly model?: 'billing' | 'paper';
  readonly scenario?: string | null;
}

export function params(
  kit: Kit,
  file: string,
  { start = 'written', overrides = {}, currency = null, model = 'billing', scenario = null }: Asked = {},
): Required<Omit<Asked, 'scenario'>> & { readonly reference: ReturnType<typeof reference> } {
  return { reference: reference(kit, file, scenario), start, overrides, currency, model };
}

export async function comparison(kit: Kit, file: string, asked: Asked = {}): Promise<ComparisonModel> {
  const result = await kit.ask('twin/panel/comparison', params(kit, file, asked));
  if (!('model' in result)) throw new Error(result.absence.message);
  return result.model;
}

export function near(actual: number | null | undefined, expected: number | null | undefined, what: string): void {
  if (actual == null || expected == null) return assert.equal(actual, expected, what);
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${actual} instead of ${expected}`);
}

export const sum = (list: readonly (number | null)[]): number => list.reduce<number>((total, amount) => total + (amount ?? 0), 0);

/** A text after the one edit of a panel. */
export function applied(text: string, { edits }: PanelEdit): string {
  const lines = text.split(/(?<=\n)/);
  const starts = lines.reduce<number[]>((all, line) => [...all, (all.at(-1) ?? 0) + line.length], [0]);
  const offset = ({ line, character }: { line: number; character: number }): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => offset(b.start) - offset(a.start) || offset(b.end) - offset(a.end))
    .reduce((result, { start, end, newText }) => result.slice(0, offset(start)) + newText + result.slice(offset(end)), text);
}

export function made(result: EditResult): PanelEdit {
  if ('refused' in result) throw new Error(result.refused);
  return result.edit;
}

/** The same files with one changed. */
export const changedKit = (files: KitOptions['files'], file: string, text: string): Kit => panelKit({ files: { ...files, [file]: text } });

export const PROVIDERS = ['aws', 'azure', 'gcp'] as const;
export const SLOTS = ['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'] as const;

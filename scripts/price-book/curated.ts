/**
 * The shape of packages/pricing/sources/curated.json: which record is whose, and each number that no record gives, with its evidence.
 * It owns types and reading; what the evidence is worth is decided in build.ts.
 */
import { readFile } from 'node:fs/promises';

/**
 * What a price rests on, best first: the region's API record; another region's record times a sourced ratio; an id and a price that
 * meters.md lists as recorded; a price page; a third party's table; a page's price times a ratio; general knowledge.
 */
export const EVIDENCE = ['record', 'ratio', 'listed', 'page', 'table', 'estimate', 'knowledge'] as const;
export type Evidence = (typeof EVIDENCE)[number];

export type LogicalRegion = string;

interface Common {
  readonly why?: string;
  readonly note?: string;
  /** Lowest and highest price per `per`. */
  readonly range?: readonly [string, string];
}

export interface RecordRef {
  /** A key of `files`. */
  readonly file: string;
  readonly id: string;
}

export interface PlanRef {
  readonly name: string;
  readonly fee: string;
  readonly queries: string;
  readonly calls: string;
}

export interface RecordRule extends Common, RecordRef {
  readonly evidence: 'record' | 'ratio';
  /** The ratio, for `ratio`. */
  readonly times?: string;
  /** A record whose tiers continue one that was not recorded to its end. */
  readonly above?: RecordRef;
  readonly plans?: readonly PlanRef[];
}

export interface WrittenRule extends Common {
  readonly evidence: Exclude<Evidence, 'record' | 'ratio'>;
  /** An API id, for `listed`. */
  readonly id?: string;
  readonly price?: string;
  readonly tiers?: readonly (readonly [string, string])[];
  readonly per?: string;
  readonly times?: string;
  /** A key of `sources`. */
  readonly source: string;
  readonly cite?: string;
  readonly readAt?: string;
}

export type Rule = RecordRule | WrittenRule;

export interface FreeRule {
  readonly record?: RecordRef;
  readonly quantity?: string;
  readonly period?: 'day';
  readonly scope: 'account' | 'subscription' | 'billing-account' | 'project';
  readonly source: string;
  readonly only?: LogicalRegion;
}

export interface FileNote {
  readonly path: string;
  readonly class: 'VERBATIM' | 'RETYPED';
  readonly readAt: string;
  readonly url: string;
}

export interface Curated {
  readonly id: string;
  readonly createdAt: string;
  readonly regions: Readonly<Record<LogicalRegion, Readonly<Record<string, string>>>>;
  readonly zones: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, FileNote>>;
  readonly sources: Readonly<Record<string, { readonly id: string; readonly url: string | null; readonly readAt: string }>>;
  /** Meter → logical region (or `both`) → rule. */
  readonly prices: Readonly<Record<string, Readonly<Record<LogicalRegion, Rule>>>>;
  readonly free: Readonly<Record<string, FreeRule>>;
  readonly limits: Readonly<Record<string, { readonly value: number; readonly status: string; readonly source: string }>>;
  readonly currencies: Readonly<
    Record<string, { readonly perUsd: string; readonly date: string; readonly id: string; readonly url: string }>
  >;
  readonly unavailable: readonly unknown[];
}

/** The curated file and every recorded response that it names, parsed, by the keys of `files`. */
export async function readSources(folder: URL): Promise<{ curated: Curated; responses: ReadonlyMap<string, unknown> }> {
  const curated = (await readJson(new URL('curated.json', folder))) as Curated;
  const responses = new Map<string, unknown>();
  for (const [key, file] of Object.entries(curated.files)) responses.set(key, await readJson(new URL(`fixtures/${file.path}`, folder)));
  return { curated, responses };
}

async function readJson(url: URL): Promise<unknown> {
  return JSON.parse(await readFile(url, 'utf8')) as unknown;
}

/** Adds a storage tier that is not used yet, at its place and with an age that fits its neighbors. */

import type { TextEdit } from '../problem.ts';
import type { ParsedFile } from '../semantics/program.ts';
import { measure } from '../semantics/quantities.ts';
import type { Tier } from '../semantics/resolve.ts';
import type { Block, Declaration, Item, Property, TwinDeclaration } from '../tree.ts';
import { SECONDS_PER_MONTH } from '../units.ts';
import { indentAt, insideOf, lineBreakOf } from './chunks.ts';

/** A `storage` block, its offset, and the member's that holds it. */
export interface PlacedStorage {
  readonly block: Pick<Block, 'items'>;
  /** What turns the offsets of its items into the file's. */
  readonly base: number;
  readonly start: number;
  readonly end: number;
}

/** In the order in which data passes them. */
export const TIERS: readonly Tier[] = ['hot', 'cool', 'archive'];

const USUAL: Readonly<Record<Tier, { readonly text: string; readonly months: number }>> = {
  hot: { text: '1 month', months: 1 },
  cool: { text: '3 months', months: 3 },
  archive: { text: '12 months', months: 12 },
};

export interface TierOffer {
  readonly tier: Tier;
  /** `cool 3 months` */
  readonly line: string;
  readonly edits: readonly TextEdit[];
}

/** The tiers that a `storage` block lacks, with the edits that add each. */
export function missingTiers({ text, file }: ParsedFile, storage: PlacedStorage): TierOffer[] {
  const inside = insideOf(text, storage.start, storage.end);
  if (inside === null) return [];
  const present = new Map<Tier, Property>();
  for (const item of storage.block.items) {
    const tier = tierOf(item);
    if (tier !== null && item.kind === 'property') present.set(tier, item);
  }
  const offers: TierOffer[] = [];
  for (const tier of TIERS) {
    if (present.has(tier)) continue;
    const at = TIERS.indexOf(tier);
    const before = TIERS.slice(0, at).findLast((name) => present.has(name));
    const after = TIERS.slice(at + 1).find((name) => present.has(name));
    const line = `${tier} ${ageOf(text, storage.base, tier, before === undefined ? null : present.get(before), after === undefined ? null : present.get(after))}`;
    const anchor = before === undefined ? undefined : present.get(before);
    const next = anchor === undefined ? storage.block.items[0] : undefined;
    let edit: TextEdit;
    if (anchor !== undefined) {
      const end = storage.base + anchor.end;
      const own = isOwnLine(text, storage.base + anchor.start);
      edit = { file, start: end, end, text: own ? `${lineBreakOf(text)}${indentAt(text, end)}${line}` : `  ${line}` };
    } else if (next !== undefined) {
      const start = storage.base + next.start;
      edit = {
        file,
        start,
        end: start,
        text: isOwnLine(text, start) ? `${line}${lineBreakOf(text)}${indentAt(text, start)}` : `${line}  `,
      };
    } else {
      edit = { file, start: inside.start, end: inside.end, text: ` ${line} ` };
    }
    offers.push({ tier, line, edits: [edit] });
  }
  return offers;
}

/** Adds a tier to a twin that may have no `storage` block yet; null where that cannot be done. */
export function addTier(parsed: ParsedFile, twin: TwinDeclaration, tier: Tier): TierOffer | null {
  const block = twin.members.find((member) => member.kind === 'block' && member.name.text === 'storage');
  if (block?.kind === 'block') {
    const base = twin.start + block.start;
    return missingTiers(parsed, { block, base, start: base, end: twin.start + block.end }).find((offer) => offer.tier === tier) ?? null;
  }
  const last = twin.members.findLast((member) => member.kind === 'group') ?? twin.members.at(-1);
  if (last === undefined) return null;
  const end = twin.start + last.end;
  const line = `${tier} ${USUAL[tier].text}`;
  const eol = lineBreakOf(parsed.text);
  return {
    tier,
    line,
    edits: [{ file: parsed.file, start: end, end, text: `${eol}${eol}${marginOf(parsed.text, twin)}storage { ${line} }` }],
  };
}

function marginOf(text: string, twin: Declaration): string {
  return `${indentAt(text, twin.start)}  `;
}

function tierOf(item: Item): Tier | null {
  return item.kind === 'property' ? (TIERS.find((tier) => tier === item.name.text) ?? null) : null;
}

/** The usual age, or that of a neighbor where it would be out of order. */
function ageOf(text: string, base: number, tier: Tier, before: Property | null | undefined, after: Property | null | undefined): string {
  const usual = USUAL[tier].months * SECONDS_PER_MONTH;
  for (const [neighbor, wrong] of [
    [before, (seconds: number) => seconds > usual],
    [after, (seconds: number) => seconds < usual],
  ] as const) {
    const value = neighbor?.arguments[0];
    const seconds = value?.kind === 'quantity' ? (measure(value)?.value ?? null) : null;
    if (value !== undefined && seconds !== null && wrong(seconds)) return text.slice(base + value.start, base + value.end);
  }
  return USUAL[tier].text;
}

function isOwnLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text.charAt(at) === ' ' || text.charAt(at) === '\t')) at--;
  return at < 0 || text.charAt(at) === '\n' || text.charAt(at) === '\r';
}

/**
 * How sure a total is: whole, a lower bound because errors in the text leave something out, or none. What is sound stays costed; which
 * slots the errors touch is found by where they stand.
 */
import { SLOTS, type Slot } from '@twin2multicloud/cost';
import { nodeAt, type Problem, type Program, type SourceRange } from '@twin2multicloud/language';
import { COST_CODES } from './codes.ts';
import type { TwinReport } from './report.ts';

export interface Certainty {
  readonly certainty: 'whole' | 'partial' | 'none';
  /** A sentence; null where the total is whole. */
  readonly why: string | null;
  /** Slots whose amounts lack something, each with the first error that touches it. */
  readonly missing: readonly { readonly slot: Slot; readonly at: SourceRange }[];
}

/** Errors of syntax, names and scenario leave something out. */
const LEAVES_OUT = /^twin-[123]\d{3}$/;

/** @param problems of the whole file that declares the twin, those of what it imports included */
export function certaintyOf(report: TwinReport, problems: readonly Problem[], program: Program): Certainty {
  const { cost } = report;
  if (report.perMonth === null) return { certainty: 'none', why: sentence(cost.impossible ?? 'no placement is possible'), missing: [] };
  const errors = problemsOf(report, problems, program).filter(({ severity, code }) => severity === 'error' && LEAVES_OUT.test(code));
  if (errors.length === 0) return { certainty: 'whole', why: null, missing: [] };
  const first = new Map<Slot, Problem>();
  for (const error of errors) {
    for (const slot of slotsOf(error, program, cost.slots)) if (!first.has(slot)) first.set(slot, error);
  }
  const missing = SLOTS.flatMap((slot) => {
    const at = first.get(slot);
    return at === undefined ? [] : [{ slot, at: { file: at.file, start: at.start, end: at.end } }];
  });
  const what = errors.length === 1 ? '1 error leaves' : `${errors.length} errors leave`;
  const where = missing.length === 0 ? 'something' : `parts of ${listed(missing.map(({ slot }) => slot))}`;
  return { certainty: 'partial', why: `${what} ${where} out, so it costs at least this.`, missing };
}

/**
 * The problems that concern a twin or scenario: what its text and what stands in no twin (device types, imports, the file itself) says wrongly,
 * and what only its own figures tell.
 */
export function problemsOf({ scenario, problems: own }: TwinReport, problems: readonly Problem[], program: Program): Problem[] {
  const { file, start } = scenario.declaredAt;
  const declarations = program.files.get(program.entry)?.tree.declarations ?? [];
  const others = declarations.filter((declaration) => declaration.kind === 'twin' && declaration.start !== start);
  const ofText = problems.filter(
    (problem) =>
      !OF_FIGURES.has(problem.code) &&
      (problem.file !== file || !others.some((other) => problem.start >= other.start && problem.start <= other.end)),
  );
  return [...ofText, ...own.filter(({ code }) => OF_FIGURES.has(code))];
}

/** A scenario tells them anew, with its own figures. */
const OF_FIGURES: ReadonlySet<string> = new Set(COST_CODES.map(({ code }) => code));

const OF_BLOCKS: Readonly<Record<string, readonly Slot[]>> = {
  processing: ['L2'],
  management: ['L4'],
  visualization: ['L5'],
  tags: [],
};

/** The used slots whose amounts an error may touch. */
function slotsOf({ file, start }: Problem, program: Program, used: readonly Slot[]): readonly Slot[] {
  const parsed = program.files.get(file);
  if (parsed === undefined) return used;
  const path = nodeAt(parsed, start).map(({ node }) => node);
  const member = path[2];
  if (member === undefined || !('kind' in member)) return path.length < 2 || file !== program.entry ? used : [];
  const tier = path.flatMap((node) => ('kind' in node && node.kind === 'property' ? [`L3.${node.name.text}`] : [])).at(-1);
  const tiers = SLOTS.filter((slot) => slot === tier);
  switch (member.kind) {
    case 'block': {
      if (member.name.text === 'storage') return tiers.length > 0 ? tiers : SLOTS.filter((slot) => slot.startsWith('L3'));
      if (member.name.text !== 'place') return OF_BLOCKS[member.name.text] ?? used;
      const line = path.find((node) => 'kind' in node && node.kind === 'place');
      const named = line !== undefined && 'slot' in line ? line.slot.words.map(({ text }) => text).join('.') : '';
      return SLOTS.filter((slot) => slot === named || slot.startsWith(`${named}.`));
    }
    case 'group':
      return tiers.length > 0 ? tiers : used;
    // What a twin says of itself in a line (region, budget …) has a default.
    case 'property':
      return path.some((node) => 'kind' in node && node.kind === 'device') ? used : [];
    case 'scenario':
      return [];
    default:
      return used;
  }
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

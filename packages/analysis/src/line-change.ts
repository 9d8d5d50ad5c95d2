/**
 * What the change of one statement against an earlier state of its file does to the total: the words of a hover on a changed line.
 * The whole change of a twin is base.ts' matter.
 */
import { link, lower, lowerVariant, parse, type ParsedFile, type Program, type tree } from '@twin2multicloud/language';
import { changeSince, type Base } from './base.ts';
import { withDefaults, type Outline } from './incremental.ts';
import { currencySign } from './lens.ts';
import { DOLLARS, inCurrency } from './money.ts';
import { pricerOf } from './pricing-of.ts';
import type { Money, TwinReport } from './report.ts';
import { counterpart, statementsAt, wordsOf, type Placed, type Statement } from './statements.ts';
import { amountText, changeText } from './words.ts';

export interface LineChange {
  /** `twin` also for a `scenario` block: all that changed in it and in what it stands on. */
  readonly kind: 'line' | 'block' | 'twin';
  /** The earlier state has no such statement. */
  readonly added: boolean;
  /** What stood there behind the name: `180`, `2 min`. null for what has a block or was not there. */
  readonly before: string | null;
  /**
   * The total now less the total if this statement alone were as it was (left out, where it was not there), in `money`. The rest of the
   * file stays as it is now. So the effects of several lines need not add up to the change of the total: free allowances, tiers and the
   * placement couple them. Of a twin: the whole change. Of a device type: over all twins of the file that use it.
   * null where one of the two has no total, or no twin of the file is concerned.
   */
  readonly effect: number | null;
  readonly money: Money;
  /** The twins that `effect` counts. */
  readonly twins: number;
  /** Of a twin: its total in the earlier state. */
  readonly total: number | null;
}

/**
 * The change at an offset of the program's entry file; null where nothing changed there.
 * @param reports of a twin of the file, followed by its scenarios; without a twin, of all
 */
export function lineChange(base: Base, program: Program, reports: Outline['reports'], offset: number): LineChange | null {
  const now = program.files.get(program.entry);
  const earlier = base.program.files.get(base.program.entry);
  if (now === undefined || earlier === undefined) return null;
  const path = statementsAt(now, offset);
  const statement = path.at(-1);
  const declaration = path[0]?.node;
  if (statement === undefined || (declaration?.kind !== 'twin' && declaration?.kind !== 'device')) return null;
  const { node } = statement;
  const ofTwin = (): TwinReport | undefined =>
    declaration.kind === 'twin' ? reports(declaration).find((report) => report.variant === wanted) : undefined;
  const variant = path.find((step) => step.node.kind === 'scenario')?.node;
  const wanted = variant?.kind === 'scenario' ? variant.name.text : null;
  if (node.kind === 'twin' || node.kind === 'scenario') return wholeChange(base, ofTwin());
  const old = counterpart(path, now.text, earlier);
  if (old !== null && wordsOf(now.text, statement) === wordsOf(earlier.text, old)) return null;
  const concerned =
    declaration.kind === 'twin'
      ? [ofTwin()].filter((report) => report !== undefined)
      : reports().filter((report) => report.variant === null && report.scenario.groups.some(({ type }) => type === declaration.name.text));
  const then = old === null ? '' : earlier.text.slice(old.start, old.end);
  const money = moneyOfAll(concerned);
  return {
    kind: hasBlock(statement, now.text) ? 'block' : 'line',
    added: old === null,
    before: old === null || hasBlock(old, earlier.text) ? null : behindName(old, earlier.text),
    effect: effectOf(base, program, now, concerned, { start: statement.start, end: statement.end, text: then }, money),
    money,
    twins: concerned.length,
    total: null,
  };
}

function wholeChange(base: Base, report: TwinReport | undefined): LineChange | null {
  if (report === undefined) return null;
  const { state, before, by } = changeSince(base, report);
  if (state === 'same') return null;
  return { kind: 'twin', added: state === 'new', before: null, effect: by, money: report.money, twins: 1, total: before };
}

/** Dollars, where twins of several currencies are concerned. */
function moneyOfAll(reports: readonly TwinReport[]): Money {
  const [first] = reports;
  return first !== undefined && reports.every(({ money }) => money.currency === first.money.currency) ? first.money : DOLLARS;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function effectOf(
  base: Base,
  program: Program,
  now: ParsedFile,
  reports: readonly TwinReport[],
  splice: Splice,
  money: Money,
): number | null {
  const price = pricerOf(base.options);
  let sum = 0;
  for (const report of reports) {
    const total = totalWith(program, now, report, splice, base, price);
    if (total === null || report.cost.total === null) return null;
    sum += report.cost.total - total;
  }
  return reports.length === 0 ? null : inCurrency(sum, money);
}

/** The total of a twin in a text of its own: the imports, the device types and this twin, with the splice in one of them. USD a month. */
function totalWith(
  program: Program,
  now: ParsedFile,
  { name, variant }: TwinReport,
  splice: Splice,
  { options }: Base,
  price: ReturnType<typeof pricerOf>,
): number | null {
  const { imports, declarations } = now.tree;
  const first = declarations.find((candidate) => candidate.kind === 'twin' && candidate.name.text === name);
  const parts = [...imports, ...declarations.filter((candidate) => candidate.kind === 'device' || candidate === first)];
  const text = parts
    .map(({ start, end }) =>
      start <= splice.start && splice.end <= end
        ? now.text.slice(start, splice.start) + splice.text + now.text.slice(splice.end, end)
        : now.text.slice(start, end),
    )
    .join('\n');
  const alone = parse(text, program.entry);
  const twin = alone.tree.declarations.find((candidate): candidate is tree.TwinDeclaration => candidate.kind === 'twin');
  if (twin === undefined) return null;
  const { unreadable } = program;
  const linked = link(new Map([...program.files, [program.entry, alone]]), program.entry, { unreadable });
  const scenario = variant === null ? lower(linked, twin) : lowerVariant(linked, twin, variant);
  return price(withDefaults(scenario, options.defaults))?.total ?? null;
}

/** Whether a statement is shown as a block, of which no earlier words are told. */
function hasBlock({ node, start, end }: Placed, text: string): boolean {
  return node.kind !== 'property' && text.slice(start, end).endsWith('}');
}

/** What a person reads of a changed line at once. */
const MOST_CHARACTERS = 60;

/** The words behind a statement's name, on one line; of a statement that has no name of its own, all. */
function behindName({ node, start, anchor, end }: Placed, text: string): string {
  const name = nameOf(node);
  const words = wordsOf(text, { start: name === null ? start : anchor + name.end, end })
    .replace(/^[=:]/, '')
    .trim();
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS - 1)}…` : words;
}

function nameOf(node: Statement): { readonly end: number } | null {
  switch (node.kind) {
    case 'override':
      return node.path;
    case 'place':
      return node.slot;
    case 'tag':
      return node.key;
    case 'rule':
    case 'has':
    case 'run':
      return null;
    default:
      return node.name;
  }
}

/** `was 180 in HEAD; this line: +3.10 €/month`. @param name of the earlier state, as a person calls it */
export function lineChangeMarkdown(change: LineChange, name: string): string {
  const { kind, added, before, effect, money, twins, total } = change;
  const sign = currencySign(money.currency);
  const amount =
    effect === null
      ? null
      : Math.abs(effect) < 0.005
        ? 'no change of the total'
        : `${changeText(effect)} ${sign}/month${twins > 1 ? ` over ${twins} twins` : ''}`;
  if (kind === 'twin') {
    if (added) return `not in ${name}`;
    return total === null
      ? `no total in ${name}`
      : `was ${amountText(total)} ${sign}/month in ${name}${amount === null ? '' : `: ${amount} since`}`;
  }
  const was = added ? `not in ${name}` : before === null || before === '' ? `changed since ${name}` : `was ${code(before)} in ${name}`;
  return amount === null ? was : `${was}; this ${kind}: ${amount}`;
}

/** Text of a file as code, whatever stands in it. */
function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return fence.length === 1 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}

/**
 * What every panel begins with: the twin that is meant, open or not, with its figures in the panel's currency, and the head, totals, slots,
 * problems and sources in the shapes of the protocol. It computes no figure; that is analysis' matter.
 */
import {
  certaintyOf,
  chosenSlots,
  createAnalyzer,
  currenciesOf,
  inCurrency,
  inMoney,
  problemsOf,
  reportOf,
  type AnalysisOptions,
  type ChosenSlot,
  type Outline,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { codeActions, type ParsedFile, type Problem, type Program, type SourceRange } from '@twin2multicloud/language';
import type {
  Absence,
  Header,
  PanelBudget,
  PanelReference,
  PanelSource,
  PanelTransfer,
  SlotFigure,
  Total,
  TraceLine,
  Trouble,
} from '@twin2multicloud/protocol';
import type { TextFile } from '../files.ts';
import type { Session } from '../session.ts';
import { bookAge } from '../settings.ts';
import { keyOf } from '../uris.ts';

/** One twin, or one of its scenarios, as a panel shows it. */
export interface PanelView {
  readonly session: Session;
  readonly file: TextFile;
  readonly program: Program;
  readonly options: AnalysisOptions;
  /** Of the whole file. */
  readonly problems: readonly Problem[];
  /** What is asked for, by the model and in the currency of the panel. */
  readonly report: TwinReport;
  /** The same as the editor shows it: by the billing model, in its own currency. */
  readonly own: TwinReport;
  /** The twin as written and its scenarios, as the editor shows them. */
  readonly all: readonly TwinReport[];
}

export interface ViewOptions {
  /** null or unknown: the twin's own. */
  readonly currency: string | null;
  readonly model?: 'billing' | 'paper';
}

/** A file with its figures, open or not. */
export interface StudiedFile {
  readonly file: TextFile;
  readonly program: Program;
  readonly outline: Outline;
}

interface Kept {
  readonly options: AnalysisOptions;
  /** What each file that it stands on was. */
  readonly basis: ReadonlyMap<string, ParsedFile>;
  readonly studied: StudiedFile;
}

/** Files that are not open, while a panel shows them and nothing that they stand on changes. */
const closed = new WeakMap<TextFile, Kept>();

/** null: the file cannot be read. */
export async function studiedFile(session: Session, uri: string): Promise<StudiedFile | null> {
  const key = keyOf(uri);
  await session.files.load(key);
  await session.settle(key);
  const study = session.study(uri);
  if (study !== undefined) return study;
  const file = session.files.get(key);
  if (file === undefined) return null;
  const { options } = session;
  const program = session.program(key);
  const known = closed.get(file);
  if (known?.options === options && known.basis.size === program.files.size) {
    if ([...program.files].every(([path, parsed]) => known.basis.get(path) === parsed)) return known.studied;
  }
  const studied = { file, program, outline: createAnalyzer(options).update(program) };
  closed.set(file, { options, basis: new Map(program.files), studied });
  return studied;
}

export async function viewOf(
  session: Session,
  { uri, twin, scenario }: PanelReference,
  { currency, model = 'billing' }: ViewOptions,
): Promise<PanelView | { readonly absence: Absence }> {
  const studied = await studiedFile(session, uri);
  if (studied === null) {
    const why = session.files.unreadable.get(keyOf(uri));
    return absent('unreadable', `${uri} cannot be read${why === undefined ? '' : ` (${why})`}. Open a .twin file that exists.`);
  }
  const { file, program, outline } = studied;
  const reports = outline.reports();
  const written = reports.find(({ variant, name }) => variant === null && (twin === null || name === twin));
  if (written === undefined) {
    const known = reports.flatMap(({ variant, name }) => (variant === null ? [name] : []));
    const what = twin === null ? 'There is no twin in this file.' : `There is no twin ${twin} in this file (any more).`;
    return absent('no-twin', `${what} ${known.length === 0 ? 'Write `twin NAME { … }`.' : `There are: ${known.join(', ')}.`}`);
  }
  const { start } = written.scenario.declaredAt;
  const all = reports.filter((report) => report.name === written.name && report.scenario.declaredAt.start === start);
  const asked = scenario === null ? written : all.find(({ variant }) => variant === scenario);
  if (asked === undefined) {
    const known = all.flatMap(({ variant }) => variant ?? []);
    const others = known.length === 0 ? 'It has none.' : `There are: ${known.join(', ')}.`;
    return absent('no-twin', `${written.name} has no scenario ${scenario ?? ''} (any more). ${others}`);
  }
  const base: AnalysisOptions = model === 'paper' ? { ...session.options, model } : session.options;
  const report = inMoney(model === 'paper' ? paperReport(asked, base) : asked, currency, base);
  const options = { ...base, currency: report.money.currency };
  return { session, file, program, options, problems: outline.problems, report, own: asked, all };
}

const inPaper = new WeakMap<TwinReport, TwinReport>();

function paperReport(report: TwinReport, options: AnalysisOptions): TwinReport {
  let paper = inPaper.get(report);
  if (paper === undefined)
    inPaper.set(report, (paper = reportOf(report.scenario, { ...options, currency: report.money.currency }, report.declaredAt)));
  return paper;
}

function absent(kind: Absence['kind'], message: string): { readonly absence: Absence } {
  return { absence: { kind, message } };
}

export function headerOf({ session, report, file, options }: PanelView): Header {
  const { scenario, money, variant, title, name } = report;
  const { book } = options;
  const own = scenario.currency.value;
  const { maximumAge } = session.settings.prices;
  return {
    title: title ?? name,
    twin: name,
    scenario: variant,
    at: headSource(session, report),
    version: file.version,
    region: regionText(report),
    currency: money.currency,
    currencies: [...new Set([own, report.money.currency, ...currenciesOf(options)])].filter(
      (code) => code === 'USD' || code in book.currencyRates,
    ),
    rate: money.currency === 'USD' ? null : { perUsd: money.perUsd, date: money.date, status: money.status },
    book: {
      id: book.id,
      date: book.createdAt.slice(0, 10),
      ageInDays: bookAge(session.host.now(), book),
      maximumAge: maximumAge === 0 ? null : maximumAge,
      unconfirmed: unconfirmedIn(book),
    },
  };
}

const unconfirmed = new WeakMap<AnalysisOptions['book'], number>();

function unconfirmedIn(book: AnalysisOptions['book']): number {
  let count = unconfirmed.get(book);
  if (count === undefined) unconfirmed.set(book, (count = book.entries.filter(({ status }) => status === 'unconfirmed').length));
  return count;
}

function regionText({ scenario: { region } }: TwinReport): string {
  const named = Object.entries(region.named).map(([provider, { value }]) => `${provider} ${value}`);
  return named.length === 0 ? region.logical.value : named.length === 3 ? named.join(' ') : [region.logical.value, ...named].join(' ');
}

/** The words `twin NAME`, or `scenario NAME`. */
export function headSource(session: Session, { declaredAt, name, variant }: TwinReport): PanelSource {
  const keyword = variant === null ? 'twin' : 'scenario';
  const words = `${keyword} ${variant ?? name}`;
  const text = session.files.get(declaredAt.file)?.parsed.text ?? '';
  // Documentation stands before the head.
  const found = new RegExp(`(?:^|\\n)[ \\t]*${keyword}\\b`).exec(text.slice(declaredAt.start, declaredAt.end));
  const start = declaredAt.start + (found === null ? 0 : found.index + found[0].length - keyword.length);
  return sourceOf(session, { file: declaredAt.file, start, end: Math.min(declaredAt.end, start + words.length) });
}

/** A range of a file that is loaded. */
export function sourceOf(session: Session, at: SourceRange): PanelSource {
  const file = session.files.get(at.file);
  const nowhere = { line: 0, character: 0 };
  return {
    uri: file?.uri ?? at.file,
    file: pathOf(session, at.file),
    start: file?.lines.place(at.start) ?? nowhere,
    end: file?.lines.place(at.end) ?? nowhere,
  };
}

export function sourceOrNull(session: Session, at: SourceRange | null): PanelSource | null {
  return at === null ? null : sourceOf(session, at);
}

/** A file's path within its workspace folder. */
export function pathOf({ folders }: Session, key: string): string {
  const folder = folders
    .map((name) => (name.endsWith('/') ? name : `${name}/`))
    .filter((name) => key.startsWith(name))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? key.slice(key.lastIndexOf('/') + 1) : key.slice(folder.length);
}

/** The total of a report of this view: what is shown, or as written. */
export function totalOf({ session, problems, program }: Pick<PanelView, 'session' | 'problems' | 'program'>, report: TwinReport): Total {
  const { certainty, why, missing } = certaintyOf(report, problems, program);
  return {
    perMonth: report.perMonth,
    certainty,
    why,
    missing: missing.map(({ slot, at }) => ({ slot, at: sourceOf(session, at) })),
  };
}

export function budgetsOf({ session }: Pick<PanelView, 'session'>, { budgets }: TwinReport): PanelBudget[] {
  return budgets.map(({ path, budget, spent, at }) => ({ path, amount: budget, spent, at: sourceOf(session, at) }));
}

export function slotFigures(report: TwinReport): SlotFigure[] {
  return chosenSlots(report).map(slotFigure);
}

export function slotFigure({ slot, used, provider, amount, unconfirmed: tilde }: ChosenSlot): SlotFigure {
  return { slot, used, provider, amount, unconfirmed: tilde };
}

export function transfersOf({ cost, money }: TwinReport): PanelTransfer[] {
  return cost.transfers.map(({ from, to, fromProvider, toProvider, flow, amount }) => ({
    from,
    to,
    fromProvider,
    toProvider,
    flow,
    amount: inCurrency(amount, money),
  }));
}

export function transferSum({ cost, money }: TwinReport): { readonly amount: number; readonly crossings: number } {
  return {
    amount: inCurrency(
      cost.transfers.reduce((sum, { amount }) => sum + amount, 0),
      money,
    ),
    crossings: cost.transfers.filter(({ fromProvider, toProvider }) => fromProvider !== toProvider).length,
  };
}

const SEVERITIES = { error: 'error', warning: 'warning', information: 'info' } as const;

/** The problems of the twin as the editor has them, errors first, each with the titles of its quick fixes. */
export function troublesOf(view: PanelView): Trouble[] {
  const { session, own, problems, program } = view;
  const rank = { error: 0, warning: 1, information: 2 } as const;
  return problemsOf(own, problems, program)
    .sort((a, b) => rank[a.severity] - rank[b.severity] || a.start - b.start)
    .map((problem) => ({
      code: problem.code,
      severity: SEVERITIES[problem.severity],
      message: problem.message,
      at: sourceOf(session, problem),
      fixes: fixesOf(program, problem).map(({ title }, index) => ({ title, index })),
    }));
}

/** The quick fixes of a problem, in the order in which an editor offers them. */
export function fixesOf(program: Program, problem: Problem): ReturnType<typeof codeActions> {
  if (problem.file !== program.entry) return [];
  return codeActions(program, problem, { problems: [problem], only: ['quickfix'] });
}

/** So many causes of a line are told one by one. */
const CAUSES = 20;

export function lineOf({ session, report: { money } }: Pick<PanelView, 'session' | 'report'>, line: Line): TraceLine {
  const causes = [...line.causes].sort((a, b) => b.amount - a.amount);
  const rest = causes.slice(CAUSES);
  const told = causes
    .slice(0, CAUSES)
    .map(({ cause, amount, at }) => ({ cause, amount: inCurrency(amount, money), at: sourceOrNull(session, at) }));
  const others = rest.reduce((sum, { amount }) => sum + amount, 0);
  const { source } = line;
  return {
    role: line.role,
    service: line.service,
    meter: line.meter,
    quantity: line.quantity,
    unit: line.unit,
    unitPrice: inCurrency(line.unitPrice, money),
    amount: inCurrency(line.amount, money),
    formula: line.formula,
    source: source === null ? null : { id: source.id, url: source.url, effective: source.effectiveFrom, readAt: source.readAt },
    unconfirmed: line.status === 'unconfirmed' ? (line.why ?? 'the price is not confirmed') : null,
    overlay: source?.overlay ?? null,
    causes: rest.length === 0 ? told : [...told, { cause: `${rest.length} others`, amount: inCurrency(others, money), at: null }],
  };
}

type Line = TwinReport['cost']['transfers'][number]['lines'][number];

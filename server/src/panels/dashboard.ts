/**
 * `twin/panel/dashboard`: all twins of the workspace as cards. What a file says is kept while it and what it imports stay as they are, in
 * USD, so that another currency prices nothing again.
 */
import {
  convert,
  createAnalyzer,
  currenciesOf,
  deviceCount,
  inMoney,
  moneyOf,
  pooledOf,
  problemsOf,
  shareOf,
  DOLLARS,
  type AnalysisOptions,
  type PoolShare,
  type TwinReport,
} from '@twin2multicloud/analysis';
import type { ParsedFile, Problem, Program } from '@twin2multicloud/language';
import type { Card, DashboardModel, Head, PanelParams } from '@twin2multicloud/protocol';
import { headFigures } from '../head-state.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { folderOf, keyOf } from '../uris.ts';
import { READING, readWorkspace } from '../workspace.ts';
import { headSource, pathOf, slotFigures, sourceOf, totalOf, type PanelView } from './view.ts';

/** One twin of a file as it was when it was priced. */
interface Costed {
  /** Amounts in USD; without HEAD. */
  readonly card: Omit<Card, 'head' | 'budget'>;
  readonly budget: { readonly perMonth: number; readonly currency: string; readonly at: Card['at'] } | null;
  readonly currency: string;
  /** null: no total. */
  readonly share: PoolShare | null;
  /** What is told of HEAD needs no more of the report than this. */
  readonly report: Pick<TwinReport, 'name' | 'variant'>;
}

interface KeptFile {
  readonly options: AnalysisOptions;
  readonly version: number | null;
  /** What each file that it stands on was; undefined: it could not be read. */
  readonly basis: readonly (readonly [string, ParsedFile | undefined])[];
  readonly twins: readonly Costed[];
}

const kept = new WeakMap<Session, Map<string, KeptFile>>();

/** So many files are costed before all garbage is given back. */
const RELIEF = 128;

export function dashboard(session: Session, params: PanelParams<'twin/panel/dashboard'>, turns: Turns): Promise<DashboardModel> {
  return session.host.frugally(() => dashboardOf(session, params, turns));
}

async function dashboardOf(session: Session, { currency }: PanelParams<'twin/panel/dashboard'>, turns: Turns): Promise<DashboardModel> {
  const keys = await readWorkspace(session, turns);
  const inGit = await foldersInGit(session, keys);
  await session.heads.prefetch(keys.filter((key) => inGit.has(folderOf(key))));
  const known = kept.get(session) ?? new Map<string, KeptFile>();
  kept.set(session, known);
  for (const key of known.keys()) if (!keys.includes(key)) known.delete(key);
  const found: { readonly costed: Costed; readonly head: Head }[] = [];
  const costed = { count: 0 };
  for (const [index, key] of keys.entries()) {
    await turns.pause(READING + ((1 - READING) * index) / keys.length, `${index} of ${keys.length} files`);
    found.push(...(await twinsOf(session, key, { known, costed, inGit: inGit.has(folderOf(key)) })));
    if (costed.count >= RELIEF) {
      session.host.relieve();
      costed.count = 0;
    }
  }
  return modelOf(session, found, currency);
}

interface Work {
  readonly known: Map<string, KeptFile>;
  /** Files that were costed since garbage was given back. */
  readonly costed: { count: number };
  readonly inGit: boolean;
}

async function twinsOf(
  session: Session,
  key: string,
  { known, costed: work, inGit }: Work,
): Promise<{ readonly costed: Costed; readonly head: Head }[]> {
  const loading = session.settle(key);
  if (loading !== undefined) await loading;
  const { options, files } = session;
  const file = files.get(key);
  if (file === undefined) return [];
  let now = known.get(key);
  const holds =
    now?.options === options && now.version === file.version && now.basis.every(([path, was]) => files.get(path)?.parsed === was);
  if (now === undefined || !holds) {
    const study = files.opened(key) === undefined ? undefined : session.study(file.uri);
    const program = study?.program ?? session.program(key);
    const outline = study?.outline ?? createAnalyzer(options).update(program);
    // Nothing can be asked about a twin that has no name yet; the editor says that it needs one.
    const reports = outline.reports().filter(({ name, variant }) => variant === null && name !== '');
    now = {
      options,
      version: file.version,
      basis: [
        [key, file.parsed],
        ...[...program.files.keys()].filter((path) => path !== key).map((path) => [path, files.get(path)?.parsed] as const),
      ],
      twins: reports.map((report) => costedOf(session, file, program, outline.problems, report)),
    };
    known.set(key, now);
    work.count++;
  }
  const heads = inGit ? await headsOf(session, key, now) : [];
  return now.twins.map((costed, index) => ({ costed, head: heads[index] ?? NO_HEAD }));
}

const NO_HEAD: Head = { state: 'none', delta: null };

/** The folders whose files git may know: looked up once for each folder. */
async function foldersInGit(session: Session, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const revisions = session.heads.revisions();
  if (revisions === null) return new Set();
  const firsts = new Map(keys.map((key) => [folderOf(key), key]));
  const found = await Promise.all([...firsts].map(async ([folder, key]) => ((await revisions.locate(key)) === null ? [] : [folder])));
  return new Set(found.flat());
}

/** In USD. A program is linked for it only where git knows the folder. */
async function headsOf(session: Session, key: string, { twins }: KeptFile): Promise<readonly Head[]> {
  const reports = twins.map(({ card, report }) => ({ ...report, perMonth: card.total.perMonth, money: DOLLARS }));
  const figures = await headFigures(session, session.program(key), reports as unknown as readonly TwinReport[]);
  return figures.map(({ state: { state }, delta }) => ({ state, delta: state === 'changed' ? delta : null }));
}

function costedOf(session: Session, file: PanelView['file'], program: Program, problems: readonly Problem[], own: TwinReport): Costed {
  const { options } = session;
  const report = inMoney(own, 'USD', options);
  const { scenario, name, title } = report;
  const told = problemsOf(report, problems, program);
  const count = (severity: Problem['severity']): number => told.filter((problem) => problem.severity === severity).length;
  const budget = scenario.budgets.find(({ path }) => path === null);
  return {
    card: {
      reference: { uri: file.uri, twin: name, scenario: null },
      title: title ?? name,
      at: headSource(session, report),
      devices: deviceCount(scenario),
      groups: scenario.groups.length,
      total: totalOf({ session, problems, program }, report),
      placement: slotFigures(report),
      problems: { errors: count('error'), warnings: count('warning'), hints: count('information') },
      tags: scenario.tags,
    },
    budget: budget === undefined ? null : { perMonth: budget.perMonth, currency: budget.currency, at: sourceOf(session, budget.at) },
    currency: own.money.currency,
    share: report.perMonth === null ? null : shareOf(report, options),
    report: { name, variant: null },
  };
}

function modelOf(
  session: Session,
  found: readonly { readonly costed: Costed; readonly head: Head }[],
  asked: string | null,
): DashboardModel {
  const { book } = session.options;
  const currencies = currenciesOf(session.options);
  const own = mostly(found.map(({ costed: { currency } }) => currency)) ?? (session.settings.currency || 'USD');
  const currency = [asked, own].find((code) => code !== null && currencies.includes(code)) ?? 'USD';
  const rate = moneyOf(book, currency);
  const money = 'perUsd' in rate ? rate : DOLLARS;
  const per = (usd: number): number => usd * money.perUsd;
  const cards = found.map(({ costed: { card, budget }, head }): Card => {
    const { total } = card;
    const amount = budget === null ? null : convert(book, budget.perMonth, budget.currency, money);
    const perMonth = total.perMonth === null ? null : per(total.perMonth);
    return {
      ...card,
      total: { ...total, perMonth },
      placement: card.placement.map((slot) => ({ ...slot, amount: slot.amount === null ? null : per(slot.amount) })),
      budget: budget === null || amount === null ? null : { path: null, amount, spent: perMonth, at: budget.at },
      head: { ...head, delta: head.delta === null ? null : per(head.delta) },
    };
  });
  const priced = found.flatMap(({ costed: { card, share } }) => (share === null ? [] : [{ usd: card.total.perMonth ?? 0, share }]));
  return {
    currency: money.currency,
    currencies,
    cards,
    sum: {
      alone: per(priced.reduce((sum, { usd }) => sum + usd, 0)),
      together: per(pooledOf(priced.map(({ share }) => share))),
      without: cards.filter(({ total }) => total.perMonth === null).map(({ title }) => title),
    },
    unreadable: [...session.files.unreadable].flatMap(([key, why]) =>
      session.known.has(key) ? [{ file: pathOf(session, keyOf(key)), why }] : [],
    ),
  };
}

/** What stands most often in a list. */
function mostly(words: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

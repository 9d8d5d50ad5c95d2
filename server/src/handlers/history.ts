/** `twin/history`: what a twin cost in each commit that changed its file, by today's price book. The commits are the host's to read. */
import { chosenTwin, createBase, inCurrency, valueChanges, type Base } from '@twin2multicloud/analysis';
import { describeScenario, PROVIDERS, type Provider } from '@twin2multicloud/language';
import type { CostHistory, CostHistoryEntry, CostHistoryParams } from '@twin2multicloud/protocol';
import type { Commit, Located, ReadResult } from '../host.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { keyOf } from '../uris.ts';
import { reportsOf } from './twins.ts';

/** The share of the work that git's part is. */
const READING = 0.2;
const USUAL_LIMIT = 50;
const HIGHEST_LIMIT = 500;

/** What a commit says of a twin; the same for ever, while prices and settings are. */
interface Figure {
  readonly usd: number | null;
  readonly providers: readonly Provider[];
  readonly error: string | null;
  /** As they would be written; null: there is no such twin. */
  readonly values: readonly { readonly path: string; readonly value: string }[] | null;
}

/** By the options that they were computed with, then by commit, path and twin. */
const known = new WeakMap<object, Map<string, Figure>>();
const MOST_KNOWN = 2_000;

/**
 * null: no repository, no git, no commit or no such twin. A commit without the twin, or one that cannot be read, is an entry with its `error`.
 * A file with a single twin is followed also where the twin had another name.
 */
export async function history(
  session: Session,
  { uri, twin, limit = USUAL_LIMIT }: CostHistoryParams,
  turns: Turns,
  signal: AbortSignal,
): Promise<CostHistory | null> {
  const key = keyOf(uri);
  const revisions = session.heads.revisions();
  const located = (await revisions?.locate(key)) ?? null;
  if (revisions === null || located?.head == null) return null;
  const report = chosenTwin((await reportsOf(session, uri))?.reports ?? [], { twin })?.written;
  if (report === undefined) return null;
  const most = Math.min(Math.max(1, Math.floor(limit)), HIGHEST_LIMIT);
  const branch = await revisions.branch(located.root);
  const found = await revisions.commits(located.root, located.head, located.path, most + 1, signal);
  const commits = found.slice(0, most).reverse();
  // All together, so that one process of git reads them.
  const texts = await Promise.all(commits.map(({ hash, path }) => session.heads.textAt(located.root, hash, path)));
  await turns.pause(READING, `${commits.length} commits read`);
  const entries: CostHistoryEntry[] = [];
  let before: Figure['values'] = null;
  for (const [index, commit] of commits.entries()) {
    await turns.pause(READING + ((1 - READING) * index) / commits.length, `${index} of ${commits.length} commits`);
    const figure = await figureOf(session, located, commit, texts[index] ?? null, report.name);
    const { hash, short, date, author, subject } = commit;
    entries.push({
      commit: hash,
      short,
      date,
      author,
      subject,
      perMonth: figure.usd === null ? null : inCurrency(figure.usd, report.money),
      providers: figure.providers,
      error: figure.error,
      values:
        before === null || figure.values === null
          ? []
          : valueChanges(before, figure.values).map(({ path, before: was, after }) => ({ path, before: was, after })),
    });
    before = figure.values ?? before;
  }
  return { currency: report.money.currency, branch, entries, truncated: found.length > most };
}

async function figureOf(
  session: Session,
  { root }: Located,
  { hash, path }: Commit,
  text: ReadResult | null,
  twin: string,
): Promise<Figure> {
  const { options, heads } = session;
  let figures = known.get(options);
  if (figures === undefined) known.set(options, (figures = new Map<string, Figure>()));
  const name = JSON.stringify([root, hash, path, twin]);
  const before = figures.get(name);
  if (before !== undefined) return before;
  if (text === null) return nothing('The file is not in this commit.');
  if ('error' in text) return nothing(`The commit could not be read: ${text.error}`);
  // What lies beside the repository is read as it is now, and may be another tomorrow.
  const beside: string[] = [];
  const program = await heads.program(root + path, text.text, (key) => {
    if (key.startsWith(root)) return heads.textAt(root, hash, key.slice(root.length));
    beside.push(key);
    return heads.present(key);
  });
  const figure = costed(createBase(program, options), twin);
  if (figures.size >= MOST_KNOWN) figures.clear();
  if (beside.length === 0) figures.set(name, figure);
  return figure;
}

function costed(base: Base, twin: string): Figure {
  const [only, ...others] = base.twins;
  const name = base.has(twin, null) ? twin : others.length === 0 ? only : undefined;
  const scenario = name === undefined ? null : base.scenario(name, null);
  if (name === undefined || scenario === null) return nothing(`There is no twin ${twin} in this commit.`);
  const values = describeScenario(scenario).map(({ path, value }) => ({ path, value }));
  const priced = base.priced(name, null);
  if (priced === null) return { ...nothing('No placement is possible in this commit.'), values };
  const clouds = new Set(Object.values(priced.placement));
  return { usd: priced.total, providers: PROVIDERS.filter((provider) => clouds.has(provider)), error: null, values };
}

function nothing(error: string): Figure {
  return { usd: null, providers: [], error, values: null };
}

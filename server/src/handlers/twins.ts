/** The requests beyond LSP: comparison, explanation, tree, price book, an assistant's questions. Shapes stand in packages/protocol. */
import {
  answerQuestion,
  chosenAmount,
  chosenTwin,
  comparisonMarkdown,
  createAnalyzer,
  explanationMarkdown,
  inCurrency,
  lenses,
  SLOT_NAMES,
  titleOf,
  type TwinReport,
} from '@twin2multicloud/analysis';
import { link, parse, PROVIDERS, SLOTS, type Problem, type SourceRange } from '@twin2multicloud/language';
import type {
  ExplainParams,
  MarkdownParams,
  MarkdownResult,
  PriceStatus,
  QueryParams,
  QueryResult,
  TreeParams,
  TwinNode,
} from '@twin2multicloud/protocol';
import { priceAges } from '@twin2multicloud/pricing';
import type { TextFile } from '../files.ts';
import { headFigures, type HeadFigure } from '../head-state.ts';
import type { Session } from '../session.ts';
import { bookAge } from '../settings.ts';
import type { Turns } from '../turns.ts';
import { keyOf } from '../uris.ts';

/** The reports of a file, open or not. */
export async function reportsOf(
  session: Session,
  uri: string,
): Promise<{ file: TextFile; reports: TwinReport[]; problems: readonly Problem[] } | null> {
  const key = keyOf(uri);
  await session.files.load(key);
  await session.settle(key);
  const study = session.study(uri);
  if (study !== undefined) return { file: study.file, reports: study.outline.reports(), problems: study.outline.problems };
  const file = session.files.get(key);
  if (file === undefined) return null;
  const outline = createAnalyzer(session.options).update(session.program(key));
  return { file, reports: outline.reports(), problems: outline.problems };
}

export async function compare(session: Session, params: MarkdownParams): Promise<MarkdownResult | null> {
  const found = chosenTwin((await reportsOf(session, params.uri))?.reports ?? [], params);
  if (found === null) return null;
  const { written, all, asked } = found;
  const shown = asked === written ? all : [asked];
  return { title: `${titleOf(asked)}: comparison`, markdown: comparisonMarkdown(shown) };
}

export async function explanation(session: Session, params: ExplainParams): Promise<MarkdownResult | null> {
  const found = chosenTwin((await reportsOf(session, params.uri))?.reports ?? [], params);
  if (found === null) return null;
  return { title: `${titleOf(found.asked)}: explanation`, markdown: explanationMarkdown(found.asked, params.slot) };
}

export async function tree(session: Session, { uri, head = uri !== undefined }: TreeParams, turns: Turns): Promise<TwinNode[]> {
  const uris = uri === undefined ? await session.scan() : [uri];
  if (head) await session.heads.prefetch(uris.map(keyOf));
  const nodes: TwinNode[] = [];
  for (const [index, one] of uris.entries()) {
    await turns.pause(index / uris.length, `${index} of ${uris.length} files`);
    const found = await reportsOf(session, one);
    if (found === null) continue;
    const fresh = nodesOf(found.file, found.reports, found.problems);
    const figures = head ? await headFigures(session, session.program(found.file.key), found.reports) : [];
    nodes.push(...fresh.map((node, at) => withHead(node, figures[at])));
  }
  return nodes;
}

function withHead(node: TwinNode, figure: HeadFigure | undefined): TwinNode {
  if (figure === undefined) return node;
  const { state, delta, words } = figure;
  return { ...node, text: words === '' ? node.text : `${node.text} · ${words}`, head: state, sinceHead: delta };
}

function nodesOf(file: TextFile, reports: readonly TwinReport[], problems: readonly Problem[]): TwinNode[] {
  const texts = lenses(reports);
  return reports.map((report, index) => {
    const { scenario, cost, money, declaredAt, variant } = report;
    const placement = cost.placement ?? {};
    const within = problems.filter(
      (problem) => problem.file === file.key && problem.start >= declaredAt.start && problem.end <= declaredAt.end,
    );
    const count = (severity: Problem['severity']): number => within.filter((problem) => problem.severity === severity).length;
    const placeOf = (at: SourceRange | null | undefined): TwinNode['start'] =>
      file.lines.place(at?.file === file.key ? at.start : declaredAt.start);
    const where: Readonly<Record<(typeof SLOTS)[number], SourceRange | null | undefined>> = {
      L1: scenario.groups[0]?.declaredAt,
      L2: scenario.processing.declaredAt,
      'L3.hot': scenario.storage.retention.hot.at ?? scenario.storage.declaredAt,
      'L3.cool': scenario.storage.retention.cool.at,
      'L3.archive': scenario.storage.retention.archive.at,
      L4: scenario.management?.declaredAt,
      L5: scenario.visualization?.declaredAt,
    };
    return {
      uri: file.uri,
      twin: report.name,
      title: report.title,
      scenario: variant,
      start: file.lines.place(declaredAt.start),
      end: file.lines.place(declaredAt.end),
      currency: money.currency,
      perMonth: report.perMonth,
      text: texts[index]?.text ?? '',
      head: { state: 'none', perMonth: null },
      sinceHead: null,
      slots: SLOTS.filter((slot) => cost.slots.includes(slot)).map((slot) => ({
        slot,
        name: SLOT_NAMES[slot],
        provider: placement[slot] ?? null,
        amount: placement[slot] === undefined ? null : inCurrency(chosenAmount(cost, placement, slot), money),
        start: placeOf(where[slot] ?? scenario.placement[slot].at),
      })),
      transfers: inCurrency(
        cost.transfers.reduce((sum, { amount }) => sum + amount, 0),
        money,
      ),
      problems: { errors: count('error'), warnings: count('warning') },
    };
  });
}

export function prices(session: Session): PriceStatus {
  const { book } = session.options;
  return {
    book: book.id,
    createdAt: book.createdAt,
    ageInDays: bookAge(session.host.now(), book),
    ages: priceAges(book, session.host.now().getTime()),
    prices: book.entries.length,
    unconfirmed: book.entries.filter(({ status }) => status === 'unconfirmed').length,
    regions: Object.keys(book.regions),
    currencies: ['USD', ...Object.keys(book.currencyRates).filter((code) => code !== 'USD')],
    fetched: book.refresh !== undefined,
    kept: PROVIDERS.filter((provider) => book.refresh?.providers[provider].outcome === 'kept'),
    overlay: book.overlay?.name ?? null,
    trouble: session.prices.trouble,
  };
}

/** An assistant's question. Answers in words, never with an exception. */
export async function query(session: Session, { tool, arguments: asked }: QueryParams): Promise<QueryResult> {
  const { uri, text } = asked;
  let reports: readonly TwinReport[];
  let problems: readonly Problem[];
  if (text !== undefined) {
    const parsed = parse(text, 'text.twin');
    const outline = createAnalyzer(session.options).update(link(new Map([['text.twin', parsed]]), 'text.twin'));
    [reports, problems] = [outline.reports(), outline.problems];
  } else if (uri !== undefined) {
    const found = await reportsOf(session, uri);
    if (found === null) return { error: `${uri} cannot be read. Name a .twin file that exists, or give its text.` };
    ({ reports, problems } = found);
  } else return { error: 'Give the `uri` of a .twin file, or its `text`.' };
  return answerQuestion(reports, problems, { tool, ...asked });
}

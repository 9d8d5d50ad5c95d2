/**
 * `createAnalyzer`: everything that an editor shows about one file, kept from edit to edit. A twin whose text and device types did not
 * change is not costed again; what it says only moves with it. What is said equals `analyze` (a property test holds the two together).
 */
import {
  createChecker,
  lower,
  lowerVariant,
  parse,
  syntaxProblems,
  variantNames,
  type Parsed,
  type Problem,
  type Program,
  type Provider,
  type Scenario,
  type SourceRange,
  type tree,
} from '@twin2multicloud/language';
import { distinct, keyOf, reportOf, variantRange } from './analyze.ts';
import { hints, type Hint } from './hints.ts';
import { createIdentities, type Identity } from './incremental-identity.ts';
import { dependenciesOf, stillHold, typesOf, type Dependency } from './incremental-types.ts';
import { movedHint, movedLens, movedProblem, moverOf, type Anchor, type Mover } from './incremental-move.ts';
import { lenses, type Lens } from './lens.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';

/** What holds for a twin that does not say it itself. */
export interface Defaults {
  readonly currency?: string;
  readonly providers?: readonly Provider[];
  readonly region?: string;
}

export interface AnalyzerOptions extends AnalysisOptions {
  readonly defaults?: Defaults;
}

/** A problem as it was found, and where it stands now: an edit that only moves it gives the same `found`. */
export interface PlacedProblem {
  readonly found: Problem;
  readonly start: number;
  readonly end: number;
  readonly mover: Mover | null;
}

/** What is shown about a file. Offsets are the file's; they hold until the next `update`. */
export interface Outline {
  /** Of the entry file, and of its twins wherever they are (an imported type's payload may be above a limit). */
  readonly problems: readonly Problem[];
  /** The same in the same order, for who keeps what was made of a problem. */
  readonly placed: readonly PlacedProblem[];
  /** One of them with all its offsets as they are now. */
  readonly present: (placed: PlacedProblem) => Problem;
  /** Above each twin and scenario, in order. Computed when asked for. */
  readonly lenses: () => Lens[];
  /** The figures of the twins that reach into a range, in order; left out: of all. Computed when asked for. */
  readonly hints: (start?: number, end?: number) => Hint[];
  /** The twin around an offset, or the scenario around it, with offsets of the present text; null outside of twins. */
  readonly reportAt: (offset: number) => TwinReport | null;
  /** The reports of a twin: as written, then its scenarios. Left out: of all twins. */
  readonly reports: (twin?: tree.TwinDeclaration) => TwinReport[];
}

/** One for each file that is being edited. */
export interface Analyzer {
  readonly update: (program: Program) => Outline;
}

/** What is known of one twin, with offsets as they were when it was costed. */
interface Known {
  readonly identity: Identity;
  readonly dependencies: readonly Dependency[];
  readonly anchors: readonly Anchor[];
  readonly reports: readonly TwinReport[];
  /** In the order of their places. */
  readonly problems: readonly Problem[];
  /** The problems as they were placed last, and by how much they had moved. */
  placed: { readonly by: number; readonly problems: readonly PlacedProblem[] } | null;
  /** Whether every problem stands within the twin, and so goes with it. */
  readonly within: boolean;
  lenses: readonly Lens[] | null;
  hints: readonly Hint[] | null;
}

export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  const checker = createChecker();
  const identities = createIdentities();
  const known = new Map<Identity, Known>();
  /** The declarations of before, and what was known of the twins among them: most edits leave each in its place. */
  let last: { readonly ids: readonly (Identity | undefined)[]; readonly known: (Known | undefined)[] } = { ids: [], known: [] };

  const update = (program: Program): Outline => {
    const entry = program.files.get(program.entry);
    if (entry === undefined) return NOTHING;
    const { declarations } = entry.tree;
    const ids = identities.update(declarations, entry);
    const types = typesOf(program, ids);
    const now: (Known | undefined)[] = declarations.map((declaration, index) => {
      const identity = ids[index];
      if (declaration.kind !== 'twin' || identity === undefined) return undefined;
      const before = last.ids[index] === identity ? last.known[index] : known.get(identity);
      return before !== undefined && stillHold(before.dependencies, types)
        ? before
        : study(program, declaration, identity, dependenciesOf(declaration, types), options);
    });
    const twins = now.filter((one) => one !== undefined);
    for (const [index, old] of last.known.entries()) if (old !== undefined && old !== now[index]) known.delete(old.identity);
    for (const [index, fresh] of now.entries()) if (fresh !== undefined && fresh !== last.known[index]) known.set(fresh.identity, fresh);
    last = { ids, known: now };
    const syntax = syntaxProblems('problems' in entry ? (entry as Parsed) : parse(entry.text, program.entry));
    const own = [...syntax, ...checker.check(program)];
    const replace = (old: Known): Known => {
      const fresh = study(program, old.identity.declaration as tree.TwinDeclaration, old.identity, old.dependencies, options);
      known.set(old.identity, fresh);
      for (const list of [twins, now]) {
        const at = list.indexOf(old);
        if (at >= 0) list[at] = fresh;
      }
      return fresh;
    };
    return outlineOf(program.entry, own, twins, replace);
  };
  return { update };
}

const NOTHING: Outline = { problems: [], placed: [], present, lenses: () => [], hints: () => [], reportAt: () => null, reports: () => [] };

/** Costs a twin and its scenarios. */
function study(
  program: Program,
  declaration: tree.TwinDeclaration,
  identity: Identity,
  dependencies: readonly Dependency[],
  options: AnalyzerOptions,
): Known {
  const reports = [reportOf(withDefaults(lower(program, declaration), options.defaults), options)];
  for (const variant of variantNames(declaration)) {
    const scenario = lowerVariant(program, declaration, variant);
    reports.push(reportOf(withDefaults(scenario, options.defaults), options, variantRange(declaration, scenario)));
  }
  const anchored = [identity, ...dependencies.flatMap((dependency) => dependency.identity ?? [])];
  const problems = distinct(reports.flatMap((report) => report.problems)).sort((a, b) => a.start - b.start);
  return {
    identity,
    dependencies,
    anchors: anchored.map((anchor) => ({ identity: anchor, start: anchor.declaration.start, end: anchor.declaration.end })),
    reports,
    problems,
    placed: null,
    within: problems.every(({ file, start, end }) => file === program.entry && start >= declaration.start && end <= declaration.end),
    lenses: null,
    hints: null,
  };
}

/** A scenario with the defaults of a workspace in place of the language's. */
export function withDefaults(scenario: Scenario, defaults: Defaults | undefined): Scenario {
  if (defaults === undefined) return scenario;
  const { currency, providers, region } = defaults;
  return {
    ...scenario,
    ...(currency !== undefined && scenario.currency.at === null ? { currency: { value: currency, at: null } } : {}),
    ...(providers !== undefined && scenario.providers.at === null ? { providers: { value: providers, at: null } } : {}),
    ...(region !== undefined && scenario.region.logical.at === null
      ? { region: { ...scenario.region, logical: { value: region, at: null } } }
      : {}),
  };
}

function outlineOf(entry: string, own: readonly Problem[], twins: readonly Known[], replace: (old: Known) => Known): Outline {
  const placed = placedProblems(entry, own, twins);
  let problems: readonly Problem[] | null = null;
  const spanOf = ({ identity: { declaration } }: Known): { start: number; end: number } => declaration;
  const fresh = (twin: Known): Known => (moverOf(entry, twin.anchors) === null ? twin : replace(twin));
  return {
    placed,
    present,
    get problems() {
      return (problems ??= placed.map(present));
    },
    lenses: () =>
      twins.flatMap((twin) => {
        twin.lenses ??= lenses(twin.reports);
        const mover = moverOf(entry, twin.anchors);
        return mover === null ? twin.lenses : twin.lenses.map((lens) => movedLens(lens, mover));
      }),
    hints: (start = 0, end = Infinity) =>
      between(twins, start, end).flatMap((twin) => {
        twin.hints ??= twin.reports.filter((report) => report.variant === null).flatMap(hints);
        const mover = moverOf(entry, twin.anchors);
        return mover === null ? twin.hints : twin.hints.map((hint) => movedHint(hint, mover));
      }),
    reportAt: (offset) => {
      const found = twins.find((twin) => spanOf(twin).start <= offset && offset <= spanOf(twin).end);
      if (found === undefined) return null;
      const [written, ...variants] = fresh(found).reports;
      return variants.find(({ declaredAt }) => inside(declaredAt, offset)) ?? written ?? null;
    },
    reports: (twin) =>
      [...twins].flatMap((candidate) => (twin === undefined || candidate.identity.declaration === twin ? fresh(candidate).reports : [])),
  };
}

function present({ found, mover }: PlacedProblem): Problem {
  return mover === null ? found : movedProblem(found, mover);
}

/** In the order of their places, those of other files last. */
function placedProblems(entry: string, own: readonly Problem[], twins: readonly Known[]): readonly PlacedProblem[] {
  const all: PlacedProblem[] = own.map((found) => ({ found, start: found.start, end: found.end, mover: null }));
  // Two twins can only say the same about a place that both stand on: a device type's.
  const shared = new Set<string>();
  let ordered = own.length === 0;
  let last = 0;
  for (const twin of twins) {
    if (twin.problems.length === 0) continue;
    const { start, end } = twin.identity.declaration;
    const ofTwin = placedOf(entry, twin);
    if (twin.within && start >= last) {
      all.push(...ofTwin);
      last = end;
      continue;
    }
    for (const placed of ofTwin) {
      const { found } = placed;
      if (found.file !== entry || placed.start < start || placed.end > end) {
        const key = keyOf({ ...found, start: placed.start, end: placed.end });
        if (shared.has(key)) continue;
        shared.add(key);
        ordered = false;
      }
      if (placed.start < last) ordered = false;
      last = placed.start;
      all.push(placed);
    }
  }
  if (ordered) return all;
  const rank = ({ found: { file } }: PlacedProblem): string => (file === entry ? '' : file);
  return all.sort((a, b) => {
    if (a.found.file === b.found.file) return a.start - b.start;
    return rank(a) < rank(b) ? -1 : 1;
  });
}

/** A twin's problems. Most edits leave most twins where they are, so what was placed is kept. */
function placedOf(entry: string, twin: Known): readonly PlacedProblem[] {
  const { identity, anchors, problems } = twin;
  const by = identity.declaration.start - (anchors[0]?.start ?? 0);
  const alone = anchors.length === 1;
  if (alone && twin.placed?.by === by) return twin.placed.problems;
  const mover = moverOf(entry, anchors);
  const placed = problems.map((found): PlacedProblem => {
    const own = mover?.(found) ?? 0;
    return { found, start: found.start + own, end: found.end + own, mover };
  });
  if (alone) twin.placed = { by, problems: placed };
  return placed;
}

/** The twins that reach into a range. They stand one after the other. */
function between(twins: readonly Known[], start: number, end: number): readonly Known[] {
  let [from, to] = [0, twins.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((twins[middle]?.identity.declaration.end ?? 0) < start) from = middle + 1;
    else to = middle;
  }
  while (to < twins.length && (twins[to]?.identity.declaration.start ?? 0) <= end) to++;
  return twins.slice(from, to);
}

function inside(at: SourceRange, offset: number): boolean {
  return at.start <= offset && offset <= at.end;
}

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
import { distinct, reportOf, variantRange } from './analyze.ts';
import { hints, type Hint } from './hints.ts';
import { createIdentities, type Identity } from './incremental-identity.ts';
import { movedHint, movedLens, movedProblem, moverOf } from './incremental-move.ts';
import { createPlacer, type PlacedProblem, type TwinProblems } from './incremental-placed.ts';
import { dependenciesOf, sameTypes, stillHold, typesOf, type Dependency, type Types } from './incremental-types.ts';
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
interface Known extends TwinProblems {
  readonly identity: Identity;
  readonly dependencies: readonly Dependency[];
  readonly reports: readonly TwinReport[];
  lenses: readonly Lens[] | null;
  hints: readonly Hint[] | null;
}

/** The declarations of a file and what is known of the twins among them, one for one. */
interface Row {
  readonly identities: readonly Identity[];
  readonly known: (Known | undefined)[];
  readonly types: Types;
}

export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  const checker = createChecker();
  const identities = createIdentities();
  const place = createPlacer();
  const known = new Map<Identity, Known>();
  let last: Row = { identities: [], known: [], types: new Map() };

  const update = (program: Program): Outline => {
    const entry = program.files.get(program.entry);
    if (entry === undefined) return NOTHING;
    const declared = identities.update(entry.tree.declarations, entry);
    const row = rowOf(program, declared.identities);
    for (const [index, old] of last.known.entries()) if (old !== undefined && old !== row.known[index]) known.delete(old.identity);
    for (const [index, fresh] of row.known.entries())
      if (fresh !== undefined && fresh !== last.known[index]) known.set(fresh.identity, fresh);
    last = row;
    const twins: Known[] = [];
    const starts: number[] = [];
    for (const [index, one] of row.known.entries()) {
      if (one === undefined) continue;
      twins.push(one);
      starts.push(declared.spans[2 * index] ?? 0);
    }
    const syntax = syntaxProblems('problems' in entry ? (entry as Parsed) : parse(entry.text, program.entry));
    const own = [...syntax, ...checker.check(program)];
    const replace = (old: Known): Known => {
      const fresh = study(program, old.identity.declaration as tree.TwinDeclaration, old.identity, old.dependencies, options);
      known.set(old.identity, fresh);
      for (const list of [twins, row.known]) {
        const at = list.indexOf(old);
        if (at >= 0) list[at] = fresh;
      }
      return fresh;
    };
    return outlineOf(program.entry, place(program.entry, own, [...twins], starts), twins, replace);
  };
  return { update };

  /** Most edits leave each declaration but one in its place, and no type another: what is known of those is not even looked into. */
  function rowOf(program: Program, now: readonly Identity[]): Row {
    const types = typesOf(program, now);
    const hold = sameTypes(last.types, types);
    const row = now.map((identity, index) => {
      const inPlace = last.identities[index] === identity ? last.known[index] : undefined;
      if (hold && inPlace !== undefined) return inPlace;
      const { declaration } = identity;
      if (declaration.kind !== 'twin') return undefined;
      const before = inPlace ?? known.get(identity);
      if (before !== undefined && stillHold(before.dependencies, types)) return before;
      return study(program, declaration, identity, dependenciesOf(declaration, types), options);
    });
    return { identities: now, known: row, types };
  }
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

function outlineOf(entry: string, placed: readonly PlacedProblem[], twins: readonly Known[], replace: (old: Known) => Known): Outline {
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

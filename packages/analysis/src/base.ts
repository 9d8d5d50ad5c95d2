/**
 * An earlier state of a file (HEAD of its repository, a commit of its history), and what its twins cost then by today's price book.
 * It reads no repository: a host gives the texts.
 */
import {
  describeScenario,
  lower,
  lowerVariant,
  variantNames,
  type Program,
  type Scenario,
  type SourceRange,
  type tree,
} from '@twin2multicloud/language';
import type { Priced } from '@twin2multicloud/optimizer';
import { withDefaults, type AnalyzerOptions } from './incremental.ts';
import { inCurrency } from './money.ts';
import { pricerOf } from './pricing-of.ts';
import type { TwinDiff, TwinReport } from './report.ts';

export interface Base {
  readonly program: Program;
  readonly options: AnalyzerOptions;
  /** The names of its twins, in order. */
  readonly twins: readonly string[];
  readonly has: (twin: string, variant: string | null) => boolean;
  /** A twin, or one of its scenarios (`variant`); null where the state has none of this name. The first of a name counts. */
  readonly scenario: (twin: string, variant: string | null) => Scenario | null;
  /** As written, `total` in USD a month; null where no placement is possible, or there is no such twin. Computed when asked for, once. */
  readonly priced: (twin: string, variant: string | null) => Priced | null;
}

export function createBase(program: Program, options: AnalyzerOptions): Base {
  const declarations = (program.files.get(program.entry)?.tree.declarations ?? []).filter(
    (declaration): declaration is tree.TwinDeclaration => declaration.kind === 'twin',
  );
  const price = pricerOf(options);
  const known = new Map<string, Priced | null>();
  const named = (twin: string, variant: string | null): tree.TwinDeclaration | null => {
    const declaration = declarations.find(({ name }) => name.text === twin);
    return declaration === undefined || (variant !== null && !variantNames(declaration).includes(variant)) ? null : declaration;
  };
  const scenario: Base['scenario'] = (twin, variant) => {
    const declaration = named(twin, variant);
    if (declaration === null) return null;
    const found = variant === null ? lower(program, declaration) : lowerVariant(program, declaration, variant);
    return withDefaults(found, options.defaults);
  };
  return {
    program,
    options,
    twins: declarations.map(({ name }) => name.text),
    has: (twin, variant) => named(twin, variant) !== null,
    scenario,
    priced: (twin, variant) => {
      const key = JSON.stringify([twin, variant]);
      let priced = known.get(key);
      if (priced === undefined) {
        const found = scenario(twin, variant);
        known.set(key, (priced = found === null ? null : price(found)));
      }
      return priced;
    },
  };
}

/** Less than this, in any currency, is shown as nothing. */
const NOTHING = 0.005;

/** What a twin, or one of its scenarios, costs against an earlier state of its file. */
export interface Change {
  /** `same`: the same amount, whatever the text. `new`: the earlier state has no such twin. */
  readonly state: 'same' | 'changed' | 'new';
  /** A month, in the twin's present currency at today's rate; null: no placement was possible, or there was no such twin. */
  readonly before: number | null;
  /** A month, in the twin's present currency; null where one of the two states has no total. 0 where they are the same. */
  readonly by: number | null;
}

/** @param base null: the file is not in the earlier state */
export function changeSince(
  base: Base | null,
  { name, variant, perMonth, money }: Pick<TwinReport, 'name' | 'variant' | 'perMonth' | 'money'>,
): Change {
  if (base?.has(name, variant) !== true) return { state: 'new', before: null, by: null };
  const usd = base.priced(name, variant)?.total ?? null;
  const before = usd === null ? null : inCurrency(usd, money);
  if (before === null || perMonth === null) return { state: before === perMonth ? 'same' : 'changed', before, by: null };
  const by = perMonth - before;
  return Math.abs(by) < NOTHING ? { state: 'same', before, by: 0 } : { state: 'changed', before, by };
}

/** A value that is another than in an earlier state. `at` is where it stands now; null: nowhere, it is a default or gone. */
export type ChangedValue = TwinDiff['values'][number] & { readonly at: SourceRange | null };

/** The values of a twin that are others than in an earlier state, in the order in which a file says them, those that are gone last. */
export function changedValues(base: Base, report: TwinReport): ChangedValue[] {
  const scenario = base.scenario(report.name, report.variant);
  return valueChanges(scenario === null ? [] : describeScenario(scenario), describeScenario(report.scenario));
}

interface Described {
  readonly path: string;
  readonly value: string;
  readonly at?: SourceRange | null;
}

/**
 * What differs between two descriptions. A path may stand several times (`processing.on`): values that both have are no change, the others are paired in order.
 * A group's value that only follows the twin's (`motion.storage.cool` after `storage.cool`) is not told again.
 */
export function valueChanges(before: readonly Described[], after: readonly Described[]): ChangedValue[] {
  const old = byPath(before);
  const present = byPath(after);
  const changed = [...present].flatMap(([path, values]) => {
    const [gone, come] = apart(old.get(path) ?? [], values);
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
      path,
      before: gone[index]?.value ?? null,
      after: come[index]?.value ?? null,
      at: come[index]?.at ?? null,
    }));
  });
  const lost = [...old].flatMap(([path, values]) =>
    present.has(path) ? [] : values.map(({ value }) => ({ path, before: value, after: null, at: null })),
  );
  const all = [...changed, ...lost];
  return all.filter(
    (one) => !all.some((other) => one.path.endsWith(`.${other.path}`) && one.before === other.before && one.after === other.after),
  );
}

function byPath(values: readonly Described[]): Map<string, Described[]> {
  const found = new Map<string, Described[]>();
  for (const value of values) {
    const known = found.get(value.path);
    if (known === undefined) found.set(value.path, [value]);
    else known.push(value);
  }
  return found;
}

/** What only the one and only the other has. */
function apart(before: readonly Described[], after: readonly Described[]): [Described[], Described[]] {
  const [known, there] = [new Set(before.map(({ value }) => value)), new Set(after.map(({ value }) => value))];
  return [before.filter(({ value }) => !there.has(value)), after.filter(({ value }) => !known.has(value))];
}

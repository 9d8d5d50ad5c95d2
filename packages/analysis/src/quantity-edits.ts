/**
 * Changed quantities back into the text: as values in their places, or as a `scenario` block. Each edit is tried before it is given: it is
 * refused where the text would then say something else. How a text is changed is the language's matter.
 */
import {
  applyEdits,
  link,
  lower,
  lowerVariant,
  overrideEdits,
  overrideLines,
  parse,
  scenarioBlock,
  scenarioEdit,
  syntaxProblems,
  valueEdits,
  VIEWING,
  type OverrideLine,
  type Parsed,
  type ParsedFile,
  type Program,
  type Scenario,
  type TextEdit,
  type tree,
} from '@twin2multicloud/language';
import { disorderOf } from './draft.ts';
import { quantityOf, quantitySpots, quantityValueText, settledValue, type Quantity } from './quantities.ts';
import type { TwinReport } from './report.ts';

export type QuantityEdit = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

interface Change {
  readonly quantity: Quantity;
  readonly value: number;
  readonly text: string;
}

/** Writes values into the twin, or into the scenario block that the report is of. */
export function quantityEdits(
  report: TwinReport,
  twin: tree.TwinDeclaration,
  values: Readonly<Record<string, number>>,
  program: Program,
): QuantityEdit {
  const changes = changesOf(report, values, program);
  if ('refused' in changes) return changes;
  const parsed = program.files.get(program.entry);
  if (parsed === undefined) return { refused: GONE };
  if (report.variant === null) {
    const edits = valueEdits(
      parsed,
      twin,
      changes.map(({ quantity, text }) => ({ path: quantity.path, text, at: quantity.at })),
    );
    return tried(edits, { program, parsed, twin: twin.name.text, variant: null, changes });
  }
  const block = scenarioBlock(twin, report.variant);
  if (block === null) return { refused: GONE };
  const edits = overrideEdits(parsed, twin, block, linesOf(report, changes, program));
  return tried(edits, { program, parsed, twin: twin.name.text, variant: report.variant, changes });
}

/** Writes values as a scenario of their own, or over the one of that name. A report of a scenario brings its other lines along. */
export function newScenario(
  report: TwinReport,
  twin: tree.TwinDeclaration,
  name: string,
  values: Readonly<Record<string, number>>,
  program: Program,
): QuantityEdit {
  const taken = nameTaken(report, name, program);
  if (taken !== null) return { refused: taken };
  const changes = changesOf(report, values, program);
  if ('refused' in changes) return changes;
  const parsed = program.files.get(program.entry);
  const base = report.variant === null ? null : scenarioBlock(twin, report.variant);
  if (parsed === undefined || (report.variant !== null && base === null)) return { refused: GONE };
  const lines = linesOf(report, changes, program);
  const inherited = base === null ? [] : overrideLines(parsed, twin, base);
  const own = new Set(lines.map(({ path }) => cadence(path)));
  const edit = scenarioEdit(parsed, twin, name, [...inherited.filter(({ path }) => !own.has(cadence(path))), ...lines]);
  return tried(edit === null ? null : [edit], { program, parsed, twin: twin.name.text, variant: name, changes });
}

const GONE = 'The text has changed. Look at the panel again, then try once more.';
const BROKEN = 'The text has a block without its brace here. Mend what the editor marks as an error, then try again.';

/** `every` and `rate` of a group are one property. */
function cadence(path: string): string {
  return path.replace(/\.rate$/, '.every');
}

function nameTaken({ scenario }: TwinReport, name: string, program: Program): string | null {
  const other = 'Choose another name.';
  const twins = program.files.get(program.entry)?.tree.declarations ?? [];
  if (twins.some((declaration) => declaration.name.text === name))
    return `${name} is already the name of a declaration of this file. ${other}`;
  if (scenario.groups.some((group) => group.name === name)) return `${name} is already a group of devices. ${other}`;
  return null;
}

function changesOf({ scenario }: TwinReport, values: Readonly<Record<string, number>>, program: Program): Change[] | { refused: string } {
  const changes: Change[] = [];
  for (const [path, wanted] of Object.entries(values)) {
    const quantity = quantityOf(scenario, program, path);
    if (quantity === null) return { refused: `${path} is no quantity of ${scenario.name} (any more). Reset it, then try again.` };
    const value = settledValue(quantity, wanted);
    if (Math.abs(value - quantity.value) > 1e-12 * Math.abs(quantity.value))
      changes.push({ quantity, value, text: quantityValueText(quantity, value) });
  }
  if (changes.length === 0) return { refused: 'Every quantity is as the file says.' };
  const disorder = disorderOf(scenario, Object.fromEntries(changes.map(({ quantity, value }) => [quantity.path, value])));
  return disorder === null ? changes : { refused: disorder };
}

/** The lines of a scenario; how long somebody looks is said with the refreshes. */
function linesOf({ scenario }: TwinReport, changes: readonly Change[], program: Program): OverrideLine[] {
  const refresh = changes.find(({ quantity }) => quantity.path === 'visualization.refresh');
  const viewing = changes.find(({ quantity }) => quantity.path === VIEWING);
  const lines = changes.flatMap(({ quantity: { path }, text }) =>
    path === 'visualization.refresh' || path === VIEWING ? [] : [{ path, text }],
  );
  if (refresh === undefined && viewing === undefined) return lines;
  const now = (path: string): string => {
    const quantity = quantityOf(scenario, program, path);
    return quantity === null ? '' : quantityValueText(quantity, quantity.value);
  };
  const text = `${refresh?.text ?? now('visualization.refresh')} for ${viewing?.text ?? now(VIEWING)}`;
  return [...lines, { path: 'visualization.refresh', text }];
}

interface Trial {
  readonly program: Program;
  readonly parsed: ParsedFile;
  readonly twin: string;
  readonly variant: string | null;
  readonly changes: readonly Change[];
}

/** The edits, if the text then says what was wished and breaks nowhere. */
function tried(edits: readonly TextEdit[] | null, { program, parsed, twin, variant, changes }: Trial): QuantityEdit {
  if (edits === null) return { refused: BROKEN };
  const after = parse(applyEdits(parsed.text, edits), program.entry);
  const before = 'problems' in parsed ? (parsed as Parsed) : parse(parsed.text, program.entry);
  if (syntaxProblems(after).length > syntaxProblems(before).length) return { refused: BROKEN };
  const files = new Map<string, ParsedFile>([...program.files, [program.entry, after]]);
  const linked = link(files, program.entry, { unreadable: program.unreadable });
  const declaration = after.tree.declarations.find((found) => found.kind === 'twin' && found.name.text === twin);
  if (declaration?.kind !== 'twin') return { refused: BROKEN };
  const scenario = variant === null ? lower(linked, declaration) : lowerVariant(linked, declaration, variant);
  const wrong = changes.find(({ quantity, value }) => !same(valueAt(scenario, quantity.path), value));
  if (wrong === undefined) return { edits };
  const { quantity, text } = wrong;
  return { refused: `${quantity.path} cannot be written as ${text} here, because the file has an error at it. Mend that first.` };
}

function valueAt(scenario: Scenario, path: string): number | null {
  const spots = quantitySpots(scenario);
  return spots.find((spot) => cadence(spot.path) === cadence(path))?.value ?? null;
}

function same(a: number | null, b: number): boolean {
  return a !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

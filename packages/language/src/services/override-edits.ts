/** Writes the lines of a `scenario` block: a new block, the inside of one, or single lines of it. What they cost is nobody's matter here. */
import type { TextEdit } from '../problem.ts';
import type { ParsedFile } from '../semantics/program.ts';
import type { ScenarioBlock, TwinDeclaration } from '../tree.ts';
import { addLines } from './block-lines.ts';
import { indentAt, insideOf, lineBreakOf } from './chunks.ts';

/** A line of a scenario: `thermostats.count = 240`. */
export interface OverrideLine {
  readonly path: string;
  readonly text: string;
}

/** The widest line that a block on one line may have, as the formatter has it. */
const WIDTH = 120;

export function scenarioBlock(twin: TwinDeclaration, name: string): ScenarioBlock | null {
  return twin.members.findLast((member): member is ScenarioBlock => member.kind === 'scenario' && member.name.text === name) ?? null;
}

/** The lines of a scenario as they are written. */
export function overrideLines({ text }: ParsedFile, twin: TwinDeclaration, block: ScenarioBlock): OverrideLine[] {
  const base = twin.start + block.start;
  return block.overrides.flatMap(({ path, arguments: values, end }) => {
    const [first] = values;
    const words = path.words.map((word) => word.text).join('.');
    return first === undefined ? [] : [{ path: words, text: text.slice(base + first.start, base + end) }];
  });
}

/** A new block with these lines, or these instead of all that the block of this name says. null: a brace is missing. */
export function scenarioEdit(parsed: ParsedFile, twin: TwinDeclaration, name: string, lines: readonly OverrideLine[]): TextEdit | null {
  const { text, file } = parsed;
  const words = lines.map(({ path, text: value }) => `${path} = ${value}`);
  const margin = `${indentAt(text, twin.start)}  `;
  const eol = lineBreakOf(text);
  const inside = (head: string): string => {
    const line = `${margin}${head}{ ${words.join('  ')} }`;
    if (line.length <= WIDTH) return ` ${words.join('  ')} `;
    const width = Math.max(...lines.map(({ path }) => path.length));
    return `${eol}${lines.map(({ path, text: value }) => `${margin}  ${path.padEnd(width)} = ${value}${eol}`).join('')}${margin}`;
  };
  const old = scenarioBlock(twin, name);
  if (old !== null) {
    const start = twin.start + old.start;
    const span = insideOf(text, start, twin.start + old.end);
    if (span === null) return null;
    return { file, ...span, text: inside(text.slice(text.lastIndexOf('\n', span.start) + 1, span.start - 1).trimStart()) };
  }
  if (text.charAt(twin.end - 1) !== '}') return null;
  const before = text.slice(0, twin.end - 1).trimEnd().length;
  // Scenarios stand below each other; the first keeps away from what is above it.
  const apart = twin.members.at(-1)?.kind === 'scenario' ? '' : eol;
  const closing = /[\r\n]/.test(text.slice(before, twin.end - 1)) ? '' : `${eol}${indentAt(text, twin.start)}`;
  return { file, start: before, end: before, text: `${eol}${apart}${margin}scenario ${name} {${inside(`scenario ${name} `)}}${closing}` };
}

/** Single lines of an existing scenario: those of the same path are changed, others added. null: a brace is missing. */
export function overrideEdits(
  parsed: ParsedFile,
  twin: TwinDeclaration,
  block: ScenarioBlock,
  lines: readonly OverrideLine[],
): TextEdit[] | null {
  const base = twin.start + block.start;
  const edits: TextEdit[] = [];
  const missing: OverrideLine[] = [];
  for (const line of lines) {
    const old = block.overrides.findLast(({ path }) => keyOf(path.words.map((word) => word.text).join('.')) === keyOf(line.path));
    const [first] = old?.arguments ?? [];
    if (old === undefined || first === undefined) missing.push(line);
    else edits.push({ file: parsed.file, start: base + old.path.start, end: base + old.end, text: `${line.path} = ${line.text}` });
  }
  if (missing.length > 0) {
    const items = block.overrides.map(({ path, end }) => ({ start: base + path.start, end: base + end }));
    const added = addLines(
      parsed,
      { start: base, end: twin.start + block.end, items },
      missing.map(({ path, text }) => ({ name: `${path} =`, text })),
    );
    if (added === null) return null;
    edits.push(added);
  }
  return edits;
}

/** `every` and `rate` of a group are one property. */
function keyOf(path: string): string {
  return path.replace(/\.rate$/, '.every');
}

/**
 * The statements of a text: what a person changes as one (a property, a rule, a block), and which of an earlier text is the same one.
 * It knows no cost.
 */
import { nodeAt, type ParsedFile, type TreeNode } from '@twin2multicloud/language';

const KINDS = [
  'twin',
  'device',
  'property',
  'group',
  'block',
  'scenario',
  'telemetry',
  'field',
  'run',
  'rule',
  'model',
  'has',
  'place',
  'tag',
  'override',
] as const;

export type Statement = Extract<TreeNode, { kind: (typeof KINDS)[number] }>;

/** A statement with its offsets in the file. */
export interface Placed {
  readonly node: Statement;
  readonly start: number;
  readonly end: number;
  /** What the offsets of the nodes in it are relative to, in the file. */
  readonly anchor: number;
}

/** The statements around an offset, the outermost (a declaration) first. */
export function statementsAt(parsed: ParsedFile, offset: number): Placed[] {
  const found: Placed[] = [];
  for (const { node, start, end } of nodeAt(parsed, offset)) {
    if (isStatement(node)) found.push({ node, start, end, anchor: found.length < 2 ? start : (found[1]?.start ?? start) });
  }
  return found;
}

/** What an earlier text has in the place of the last of these statements; null where it has nothing. @param path from `statementsAt` */
export function counterpart(path: readonly Placed[], text: string, base: ParsedFile): Placed | null {
  const [declaration, ...rest] = path;
  if (declaration === undefined) return null;
  const key = keyOf(declaration.node);
  const named = base.tree.declarations.find((candidate) => keyOf(candidate) === key);
  if (named === undefined) return null;
  let parent = declaration;
  let found: Placed = { node: named, start: named.start, end: named.end, anchor: named.start };
  for (const step of rest) {
    const next = partner(step, contentsOf(parent), text, contentsOf(found), base.text);
    if (next === null) return null;
    parent = step;
    found = next;
  }
  return found;
}

/** Of two lists of siblings: what the second has in the place of one of the first. */
function partner(step: Placed, nows: readonly Placed[], nowText: string, olds: readonly Placed[], oldText: string): Placed | null {
  const key = keyOf(step.node);
  // Of several of one key (two rules) those that did not change belong together, and the others by their order.
  const left = olds.filter(({ node }) => keyOf(node) === key);
  const changed: Placed[] = [];
  for (const now of nows.filter(({ node }) => keyOf(node) === key)) {
    const words = wordsOf(nowText, now);
    const at = left.findIndex((old) => wordsOf(oldText, old) === words);
    if (at < 0) {
      changed.push(now);
      continue;
    }
    const [same] = left.splice(at, 1);
    if (now.start === step.start) return same ?? null;
  }
  return left[changed.findIndex(({ start }) => start === step.start)] ?? null;
}

/** The statements directly in the braces of another. */
function contentsOf({ node, anchor }: Placed): Placed[] {
  const declares = node.kind === 'twin' || node.kind === 'device';
  return insideOf(node).flatMap((child) => {
    if (!isStatement(child)) return [];
    const start = anchor + child.start;
    return [{ node: child, start, end: anchor + child.end, anchor: declares ? start : anchor }];
  });
}

function insideOf(node: Statement): readonly TreeNode[] {
  switch (node.kind) {
    case 'twin':
    case 'device':
      return node.members;
    case 'group':
    case 'block':
    case 'run':
    case 'model':
      return node.items;
    case 'scenario':
      return node.overrides;
    case 'telemetry':
      return node.fields;
    default:
      return [];
  }
}

function isStatement(node: TreeNode): node is Statement {
  return 'kind' in node && (KINDS as readonly string[]).includes(node.kind);
}

/** Properties that may stand several times, told apart by their first word. */
const BY_FIRST_WORD = new Set(['budget', 'read', 'region']);

/** Equal for statements of one parent that say the same thing, whatever they say of it. */
function keyOf(node: Statement): string {
  switch (node.kind) {
    case 'property': {
      const [first, second] = node.arguments;
      const word = second !== undefined && first?.kind === 'path' && BY_FIRST_WORD.has(node.name.text) ? dotted(first.words) : '';
      return `property ${node.name.text} ${word}`;
    }
    case 'run':
      return `run ${node.file?.value ?? ''}`;
    case 'place':
      return `place ${dotted(node.slot.words)}`;
    case 'override':
      return `override ${dotted(node.path.words)}`;
    case 'tag':
      return `tag ${'text' in node.key ? node.key.text : node.key.value}`;
    case 'rule':
    case 'has':
    case 'telemetry':
      return node.kind;
    default:
      return `${node.kind} ${node.name.text}`;
  }
}

function dotted(words: readonly { readonly text: string }[]): string {
  return words.map(({ text }) => text).join('.');
}

/** What a statement says, without comments and however it is set: equal where nothing but the shape differs. */
export function wordsOf(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text
    .slice(start, end)
    .replace(/"(?:[^"\\\r\n]|\\[^\r\n])*"|\/\/[^\r\n]*|\s+/g, (part) => (part.startsWith('"') ? part : ' '))
    .replace(/ *([{}:=,]) */g, '$1')
    .replace(/ +/g, ' ')
    .trim();
}

/** The children of every node of the tree, in the order of the text. It moves no offsets; that is cursor.ts's. */

import type {
  Action,
  Argument,
  Condition,
  Declaration,
  Doc,
  FeedbackValue,
  Field,
  Import,
  Item,
  Member,
  Override,
  SourceFile,
  Span,
  Word,
} from '../tree.ts';

/** Whatever may stand at an offset. A `Word`, a `Doc` and a `FeedbackValue` have no `kind`. */
export type TreeNode =
  SourceFile | Import | Declaration | Member | Item | Field | Override | Action | FeedbackValue | Condition | Argument | Doc | Word;

const NOTHING: readonly TreeNode[] = [];

/** The parts of a node, in the order of the text, without those that are missing. */
export function childrenOf(node: TreeNode): readonly TreeNode[] {
  if (!('kind' in node)) return 'name' in node ? present([node.name, node.value]) : NOTHING;
  switch (node.kind) {
    case 'file':
      return [...node.imports, ...node.declarations];
    case 'import':
      return present([node.path]);
    case 'device':
    case 'twin':
      return present([node.doc, node.name, node.title, ...node.members]);
    case 'property':
      return present([node.doc, node.name, ...node.arguments, ...node.forArguments]);
    case 'group':
      return present([node.doc, node.keyword, node.name, node.type, ...node.items]);
    case 'block':
      return present([node.doc, node.name, ...node.items]);
    case 'scenario':
      return present([node.doc, node.keyword, node.name, node.title, ...node.overrides]);
    case 'telemetry':
      return present([node.doc, node.name, ...node.fields]);
    case 'field':
      return present([node.doc, node.name, node.type, node.length, node.unit]);
    case 'run':
      return present([node.doc, node.name, node.file, ...node.groups, ...node.items]);
    case 'rule':
      return present([node.doc, node.name, node.condition, node.holdsFor, node.matches, ...node.actions]);
    case 'or':
    case 'and':
      return node.operands;
    case 'not':
      return present([node.operand]);
    case 'comparison':
      return present([node.path, node.operator, node.value]);
    case 'notify':
    case 'call':
      return present([node.name, node.text]);
    case 'workflow':
      return present([node.name, node.text, node.steps]);
    case 'feedback':
      return present([node.name, node.group, ...node.values]);
    case 'unknown-action':
      return [node.name];
    case 'model':
      return present([node.doc, node.keyword, node.name, node.title, ...node.items]);
    case 'has':
      return present([node.doc, node.name, ...node.entries.flatMap((entry) => [entry.count, entry.group])]);
    case 'place':
      return present([node.doc, node.slot, node.choice, ...node.except]);
    case 'tag':
      return present([node.doc, node.key, node.value]);
    case 'override':
      return present([node.doc, node.path, ...node.arguments, ...node.forArguments]);
    case 'quantity':
      return present([node.unit, node.per]);
    case 'path':
      return node.words;
    case 'text':
    case 'boolean':
      return NOTHING;
  }
}

/** Empty words stand for what is missing. */
function present(parts: readonly (TreeNode | null)[]): TreeNode[] {
  return parts.filter((part): part is TreeNode => part !== null && part.end > part.start);
}

/** The index of the last span that starts at or before `offset`; −1 where there is none. The spans stand in order. */
export function lastStartingAt(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).start > offset) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** The items directly in the braces of a node; null for what has no braces. */
export function contentsOf(node: TreeNode): readonly (Member | Item | Field | Override | Action | FeedbackValue)[] | null {
  if (!('kind' in node)) return null;
  switch (node.kind) {
    case 'device':
    case 'twin':
      return node.members;
    case 'group':
    case 'block':
    case 'run':
    case 'model':
      return node.items;
    case 'telemetry':
      return node.fields;
    case 'scenario':
      return node.overrides;
    case 'rule':
      return node.actions;
    case 'feedback':
      return node.values;
    default:
      return null;
  }
}

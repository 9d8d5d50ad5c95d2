/**
 * Where the statements of a document begin, in absolute offsets, with how a formatter lines them up.
 * It reads the tree only; what stands between the statements is the formatter's.
 */
import type { Action, Argument, FeedbackValue, Field, Item, Member, Override, SourceFile } from '../tree.ts';

/**
 * How the parts of a statement line up with its neighbours: a name and its values, a name with `:` and its value,
 * a head and its braces, or not at all.
 */
export type Shape = 'value' | 'colon' | 'brace' | 'none';

export interface Statements {
  /** By the offset where the statement begins, after its documentation. */
  readonly shapes: ReadonlyMap<number, Shape>;
  /** Offsets of quantities that follow another quantity: `16 h / day  5 days / week`. */
  readonly seconds: ReadonlySet<number>;
}

/** Finds the statements of a tree. */
export function statementsOf(tree: SourceFile): Statements {
  const shapes = new Map<number, Shape>();
  const seconds = new Set<number>();
  if (tree.language !== null) shapes.set(tree.language.span.start, 'none');
  for (const line of tree.imports) shapes.set(line.start, 'none');
  for (const declaration of tree.declarations) {
    shapes.set(declaration.start, 'none');
    for (const member of declaration.members) new Walk(shapes, seconds, declaration.start + member.start).member(member);
  }
  return { shapes, seconds };
}

class Walk {
  readonly #shapes: Map<number, Shape>;
  readonly #seconds: Set<number>;
  /** Absolute offset of the member. */
  readonly #base: number;

  constructor(shapes: Map<number, Shape>, seconds: Set<number>, base: number) {
    this.#shapes = shapes;
    this.#seconds = seconds;
    this.#base = base;
  }

  member(member: Member): void {
    switch (member.kind) {
      case 'group':
        this.#shapes.set(this.#base + member.keyword.start, 'brace');
        for (const item of member.items) this.#item(item);
        return;
      case 'scenario':
        this.#shapes.set(this.#base + member.keyword.start, 'brace');
        for (const override of member.overrides) this.#override(override);
        return;
      case 'block':
      case 'telemetry':
      case 'property':
        this.#item(member);
    }
  }

  #item(item: Item): void {
    switch (item.kind) {
      case 'property':
        this.#shapes.set(this.#base + item.name.start, 'value');
        this.#arguments(item.arguments);
        this.#arguments(item.forArguments);
        return;
      case 'block':
        this.#shapes.set(this.#base + item.name.start, 'value');
        for (const inner of item.items) this.#item(inner);
        return;
      case 'telemetry':
        this.#shapes.set(this.#base + item.name.start, 'value');
        for (const field of item.fields) this.#field(field);
        return;
      case 'run':
        this.#shapes.set(this.#base + item.name.start, item.items.length > 0 ? 'brace' : 'none');
        for (const inner of item.items) this.#item(inner);
        return;
      case 'rule':
        this.#shapes.set(this.#base + item.name.start, 'brace');
        for (const action of item.actions) this.#action(action);
        return;
      case 'model':
        this.#shapes.set(this.#base + item.keyword.start, 'brace');
        for (const inner of item.items) this.#item(inner);
        return;
      case 'has':
        this.#shapes.set(this.#base + item.name.start, 'none');
        return;
      case 'place':
        this.#shapes.set(this.#base + item.slot.start, 'value');
        return;
      case 'tag':
        this.#shapes.set(this.#base + item.key.start, 'colon');
    }
  }

  #field(field: Field): void {
    this.#shapes.set(this.#base + field.name.start, 'colon');
  }

  #override(override: Override): void {
    this.#shapes.set(this.#base + override.path.start, 'none');
    this.#arguments(override.arguments);
    this.#arguments(override.forArguments);
  }

  #action(action: Action): void {
    this.#shapes.set(this.#base + action.name.start, 'none');
    if (action.kind === 'feedback') for (const value of action.values) this.#value(value);
  }

  #value(value: FeedbackValue): void {
    this.#shapes.set(this.#base + value.name.start, 'colon');
  }

  #arguments(values: readonly Argument[]): void {
    for (let index = 1; index < values.length; index++) {
      const value = values[index];
      if (value?.kind === 'quantity' && values[index - 1]?.kind === 'quantity') this.#seconds.add(this.#base + value.start);
    }
  }
}

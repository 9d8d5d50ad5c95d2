/**
 * The syntax tree. It stores what was written; what it means (units, defaults, names) is found elsewhere.
 *
 * Offsets. So that an edit moves few numbers, a node's offsets are relative to its anchor:
 * a `Declaration` and an `Import` stand at absolute offsets of the file; a `Member` (an item of a declaration's body)
 * stands relative to its declaration's `start`; every other node is relative to the `start` of the member that holds it,
 * or, in a declaration's head (name, title, type, doc), to the declaration's `start`.
 * An unchanged member keeps its identity across edits, so results may be cached by it; only its own `start` and `end` may move.
 * A node that has documentation starts with it. A twin whose head is lost stands in the tree with an empty name.
 */

export interface Span {
  start: number;
  end: number;
}

/** A name, unit or keyword. `text` is empty where the parser had to go on without one. */
export interface Word extends Span {
  text: string;
}

export interface TextValue extends Span {
  kind: 'text';
  /** Without the quotation marks, escapes resolved. */
  value: string;
}

/** `12`, `12 min`, `30 / hour`, `60 EUR / month`, `10 %`. */
export interface Quantity extends Span {
  kind: 'quantity';
  value: number;
  /** Where the number itself ends. */
  numberEnd: number;
  unit: Word | null;
  per: Word | null;
}

export interface BooleanValue extends Span {
  kind: 'boolean';
  value: boolean;
}

/** A dotted or plain name used as a value: `eu-central`, `thermostats.temperature`, `none`. */
export interface Path extends Span {
  kind: 'path';
  words: Word[];
}

export type Argument = Quantity | TextValue | BooleanValue | Path;

/** `///` lines before a member, joined by line breaks, markers removed. */
export interface Doc extends Span {
  text: string;
}

export interface SourceFile extends Span {
  kind: 'file';
  language: { span: Span; version: number } | null;
  imports: Import[];
  declarations: Declaration[];
}

export interface Import extends Span {
  kind: 'import';
  path: TextValue | null;
}

export type Declaration = DeviceDeclaration | TwinDeclaration;

export interface DeviceDeclaration extends Span {
  kind: 'device';
  doc: Doc | null;
  name: Word;
  title: TextValue | null;
  /** The items of the type's body; each is a member of its own. */
  members: Member[];
}

export interface TwinDeclaration extends Span {
  kind: 'twin';
  doc: Doc | null;
  name: Word;
  title: TextValue | null;
  members: Member[];
}

/** An item of a declaration's body; the anchor of all nodes in it. */
export type Member = Property | Group | Block | ScenarioBlock | Telemetry;

/**
 * `count 40`, `budget L3 10 EUR / month`, `providers aws azure`, `read cool 5 GB / month`, `function 128 MB for 100 ms`, `refresh 12 / hour for 1 h / day`.
 * The generic rule: a name and arguments. `for` separates the two halves of `function` and `refresh`.
 */
export interface Property extends Span {
  kind: 'property';
  doc: Doc | null;
  /** A dotted name (`assume { transfer.retries 2 }`) is one word with its dots. */
  name: Word;
  arguments: Argument[];
  /** What stands after `for`, if anything does; where nothing does, a frozen empty list. */
  forArguments: Argument[];
}

/** `devices NAME [: TYPE] { … }`. */
export interface Group extends Span {
  kind: 'group';
  doc: Doc | null;
  /** The word `devices`. */
  keyword: Word;
  name: Word;
  type: Word | null;
  items: Item[];
}

/** `processing`, `storage`, `management`, `visualization`, `place`, `tags`, `assume`. */
export interface Block extends Span {
  kind: 'block';
  doc: Doc | null;
  name: Word;
  items: Item[];
}

export interface ScenarioBlock extends Span {
  kind: 'scenario';
  doc: Doc | null;
  keyword: Word;
  name: Word;
  title: TextValue | null;
  overrides: Override[];
}

/** What may stand in a block. Which item fits which block is checked by the properties table, not by the parser. */
export type Item = Property | Block | Telemetry | Run | Rule | Model | Has | PlaceLine | Tag;

export interface Telemetry extends Span {
  kind: 'telemetry';
  doc: Doc | null;
  /** The word `telemetry`. */
  name: Word;
  fields: Field[];
}

export interface Field extends Span {
  kind: 'field';
  doc: Doc | null;
  name: Word;
  type: Word;
  length: Quantity | null;
  unit: TextValue | null;
}

/** `run "FILE" for GROUPS [{ function … }]`. */
export interface Run extends Span {
  kind: 'run';
  doc: Doc | null;
  name: Word;
  file: TextValue | null;
  groups: Word[];
  items: Item[];
}

/** `on CONDITION [for D] [matches P] { actions }`. */
export interface Rule extends Span {
  kind: 'rule';
  doc: Doc | null;
  /** The word `on`. */
  name: Word;
  condition: Condition | null;
  holdsFor: Quantity | null;
  matches: Quantity | null;
  actions: Action[];
}

export type Condition =
  ({ kind: 'or' | 'and'; operands: Condition[] } & Span) | ({ kind: 'not'; operand: Condition | null } & Span) | Comparison;

/** `path OP value`; a bare path (operator null) is a boolean field. */
export interface Comparison extends Span {
  kind: 'comparison';
  path: Path;
  operator: Word | null;
  value: Argument | null;
}

export type Action =
  | ({ kind: 'notify' | 'call'; name: Word; text: TextValue | null } & Span)
  | ({ kind: 'workflow'; name: Word; text: TextValue | null; steps: Quantity | null } & Span)
  | ({ kind: 'feedback'; name: Word; group: Word; values: FeedbackValue[] } & Span)
  | ({ kind: 'unknown-action'; name: Word } & Span);

export interface FeedbackValue extends Span {
  name: Word;
  value: Argument | null;
}

/** `model NAME ["TITLE"] [{ … }]`; its items are models, `has` and `count`. */
export interface Model extends Span {
  kind: 'model';
  doc: Doc | null;
  /** The word `model`. */
  keyword: Word;
  name: Word;
  title: TextValue | null;
  items: Item[];
}

/** `has 40 thermostats motion`. */
export interface Has extends Span {
  kind: 'has';
  doc: Doc | null;
  name: Word;
  entries: { count: Quantity | null; group: Word }[];
}

/** A line of `place`: `L1 aws`, `L4 auto except gcp`. */
export interface PlaceLine extends Span {
  kind: 'place';
  doc: Doc | null;
  slot: Path;
  /** `auto` or a provider; null where it is missing. */
  choice: Word | null;
  except: Word[];
}

/** A line of `tags`: `team: "facility"`. */
export interface Tag extends Span {
  kind: 'tag';
  doc: Doc | null;
  key: Word | TextValue;
  value: TextValue | null;
}

/** A line of `scenario`: `PATH = VALUE`. */
export interface Override extends Span {
  kind: 'override';
  doc: Doc | null;
  path: Path;
  arguments: Argument[];
  forArguments: Argument[];
}

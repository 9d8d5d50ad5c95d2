/** The shapes of completion: what is offered, and what the host gives. */

import type { TextEdit } from '../problem.ts';
import type { Place } from './marks.ts';

export type CompletionKind =
  | 'keyword'
  | 'property'
  | 'snippet'
  | 'unit'
  | 'value'
  | 'group'
  | 'type'
  | 'field'
  | 'field-type'
  | 'provider'
  | 'region'
  | 'slot'
  | 'currency'
  | 'file'
  | 'operator';

/** What documentation of an item is made from when it is asked for. */
export type CompletionSubject =
  | { readonly kind: 'property' | 'statement'; readonly place: Place; readonly name: string }
  | { readonly kind: 'unit' | 'field-type' | 'slot' | 'provider' | 'type' | 'group'; readonly name: string }
  | { readonly kind: 'field'; readonly group: string; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line beside the label. */
  readonly detail: string | null;
  readonly insertText: string;
  /** true where `insertText` is in snippet syntax. */
  readonly snippet: boolean;
  /** What is replaced, in the file's offsets. */
  readonly start: number;
  readonly end: number;
  readonly sortText: string;
  /** Edits elsewhere in the file that go with it: the import of a type. */
  readonly additionalEdits: readonly TextEdit[];
  /** Data for `completionDocumentation`. */
  readonly subject: CompletionSubject | null;
}

export interface CompletionOptions {
  /** Regions of the price book: logical ones and those of the providers. */
  readonly regions?: readonly { readonly name: string; readonly provider: string | null; readonly detail?: string }[];
  /** Files that may stand here, as they would be written: `./devices.twin`. */
  readonly files?: (statement: 'import' | 'run' | 'call' | 'scene') => readonly string[];
  /** The currencies to offer first; others follow. */
  readonly currencies?: readonly string[];
  /** The ids that `assume` takes, with an example of a value. */
  readonly assumptions?: readonly { readonly id: string; readonly value: string; readonly documentation?: string }[];
  /** false: everything is plain text. */
  readonly snippets?: boolean;
}

/** The currencies that are offered first. */
export const COMMON_CURRENCIES: readonly string[] = ['EUR', 'USD', 'GBP', 'CHF'];

/** What an offer is made of; its range and place in the list are added later. */
export interface Offer {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string | null;
  readonly insert?: string;
  readonly snippet?: boolean;
  readonly subject?: CompletionSubject;
  /** Lower comes first. */
  readonly rank?: number;
  /** Edits elsewhere that go with it. */
  readonly also?: readonly TextEdit[];
  /** Where the replaced text begins, if not at the word. */
  readonly start?: number;
}

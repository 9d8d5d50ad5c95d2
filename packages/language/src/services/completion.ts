/** Completion: what may stand at an offset, with the edit that writes it. What a place or a value takes stands in completion-places.ts and completion-values.ts. */

import type { Program } from '../semantics/program.ts';
import type { Declaration } from '../tree.ts';
import type { CompletionItem, CompletionOptions, CompletionSubject, Offer } from './completion-item.ts';
import { statementOffers, type Surroundings } from './completion-places.ts';
import { valueOffers } from './completion-values.ts';
import { containerAt, contextAt } from './context.ts';
import { describeSubject } from './describe-subject.ts';
import { plainText } from './snippets.ts';

/** What may stand at an offset of the program's entry file, the likeliest first. Filtering by what is typed is the editor's. */
export function completion(program: Program, offset: number, options: CompletionOptions = {}): CompletionItem[] {
  const parsed = program.files.get(program.entry);
  if (parsed === undefined) return [];
  const context = contextAt(parsed, offset);
  if (context.within === 'comment') return [];
  const twin = context.declaration?.kind === 'twin' ? context.declaration : null;
  const container = context.place === 'unknown' || context.place === 'file' ? null : containerAt(parsed, offset, context.place);
  const around: Surroundings = { program, context, container, twin, currency: currencyOf(twin), options };
  const offers = context.within === 'text' ? fileOffers(around) : offersAt(around);
  return offers
    .map((offer, index) => itemOf(offer, index, context, options))
    .sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

function offersAt(around: Surroundings): Offer[] {
  const { statement, path, place } = around.context;
  if (statement.length === 0 && (path.length === 0 || place === 'place' || place === 'scenario' || place === 'assume'))
    return statementOffers(around);
  if (statement.length === 1 || statement.length > 1) {
    const files = fileOffers(around);
    if (files.length > 0) return files.map((offer) => ({ ...offer, insert: `"${offer.label}"` }));
  }
  return valueOffers(around);
}

/** Files, after the words that take one. */
function fileOffers({ context, options }: Surroundings): Offer[] {
  const { statement, place } = context;
  const word = statement[0]?.text;
  if (statement.length !== 1 || options.files === undefined) return [];
  const fits =
    word === 'import'
      ? place === 'file'
      : word === 'run'
        ? place === 'processing'
        : word === 'call'
          ? place === 'rule'
          : word === 'scene' && place === 'management';
  if (!fits) return [];
  return options.files(word as 'import' | 'run' | 'call' | 'scene').map((label, index) => ({ label, kind: 'file', rank: index }));
}

function itemOf(offer: Offer, index: number, { start, end }: { start: number; end: number }, options: CompletionOptions): CompletionItem {
  const insert = offer.insert ?? offer.label;
  const snippet = offer.snippet === true && options.snippets !== false;
  return {
    label: offer.label,
    kind: offer.kind,
    detail: offer.detail ?? null,
    insertText: snippet ? insert : offer.snippet === true ? plainText(insert) : insert,
    snippet,
    start: offer.start ?? start,
    end,
    sortText: `${String((offer.rank ?? 0) + 10).padStart(4, '0')} ${String(index).padStart(5, '0')}`,
    additionalEdits: offer.also ?? [],
    subject: offer.subject ?? null,
  };
}

/** The currency that a twin says, else US dollars. */
function currencyOf(twin: Declaration | null): string {
  for (const member of twin?.members ?? []) {
    if (member.kind !== 'property' || member.name.text !== 'currency') continue;
    const value = member.arguments[0];
    if (value?.kind === 'path' && value.words[0] !== undefined) return value.words[0].text;
  }
  return 'USD';
}

/** The documentation of an item as Markdown, when it is asked for; null where there is none. `offset`: where it was offered. */
export function completionDocumentation(program: Program, subject: CompletionSubject, offset: number): string | null {
  return describeSubject(program, subject, offset);
}

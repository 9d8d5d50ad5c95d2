/** What several files of completion share: the words of a statement, the twin's groups, whether the cursor touches a piece. */

import type { Offer } from './completion-item.ts';
import { groupNames, type Surroundings } from './completion-places.ts';
import type { Piece } from './statement-reader.ts';

/** The words among pieces. */
export function names(pieces: readonly Piece[]): string[] {
  return pieces.filter((piece) => piece.kind === 'name').map((piece) => piece.text);
}

/** The twin's groups, without those that are used. */
export function groupOffers({ twin }: Surroundings, used: ReadonlySet<string>): Offer[] {
  return groupNames(twin)
    .filter((name) => !used.has(name))
    .map((label, index) => ({ label, kind: 'group', insert: label, subject: { kind: 'group', name: label }, rank: index }));
}

/** Whether a piece ends where the word at the cursor begins. */
export function touches({ context }: Surroundings, piece: Piece): boolean {
  return context.prefix === '' && piece.end === context.start;
}

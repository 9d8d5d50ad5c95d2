/** Moves what was said about a declaration to where the declaration stands now. Ranges of other files stay. */
import type { Problem, QuickFix } from '@twin2multicloud/language';
import type { Hint } from './hints.ts';
import type { Identity } from './incremental-identity.ts';
import type { Lens } from './lens.ts';

/** Where a declaration stood when something was said about it. */
export interface Anchor {
  readonly identity: Identity;
  readonly start: number;
  readonly end: number;
}

interface Spot {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** By how much a spot has moved. */
export type Mover = (spot: { readonly file: string; readonly start: number }) => number;

/** null: nothing has moved. */
export function moverOf(entry: string, anchors: readonly Anchor[]): Mover | null {
  let moved = false;
  for (const { identity, start } of anchors) if (identity.declaration.start !== start) moved = true;
  if (!moved) return null;
  const [only] = anchors;
  if (only !== undefined && anchors.length === 1) {
    const by = only.identity.declaration.start - only.start;
    return ({ file }) => (file === entry ? by : 0);
  }
  return ({ file, start }) => {
    if (file !== entry) return 0;
    const anchor = anchors.find((candidate) => candidate.start <= start && start <= candidate.end);
    return anchor === undefined ? 0 : anchor.identity.declaration.start - anchor.start;
  };
}

function movedSpot<T extends Spot>(spot: T, mover: Mover): T {
  const by = mover(spot);
  return by === 0 ? spot : { ...spot, start: spot.start + by, end: spot.end + by };
}

export function movedHint(hint: Hint, mover: Mover): Hint {
  return { ...hint, at: movedSpot(hint.at, mover) };
}

export function movedLens(lens: Lens, mover: Mover): Lens {
  return { ...lens, offset: lens.offset + mover({ file: lens.file, start: lens.offset }) };
}

/** The fixes stay uncomputed until somebody asks for them. */
export function movedProblem(problem: Problem, mover: Mover): Problem {
  const by = mover(problem);
  const { code, severity, message, file, start, end, related } = problem;
  const bare = {
    code,
    severity,
    message,
    file,
    start: start + by,
    end: end + by,
    ...(related === undefined ? {} : { related: related.map((spot) => movedSpot(spot, mover)) }),
  };
  if (!('fixes' in problem)) return bare;
  return Object.defineProperty(bare, 'fixes', {
    enumerable: true,
    configurable: true,
    get: (): readonly QuickFix[] =>
      (problem.fixes ?? []).map((fix) => ({ ...fix, edits: fix.edits.map((edit) => movedSpot(edit, mover)) })),
  });
}

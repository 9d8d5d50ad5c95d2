/**
 * Where the problems of all twins of a file stand now. An edit leaves most twins where they are, and hundreds of them lie all over the
 * memory: those are told by numbers that lie side by side, and not looked into.
 */
import type { Problem } from '@twin2multicloud/language';
import { keyOf } from './analyze.ts';
import { moverOf, type Anchor, type Mover } from './incremental-move.ts';

/** A problem as it was found, and where it stands now: an edit that only moves it gives the same `found`. */
export interface PlacedProblem {
  readonly found: Problem;
  readonly start: number;
  readonly end: number;
  readonly mover: Mover | null;
}

/** A twin's problems with offsets as they were when it was costed. */
export interface TwinProblems {
  /** The twin's own, then those of its device types. */
  readonly anchors: readonly Anchor[];
  /** In the order of their places. */
  readonly problems: readonly Problem[];
  /** Whether every problem stands within the twin, and so goes with it. */
  readonly within: boolean;
}

/** Places the problems of a file's twins (one after the other, with the offset where each begins) after those of its language. */
export type Placer = (
  entry: string,
  own: readonly Problem[],
  twins: readonly TwinProblems[],
  starts: readonly number[],
) => readonly PlacedProblem[];

interface Placing {
  readonly twins: readonly TwinProblems[];
  readonly starts: readonly number[];
  /** For each twin: where its problems begin among `all`; last: their number. */
  readonly from: readonly number[];
  readonly all: readonly PlacedProblem[];
  /** For each twin: whether it stands on nothing but itself, so that its problems stay where it stays. */
  readonly alone: readonly boolean[];
}

/** One for each file that is being edited. The problems come in the order of their places, those of other files last. */
export function createPlacer(): Placer {
  let before: Placing = { twins: [], starts: [], from: [0], all: [], alone: [] };

  return (entry, own, twins, starts) => {
    const all: PlacedProblem[] = [];
    const from: number[] = [0];
    const alone: boolean[] = [];
    let ordered = own.length === 0;
    // Two twins can only say the same about a place that both stand on: a device type's.
    const shared = new Set<string>();
    for (const [index, twin] of twins.entries()) {
      if (twin === before.twins[index] && starts[index] === before.starts[index] && before.alone[index] === true) {
        const end = before.from[index + 1] ?? 0;
        for (let at = before.from[index] ?? 0; at < end; at++) all.push(before.all[at] as PlacedProblem);
        alone.push(true);
      } else {
        const placed = placedOf(entry, twin);
        if (!twin.within) ordered = false;
        all.push(...(twin.within ? placed : placed.filter((one) => isNew(entry, twin, one, shared))));
        alone.push(twin.within && twin.anchors.length === 1);
      }
      from.push(all.length);
    }
    before = { twins, starts, from, all, alone };
    if (ordered) return all;
    return inOrder(entry, [...own.map((found) => ({ found, start: found.start, end: found.end, mover: null })), ...all]);
  };
}

function placedOf(entry: string, { anchors, problems }: TwinProblems): readonly PlacedProblem[] {
  const mover = moverOf(entry, anchors);
  return problems.map((found): PlacedProblem => {
    const by = mover?.(found) ?? 0;
    return { found, start: found.start + by, end: found.end + by, mover };
  });
}

/** Whether no twin before has said the same about a place that is not the twin's own. */
function isNew(entry: string, { anchors }: TwinProblems, { found, start, end }: PlacedProblem, shared: Set<string>): boolean {
  const [own] = anchors;
  if (own !== undefined && found.file === entry && start >= own.identity.declaration.start && end <= own.identity.declaration.end)
    return true;
  const key = keyOf({ ...found, start, end });
  if (shared.has(key)) return false;
  shared.add(key);
  return true;
}

function inOrder(entry: string, all: PlacedProblem[]): PlacedProblem[] {
  const rank = ({ found: { file } }: PlacedProblem): string => (file === entry ? '' : file);
  return all.sort((a, b) => {
    if (a.found.file === b.found.file) return a.start - b.start;
    return rank(a) < rank(b) ? -1 : 1;
  });
}

/** Where the lines between slots run: at right angles, through as few slots as possible, and never on top of each other. */

export interface Node {
  readonly x: number;
  readonly y: number;
  /** true: a small ring; a line may run through it. */
  readonly empty: boolean;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  /** true: dashed, and its own track; false: it stays on its cloud. */
  readonly crosses: boolean;
}

export interface Route {
  /** The `d` of an SVG path. */
  readonly path: string;
  /** Where a chip may stand, the best first. */
  readonly spots: readonly { readonly x: number; readonly y: number }[];
}

interface Run {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

const TRACK = 7;
/** Half-way to the next lane, in tracks: there is no slot. */
const CHANNEL = 26 / TRACK;
const CORNER = 10;

/** One route for each link, in their order. */
export function routeLinks(nodes: readonly Node[], links: readonly Link[]): readonly Route[] {
  const runs: Run[] = [];
  return links.map(({ from, to, crosses }) => {
    const [a, b] = [nodes[from], nodes[to]];
    if (a === undefined || b === undefined) return { path: '', spots: [] };
    const [start, end] = a.x <= b.x ? [a, b] : [b, a];
    if (!crosses || start.y === end.y)
      return { path: `M${n(start.x)} ${n(start.y)}H${n(end.x)}`, spots: [{ x: (start.x + end.x) / 2, y: start.y }] };
    const options = [0, -1, 1, -2, 2, -CHANNEL, CHANNEL].flatMap((track) => [
      // Down at the source, then along the goal's lane; or along the source's lane, then down at the goal.
      { first: true, y: end.y + track * TRACK, track },
      { first: false, y: start.y + track * TRACK, track },
    ]);
    const judged = options.map((option) => ({ option, cost: costOf(option, start, end, nodes, runs) }));
    const best = judged.reduce((one, other) => (other.cost < one.cost ? other : one)).option;
    runs.push({ y: best.y, from: start.x, to: end.x });
    return best.first ? downFirst(start, end, best.y) : alongFirst(start, end, best.y);
  });
}

function costOf(
  option: { first: boolean; y: number; track: number },
  start: Node,
  end: Node,
  nodes: readonly Node[],
  runs: readonly Run[],
): number {
  const through = nodes.filter((node) => !node.empty && Math.abs(node.y - option.y) < 16 && node.x > start.x && node.x < end.x).length;
  const along = runs.filter((run) => Math.abs(run.y - option.y) < TRACK - 1 && run.from < end.x && run.to > start.x).length;
  return through * 12 + along * 25 + Math.abs(option.track) * 3 + (option.first ? 0 : 1);
}

function downFirst(start: Node, end: Node, y: number): Route {
  const turn = bend(start.y, y);
  const corner = Math.min(CORNER, (end.x - start.x) / 2);
  return {
    path: `M${n(start.x)} ${n(start.y)}V${n(y - turn * corner)}Q${n(start.x)} ${n(y)} ${n(start.x + corner)} ${n(y)}H${n(end.x)}${y === end.y ? '' : `V${n(end.y)}`}`,
    spots: spots(start.x, end.x, y, start.x, start.y),
  };
}

function alongFirst(start: Node, end: Node, y: number): Route {
  const turn = bend(y, end.y);
  const corner = Math.min(CORNER, (end.x - start.x) / 2);
  return {
    path: `M${n(start.x)} ${n(start.y)}${y === start.y ? '' : `V${n(y)}`}H${n(end.x - corner)}Q${n(end.x)} ${n(y)} ${n(end.x)} ${n(y + turn * corner)}V${n(end.y)}`,
    spots: spots(start.x, end.x, y, end.x, end.y),
  };
}

/** On the level part, its middle first; then half-way on the upright part at `x`. */
function spots(from: number, to: number, y: number, x: number, other: number): readonly { x: number; y: number }[] {
  const level = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((share) => ({ x: from + (to - from) * share, y }));
  const upright = [0.5, 0.35, 0.65].map((share) => ({ x, y: y + (other - y) * share }));
  return [...level, ...upright];
}

function bend(from: number, to: number): 1 | -1 {
  return to >= from ? 1 : -1;
}

function n(value: number): number {
  return Math.round(value * 100) / 100;
}

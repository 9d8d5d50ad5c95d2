/**
 * The placement as a path: clouds are lanes, slots are columns. A level line stays on a cloud; a dashed one crosses and carries what its
 * transfer costs. Where the lines run is routes.ts' matter.
 */
import { mark, type Box, type Chart, type Mark, type Point } from './marks.ts';
import { cloudShape, paint, type Provider } from './paint.ts';
import { routeLinks, type Route } from './routes.ts';
import { fitText, label, textWidth } from './text.ts';

export interface PathSlot {
  /** `L3.hot`. */
  readonly short: string;
  /** `Storage, hot`. */
  readonly name: string;
  /** null: not used, or not possible. */
  readonly provider: Provider | null;
  /** The amount in words. */
  readonly amount: string;
  readonly exact: number | null;
  /** A mark around the slot: the person has moved it. */
  readonly moved: boolean;
  /** More for hover. */
  readonly lines: readonly string[];
}

/** What flows between two slots. */
export interface PathLink {
  /** Positions in `slots`. */
  readonly from: number;
  readonly to: number;
  /** What crosses, where the clouds differ; null where they are the same. */
  readonly crossing: { readonly amount: string; readonly exact: number; readonly what: string; readonly lines: readonly string[] } | null;
}

export interface PlacementPathInput {
  readonly name: string;
  readonly width: number;
  readonly slots: readonly PathSlot[];
  readonly links: readonly PathLink[];
  readonly lanes: readonly { readonly provider: Provider; readonly name: string }[];
  readonly words: {
    /** `€ per month`. */
    readonly amounts: string;
    readonly slot: string;
    readonly cloud: string;
    readonly amount: string;
    /** `Transfer L2 → L4`, `Transfer {from} → {to}` filled by the caller. */
    readonly transfer: (from: string, to: string) => string;
  };
}

const LANE = 52;
const FIRST = 58;

export function placementPath(input: PlacementPathInput): Chart {
  const { width, slots, lanes } = input;
  const left = Math.max(72, ...lanes.map((lane) => textWidth(lane.name, 12) + 34), textWidth(input.words.amounts, 11) + 8);
  const column = (width - left) / slots.length;
  const xs = slots.map((_, index) => left + column * (index + 0.5));
  const laneY = new Map(lanes.map((lane, index) => [lane.provider, FIRST + index * LANE] as const));
  const bottom = FIRST + (lanes.length - 1) * LANE;
  // A slot that is not used stays on the path's level, as a small ring.
  const ys = slots.map((slot, index) => laneY.get(slot.provider ?? nearest(slots, index)) ?? FIRST);

  const marks: Mark[] = [];
  const points: Point[] = [];
  for (const lane of lanes) {
    const y = laneY.get(lane.provider) ?? FIRST;
    marks.push(
      mark('line', {
        x1: left - 8,
        x2: width,
        y1: y,
        y2: y,
        stroke: paint('grid'),
        'stroke-width': 2,
        'stroke-dasharray': '1 5',
        'stroke-linecap': 'round',
      }),
      cloudShape(lane.provider, 8, y, 11),
      label(21, y + 4, lane.name, { size: 12 }),
    );
  }
  const routes = routeLinks(
    slots.map((slot, index) => ({ x: xs[index] ?? 0, y: ys[index] ?? 0, empty: slot.provider === null })),
    input.links.map((link) => ({ from: link.from, to: link.to, crosses: link.crossing !== null })),
  );
  for (const [index, route] of routes.entries()) marks.push(routeMark(route, input.links[index]?.crossing != null));
  for (const [index, slot] of slots.entries()) {
    const [x, y] = [xs[index] ?? 0, ys[index] ?? 0];
    marks.push(...slotMarks(slot, x, y, column, bottom));
    const cloud = lanes.find((lane) => lane.provider === slot.provider)?.name ?? '';
    points.push({
      area: { x: x - 16, y: y - 16, width: 32, height: 32 },
      at: null,
      title: `${slot.short} ${slot.name}`,
      lines: [[cloud, slot.amount].filter((part) => part !== '').join(': '), ...slot.lines],
    });
  }
  marks.push(label(0, bottom + 45, fitText(input.words.amounts, left - 8, 11), { paint: 'muted' }));
  const taken: Box[] = slots.map((_, index) => ({ x: (xs[index] ?? 0) - 18, y: (ys[index] ?? 0) - 18, width: 36, height: 36 }));
  for (const [index, route] of routes.entries()) {
    const link = input.links[index];
    if (link?.crossing == null) continue;
    const { from, to } = link;
    const box = placeChip(route, chipWidth(link.crossing.amount, link.crossing.what, column), taken, width);
    taken.push(box);
    marks.push(...chipMarks(link.crossing.amount, link.crossing.what, box));
    points.push({
      area: box,
      at: null,
      title: input.words.transfer(slots[from]?.short ?? '', slots[to]?.short ?? ''),
      lines: [`${link.crossing.what}: ${link.crossing.amount}`, ...link.crossing.lines],
    });
  }
  return { width, height: bottom + 52, name: input.name, marks, points, table: table(input), axisFrom: null };
}

function table(input: PlacementPathInput): Chart['table'] {
  const { slots, lanes, links, words } = input;
  return {
    columns: [words.slot, words.cloud, words.amount],
    rows: [
      ...slots.map((slot) => [`${slot.short} ${slot.name}`, lanes.find((lane) => lane.provider === slot.provider)?.name ?? '', slot.exact]),
      ...links.flatMap(({ from, to, crossing }) =>
        crossing === null
          ? []
          : [[`${words.transfer(slots[from]?.short ?? '', slots[to]?.short ?? '')}, ${crossing.what}`, '', crossing.exact]],
      ),
    ],
  };
}

function nearest(slots: readonly PathSlot[], index: number): Provider {
  for (let away = 1; away < slots.length; away++) {
    const found = slots[index - away]?.provider ?? slots[index + away]?.provider ?? null;
    if (found !== null) return found;
  }
  return 'aws';
}

function slotMarks(slot: PathSlot, x: number, y: number, column: number, bottom: number): readonly Mark[] {
  const wide = textWidth(slot.name, 11) <= column - 6;
  return [
    label(x, 12, slot.short, { size: 12, bold: true, anchor: 'middle' }),
    ...(wide ? [label(x, 27, slot.name, { anchor: 'middle', paint: 'muted' })] : twoLines(slot.name, x, column)),
    mark('circle', { cx: x, cy: y, r: 13, fill: paint('background') }),
    ...(slot.moved
      ? [mark('circle', { cx: x, cy: y, r: 15.5, fill: 'none', stroke: paint('warning'), 'stroke-width': 1.5, 'stroke-dasharray': '3 3' })]
      : []),
    cloudShape(slot.provider, x, y, 18),
    label(x, bottom + 45, slot.amount, { size: 13, bold: true, anchor: 'middle' }),
  ];
}

function twoLines(name: string, x: number, column: number): readonly Mark[] {
  const cut = name.lastIndexOf(' ');
  const parts = cut < 0 ? [name] : [name.slice(0, cut), name.slice(cut + 1)];
  return parts.map((part, index) => label(x, 24 + index * 12, fitText(part, column - 4, 11), { anchor: 'middle', paint: 'muted' }));
}

function routeMark(route: Route, crosses: boolean): Mark {
  return mark('path', {
    d: route.path,
    fill: 'none',
    stroke: paint(crosses ? 'text' : 'line'),
    'stroke-width': crosses ? 2 : 1.5,
    'stroke-dasharray': crosses ? '5 4' : null,
  });
}

function chipWidth(amount: string, what: string, column: number): number {
  const whole = textWidth(amount, 11) + textWidth(what, 11) + 26;
  return whole <= Math.max(column * 1.1, 96) ? whole : textWidth(amount, 11) + 20;
}

/** The first place on the line that touches neither a slot nor another chip; the least bad one where there is none. */
function placeChip(route: Route, width: number, taken: readonly Box[], limit: number): Box {
  let best: { box: Box; bad: number } | null = null;
  for (const { x, y } of route.spots) {
    const box = { x: Math.min(Math.max(x - width / 2, 0), limit - width), y: y - 10, width, height: 20 };
    const bad = taken.reduce((sum, other) => sum + overlap(box, other), 0);
    if (best === null || bad < best.bad) best = { box, bad };
    if (bad === 0) break;
  }
  return best?.box ?? { x: 0, y: 0, width, height: 20 };
}

function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

function chipMarks(amount: string, what: string, box: Box): readonly Mark[] {
  const whole = textWidth(amount, 11) + textWidth(what, 11) + 26 <= box.width + 1;
  return [
    mark('rect', { ...box, rx: 10, fill: paint('background'), stroke: paint('line') }),
    mark('text', { x: box.x + box.width / 2, y: box.y + 14, 'text-anchor': 'middle', 'font-size': 11 }, [
      mark('tspan', { 'font-weight': 600, fill: paint('strong') }, amount),
      whole ? mark('tspan', { dx: 6, fill: paint('muted') }, what) : null,
    ]),
  ];
}

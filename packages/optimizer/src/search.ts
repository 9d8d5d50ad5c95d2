/**
 * The search for the cheapest placement with every coupling: the exhaustive reference, and a branch and bound that is equal to it.
 * Both walk the slots in order and keep the quantities of shared meters on the way; they read numbers only.
 */
import { boundsOf, type Bounds } from './bound.ts';
import {
  FLOW_ENDS,
  METER_IDS,
  PROVIDERS,
  SLOTS,
  type Bill,
  type Measured,
  type Placement,
  type Provider,
  type Rate,
} from '@twin2multicloud/cost';

/** Totals within this share of the cheapest tie with it: the earliest of them in the order aws, azure, gcp, slot by slot, wins. */
const TIE = 1e-12;

export interface Found {
  /** A provider's index for each used slot, in order. */
  readonly choice: readonly number[];
  readonly total: number;
}

interface Crossing {
  /** The depth of the other end, which was chosen before. */
  readonly other: number;
  readonly flow: number;
  /** Whether this depth is the flow's source. */
  readonly isSource: boolean;
}

interface Tree {
  readonly measured: Measured;
  readonly depth: number;
  /** The providers that may be chosen at each depth, in the order in which they are tried. */
  readonly options: readonly (readonly number[])[];
  readonly crossings: readonly (readonly Crossing[])[];
  readonly bounds: Bounds | null;
}

/** Scratch: quantity and cost of each shared meter on the current path. */
const quantity = new Float64Array(METER_IDS.length);
const cost = new Float64Array(METER_IDS.length);
/** Undo log: meter, quantity before, cost before. */
const log = new Float64Array(3 * 4096);
let logged = 0;

/** The k cheapest placements by trying all of them; empty if none is allowed. */
export function rankAll(measured: Measured, allowed: readonly boolean[], k: number): Found[] {
  const tree = treeOf(measured, allowed, false);
  if (!tree) return [];
  // The k cheapest so far and what ties with the last of them, and others that have not been sorted out yet.
  let kept: Found[] = [];
  let threshold = Infinity;
  const sortOut = (): void => {
    kept.sort((a, b) => a.total - b.total);
    if (kept.length < k) return;
    threshold = (kept[k - 1] as Found).total;
    kept = kept.filter(({ total }) => total <= threshold + TIE * Math.abs(threshold));
  };
  const choice = new Array<number>(tree.depth).fill(0);
  const visit = (depth: number, total: number): void => {
    if (depth === tree.depth) {
      if (total === Infinity || total > threshold + TIE * Math.abs(threshold)) return;
      kept.push({ choice: choice.slice(), total });
      if (kept.length >= 2 * k + 64) sortOut();
      return;
    }
    for (const provider of tree.options[depth] as readonly number[]) {
      const mark = logged;
      choice[depth] = provider;
      const next = total + enter(tree, depth, provider, choice);
      visit(depth + 1, next);
      undo(mark);
    }
  };
  visit(0, 0);
  sortOut();
  for (let i = 0; i < kept.length; i++) {
    const first = firstOfTies(kept, i);
    if (first > i) kept.splice(i, 0, ...kept.splice(first, 1));
  }
  return kept.slice(0, k);
}

/** Of placements by rising total, the index of the earliest of those that tie with the cheapest from `from` on; -1: there is none. */
function firstOfTies(found: readonly Found[], from = 0): number {
  const cheapest = found[from];
  if (!cheapest) return -1;
  const most = cheapest.total + TIE * Math.abs(cheapest.total);
  let first = from;
  for (let i = from + 1; i < found.length && (found[i] as Found).total <= most; i++) {
    if (precedes((found[i] as Found).choice, (found[first] as Found).choice)) first = i;
  }
  return first;
}

/** The cheapest placement by branch and bound, equal to `rankAll(…, 1)[0]`. `hint` is a placement likely to be good. */
export function bestOf(measured: Measured, allowed: readonly boolean[], hint?: readonly number[]): Found | null {
  const tree = treeOf(measured, allowed, true);
  if (!tree?.bounds) return null;
  const start = hint?.length === tree.depth && hint.every((provider, depth) => tree.options[depth]?.includes(provider)) ? hint : null;
  let least = start ? walk(tree, start) : Infinity;
  // What ties with the cheapest so far; which of them comes first is decided when the cheapest is known, so that no order of visits matters.
  let ties: Found[] = [];
  const choice = new Array<number>(tree.depth).fill(0);
  const { step, rest } = tree.bounds;
  const visit = (depth: number, total: number): void => {
    if (depth === tree.depth) {
      if (total === Infinity || total > least + TIE * Math.abs(least)) return;
      if (total < least - TIE * Math.abs(least)) ties = [];
      least = Math.min(least, total);
      ties.push({ choice: choice.slice(), total });
      return;
    }
    const before = depth === 0 ? 0 : (choice[depth - 1] as number);
    for (const provider of tree.options[depth] as readonly number[]) {
      const bound = total + (step[depth * 9 + before * 3 + provider] as number) + (rest[depth * 3 + provider] as number);
      if (bound > least + TIE * Math.abs(least)) continue;
      const mark = logged;
      choice[depth] = provider;
      visit(depth + 1, total + enter(tree, depth, provider, choice));
      undo(mark);
    }
  };
  visit(0, 0);
  ties.sort((a, b) => a.total - b.total);
  return ties[firstOfTies(ties)] ?? null;
}

/** The total of one placement; Infinity if it is not possible. */
export function totalOf(measured: Measured, choice: readonly number[]): number {
  const allowed = new Array<boolean>(SLOTS.length * 3).fill(false);
  measured.slots.forEach((slot, depth) => {
    const at = slot * 3 + (choice[depth] as number);
    allowed[at] = measured.slotBills[at] !== null;
  });
  const tree = treeOf(measured, allowed, false);
  return tree ? walk(tree, choice) : Infinity;
}

export function placementOf(measured: Measured, choice: readonly number[]): Placement {
  return Object.fromEntries(measured.slots.map((slot, depth) => [SLOTS[slot], PROVIDERS[choice[depth] as number]])) as Placement;
}

export function choiceOf(measured: Measured, placement: Placement): number[] {
  return measured.slots.map((slot) => PROVIDERS.indexOf(placement[SLOTS[slot] as (typeof SLOTS)[number]] as Provider));
}

function walk(tree: Tree, choice: readonly number[]): number {
  let total = 0;
  for (let depth = 0; depth < tree.depth; depth++) total += enter(tree, depth, choice[depth] as number, choice);
  undo(0);
  return total;
}

function precedes(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number);
  return false;
}

function treeOf(measured: Measured, allowed: readonly boolean[], bounded: boolean): Tree | null {
  undo(0);
  const depth = measured.slots.length;
  const options = measured.slots.map((slot) => [0, 1, 2].filter((provider) => allowed[slot * 3 + provider]));
  if (options.some((list) => list.length === 0)) return null;
  const depthOf = new Array<number>(SLOTS.length).fill(-1);
  measured.slots.forEach((slot, index) => (depthOf[slot] = index));
  const crossings: Crossing[][] = measured.slots.map(() => []);
  for (const flow of measured.flows) {
    const { from, to } = FLOW_ENDS[flow] as (typeof FLOW_ENDS)[number];
    const source = depthOf[from] as number;
    const destination = depthOf[to] as number;
    if (source === -1 || destination === -1) continue;
    if (source > destination) crossings[source]?.push({ other: destination, flow, isSource: true });
    else crossings[destination]?.push({ other: source, flow, isSource: false });
  }
  if (!bounded) return { measured, depth, options, crossings, bounds: null };
  const bounds = boundsOf(
    measured,
    options,
    crossings.map((list, at) => list.filter(({ other }) => other === at - 1)),
  );
  // Good placements come early when the most promising cloud is tried first.
  options.forEach((list, at) => list.sort((x, y) => promise(bounds, at, x) - promise(bounds, at, y)));
  return { measured, depth, options, crossings, bounds };
}

/** What a choice and all later ones add at least if its slot stays on the cloud of the one before. */
function promise({ step, rest }: Bounds, depth: number, provider: number): number {
  return (step[depth * 9 + (depth === 0 ? 0 : provider * 3) + provider] as number) + (rest[depth * 3 + provider] as number);
}

/** Adds a slot's bill and those of the crossings to slots chosen before; returns what the total grows by. */
function enter(tree: Tree, depth: number, provider: number, choice: readonly number[]): number {
  const { measured } = tree;
  const slot = measured.slots[depth] as number;
  let grown = apply(measured, measured.slotBills[slot * 3 + provider] as Bill);
  for (const { other, flow, isSource } of tree.crossings[depth] as readonly Crossing[]) {
    const there = choice[other] as number;
    const source = isSource ? provider : there;
    const destination = isSource ? there : provider;
    const end = measured.destinationBills[flow * 3 + destination];
    if (!end) continue;
    if (source === destination) {
      const same = measured.sameBills[flow * 3 + source];
      if (same) grown += apply(measured, same);
    } else {
      grown += apply(measured, measured.sourceBills[flow * 3 + source] as Bill) + apply(measured, end);
    }
  }
  return grown;
}

function apply(measured: Measured, bill: Bill): number {
  let grown = bill.fixed;
  const { shared } = bill;
  for (let i = 0; i < shared.length; i += 2) {
    const meter = shared[i] as number;
    const rate = (measured.rates.meters[meter] as { rate: Rate }).rate;
    const before = cost[meter] as number;
    const old = quantity[meter] as number;
    log[logged++] = meter;
    log[logged++] = old;
    log[logged++] = before;
    const sum = old + (shared[i + 1] as number);
    // The price of tiers, inlined: this is the innermost loop of every search.
    const { bounds, cumulated, prices } = rate;
    let tier = bounds.length - 1;
    while (tier > 0 && sum <= (bounds[tier] as number)) tier--;
    const after = (cumulated[tier] as number) + (sum - (bounds[tier] as number)) * (prices[tier] as number);
    quantity[meter] = sum;
    cost[meter] = after;
    grown += after - before;
  }
  return grown;
}

function undo(mark: number): void {
  while (logged > mark) {
    logged -= 3;
    const meter = log[logged] as number;
    quantity[meter] = log[logged + 1] as number;
    cost[meter] = log[logged + 2] as number;
  }
}

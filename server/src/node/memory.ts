/**
 * Little memory for long work. V8 lets the garbage of a thousand files pile up to ten times what is in use, because the machine has it. Told
 * to let its heap grow in small steps it collects beside the work, which costs a fraction of collecting all of it by force, over and over.
 */
import v8 from 'node:v8';
import vm from 'node:vm';

/** By how many percent the heap may grow until it is collected (0: V8's own rule), and by which factor the space of young objects grows. */
const STEPS = { long: [10, 1], usual: [0, 2] } as const;

let works = 0;
let collect: (() => void) | null = null;

/** Meanwhile the heap grows in small steps. */
export async function frugally<T>(work: () => Promise<T>): Promise<T> {
  if (works++ === 0) grow(STEPS.long);
  try {
    return await work();
  } finally {
    if (--works === 0) grow(STEPS.usual);
  }
}

function grow([percent, factor]: readonly [number, number]): void {
  v8.setFlagsFromString(`--heap-growing-percent=${percent}`);
  v8.setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

/** Collects all garbage at once. */
export function relieve(): void {
  if (collect === null) {
    v8.setFlagsFromString('--expose-gc');
    const found: unknown = vm.runInNewContext('gc');
    collect = typeof found === 'function' ? (found as () => void) : () => undefined;
  }
  collect();
}

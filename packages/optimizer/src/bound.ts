/**
 * Lower bounds for the search: what a choice and everything after it add at least. Along the chain of slots the crossing between
 * neighbours counts too; other crossings count nothing. For shared meters a unit costs its smallest price beyond the whole allowance,
 * and each bill is granted the allowance anew, so that a bound never exceeds the truth (docs/cost-model.md: cost ≥ tail rate × …).
 */
import type { Bill, Measured } from '@twin2multicloud/cost';

export interface Bounds {
  /** `depth * 9 + before * 3 + provider`: what the choice adds at least after `before` one depth up (0 at depth 0). */
  readonly step: Float64Array;
  /** `depth * 3 + provider`: what all later depths add at least after the choice. */
  readonly rest: Float64Array;
}

/**
 * @param options the providers that may be chosen at each depth
 * @param chain for each depth the flows to the depth before it, and whether this depth is their source
 */
export function boundsOf(
  measured: Measured,
  options: readonly (readonly number[])[],
  chain: readonly (readonly { readonly flow: number; readonly isSource: boolean }[])[],
): Bounds {
  const step = new Float64Array(options.length * 9);
  const rest = new Float64Array(options.length * 3);
  const slot = new Float64Array(3);
  for (let depth = options.length - 1; depth >= 0; depth--) {
    const here = options[depth] as readonly number[];
    for (const provider of here)
      slot[provider] = leastOf(measured, measured.slotBills[(measured.slots[depth] as number) * 3 + provider] ?? null);
    const befores = depth === 0 ? [0] : (options[depth - 1] as readonly number[]);
    for (const before of befores) {
      let least = Infinity;
      for (const provider of here) {
        let added = slot[provider] as number;
        for (const { flow, isSource } of chain[depth] ?? []) {
          added += isSource ? crossing(measured, flow, provider, before) : crossing(measured, flow, before, provider);
        }
        step[depth * 9 + before * 3 + provider] = added;
        least = Math.min(least, added + (rest[depth * 3 + provider] as number));
      }
      if (depth > 0) rest[(depth - 1) * 3 + before] = least;
    }
  }
  return { step, rest };
}

function crossing(measured: Measured, flow: number, source: number, destination: number): number {
  const end = measured.destinationBills[flow * 3 + destination];
  if (!end) return 0;
  if (source === destination) return leastOf(measured, measured.sameBills[flow * 3 + source] ?? null);
  return leastOf(measured, measured.sourceBills[flow * 3 + source] ?? null) + leastOf(measured, end);
}

function leastOf(measured: Measured, bill: Bill | null): number {
  if (bill === null) return 0;
  const { fixed, shared } = bill;
  let sum = fixed;
  for (let i = 0; i < shared.length; i += 2) {
    const rate = measured.rates.meters[shared[i] as number]?.rate;
    if (rate) sum += rate.floor * Math.max(0, (shared[i + 1] as number) - rate.allowance);
  }
  return sum;
}

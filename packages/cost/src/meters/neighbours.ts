/**
 * Meters of services beside the model's own: not in any topology and not in the bundled book, kept so that the clouds' worked
 * examples of the same families can be checked with the same parts.
 */

const KB = 1024;

/** What each neighbouring meter counts; bytes, seconds and counts. */
export interface NeighbourUsage {
  /** HTTP API calls; a call is metered in steps of 512 KB. */
  'aws.api-gateway.http-requests': { readonly requests: number; readonly bytes: number };
}

export type NeighbourId = keyof NeighbourUsage;

type Neighbours = { readonly [M in NeighbourId]: { readonly unit: string; readonly quantity: (usage: NeighbourUsage[M]) => number } };

export const NEIGHBOURS: Neighbours = {
  'aws.api-gateway.http-requests': { unit: 'request', quantity: (u) => u.requests * Math.max(1, Math.ceil(u.bytes / (512 * KB))) },
};

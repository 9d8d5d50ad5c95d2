/**
 * Meters of services beside the model's own: not in any topology and not in the bundled book, kept so that the clouds' worked
 * examples of the same families can be checked with the same parts. The meters stand in neighbours/, by cloud.
 */
import type { UsageOf } from './fields.ts';
import { ANY } from './neighbours/any.ts';
import { AWS_SERVICES } from './neighbours/aws.ts';
import { AWS_STORAGE } from './neighbours/aws-storage.ts';
import { AZURE } from './neighbours/azure.ts';
import { GCP } from './neighbours/gcp.ts';

export const NEIGHBOURS = { ...AWS_SERVICES, ...AWS_STORAGE, ...AZURE, ...GCP, ...ANY };

export type NeighbourId = keyof typeof NEIGHBOURS;

/** What each neighbouring meter is given: bytes, seconds and counts, as its fields say. */
export type NeighbourUsage = { readonly [M in NeighbourId]: UsageOf<(typeof NEIGHBOURS)[M]['fields']> };

/** What the identities ask of AWS: lists by service and region, a few at a time, and what becomes of rows that cannot be read. */
import { FetchError, type FetchRequest, type Identity } from '../contract.ts';
import { malformed } from '../shape.ts';
import { groupBy } from '../group.ts';
import type { RowFault } from './offer-file.ts';

/** One list of a price API: a service in a region. */
export interface Asked {
  readonly service: string;
  readonly region: string;
  /** SKUs that are pinned: where one of these cannot be read the refresh fails; of others it is said and no more. */
  readonly pinned: ReadonlySet<string>;
}

export function askedOf(identities: readonly Identity[]): Asked[] {
  return [...groupBy(identities, ({ service, region }) => JSON.stringify([service, region])).values()].map((group) => ({
    service: group[0].service,
    region: group[0].region,
    pinned: new Set(group.flatMap(({ id }) => id ?? [])),
  }));
}

const MOST_LINES = 5;

/**
 * Rows that could not be read are named in the log.
 * @throws FetchError `malformed` for a pinned one.
 */
export function reportFaults(faults: readonly RowFault[], { service, pinned }: Asked, log: FetchRequest['log']): void {
  const own = faults.find(({ sku }) => pinned.has(sku));
  if (own !== undefined) throw malformed(`${service} ${own.sku}`, own.reason.replace(/\.$/, ''));
  for (const { reason } of faults.slice(0, MOST_LINES)) log(`${service}: a row is left out. ${reason}`);
  if (faults.length > MOST_LINES) log(`${service}: ${faults.length - MOST_LINES} more rows are left out.`);
}

/**
 * Works through items a few at a time. After the first error nothing new is begun, what runs is told by `stopped` to give up, and when all rest the
 * error is thrown: no row arrives after it.
 */
export async function fewAtATime<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, stopped: () => boolean) => Promise<void>,
): Promise<void> {
  const errors: unknown[] = [];
  const stopped = (): boolean => errors.length > 0;
  const queue = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (stopped()) return;
      try {
        await work(item, stopped);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (stopped()) throw errors[0];
}

/** Thrown by work that was told to give up; never seen outside, since the error that stopped it comes first. */
export function givenUp(): FetchError {
  return new FetchError('cancelled', 'Another list of AWS failed.', 'See the other message.');
}

/**
 * The client for Azure's prices: the public Retail Prices API, and on top of it RateCard where a person names a subscription.
 * It hands over rows as printed; whose they are, and in which base unit, is the core's to find.
 */
import { FetchError, type FetchRequest, type PriceClient } from '../contract.ts';
import { retailRows, type RowOptions } from './retail.ts';
import { readRetailList, retailUrl } from './retail-lists.ts';

/** Lists that are read at the same time. */
const AT_ONCE = 4;

interface Wanted {
  readonly service: string;
  readonly region: string;
}

/** Reads the lists of the services and regions that the identities name; see `PriceClient`. */
export const fetchAzure: PriceClient = async (request) => {
  const own = await ownRates(request);
  const waiting = wantedLists(request);
  const readers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await readList(next, request, own);
      } catch (error) {
        // One failure ends the refresh: the others need not begin.
        waiting.length = 0;
        throw error;
      }
    }
  });
  const ends = await Promise.allSettled(readers);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
};

async function ownRates(request: FetchRequest): Promise<RowOptions['own']> {
  const own = request.credentials.azureRateCard;
  if (own === undefined) return undefined;
  const { fetchRateCard } = await import('./rate-card-client.ts');
  const { rates, terms, total } = await fetchRateCard(request, own);
  if (rates.size === 0)
    throw new FetchError('empty', `Azure’s RateCard has no rates for ${own.offer}.`, 'Check the offer and its country.');
  request.log(
    `Azure RateCard: ${total} meters of the offer ${own.offer}. They stand in place of the list prices; meters that it lacks keep theirs.`,
  );
  if (terms.length > 0) request.log(`Terms of the offer, in no price: ${terms.join('; ')}.`);
  return rates;
}

function wantedLists({ identities }: FetchRequest): Wanted[] {
  const wanted = new Map(identities.map(({ service, region }) => [`${service}\n${region}`, { service, region }]));
  return [...wanted.values()];
}

async function readList({ service, region }: Wanted, request: FetchRequest, own: RowOptions['own']): Promise<void> {
  const origin = request.endpoints.azureRetail ?? 'https://prices.azure.com';
  const list = request.sink.list(`azure retail ${service} ${region}`, { service, region, url: retailUrl(origin, { service, region }) });
  let { items, total } = await readRetailList({ service, region }, request);
  // The list has had gaps that were gone a minute later, so nothing is believed to be absent before a second look.
  if (total === 0) ({ items, total } = await readRetailList({ service, region }, request));
  if (total === 0) {
    const { total: elsewhere } = await readRetailList({ service, region: null }, request);
    const here = retailUrl('https://prices.azure.com', { service, region });
    if (elsewhere > 0) list.absent(`Azure lists prices of ${service} in other regions and none in ${region}: ${here}`);
    else {
      // Renamed, or a gap: no fact about the service. The core tells which meters that leaves without a price.
      request.log(`Azure lists no prices of ${service} today, in any region.`);
      list.end(0);
    }
    return;
  }
  const options: RowOptions = { now: request.now(), wants: (facts) => list.wants(facts), own, leftOut: request.log };
  for (const row of retailRows(items, options)) list.take(row);
  list.end(total);
}

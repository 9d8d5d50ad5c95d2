/**
 * What `twin prices verify` tells of a book: its form, and whether every meter of the model has exactly one price in every logical region.
 * It only reads; how well each number is sourced is counted, not judged.
 */
import { METERS } from '@twin2multicloud/cost';
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';
import { checkPriceBook, type BookError } from './check.ts';
import { lookup, type PricedMeter } from './lookup.ts';

export interface BookReport {
  readonly ok: boolean;
  readonly errors: readonly BookError[];
  /** Meters of the model × logical regions. */
  readonly wanted: number;
  /** How many of them have exactly one price. */
  readonly priced: number;
  /** Services that the book calls unavailable in a region: no error, but the layer is not offered there. */
  readonly unavailable: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  /** Entries whose meter the model does not use. */
  readonly unused: number;
}

/** Checks a parsed JSON document as a whole. Errors of form end the check, because nothing after them could be trusted. */
export function verifyBook(json: unknown): BookReport {
  const check = checkPriceBook(json);
  if (!check.ok) return { ok: false, errors: check.errors, wanted: 0, priced: 0, unavailable: 0, confirmed: 0, unconfirmed: 0, unused: 0 };
  const { book } = check;
  const errors: BookError[] = [];
  let wanted = 0;
  let priced = 0;
  let unavailable = 0;
  for (const [logical, region] of logicalRegions(book)) {
    for (const meter of Object.keys(METERS) as PricedMeter[]) {
      const provider = meter.slice(0, meter.indexOf('.')) as PriceEntry['provider'];
      wanted++;
      const found = lookup(book, provider, region[provider], meter);
      if (found.ok) priced++;
      else if (found.kind === 'unavailable') unavailable++;
      else errors.push({ path: `entries (${meter}, ${logical})`, message: found.reason, remedy: found.remedy });
    }
  }
  errors.push(...strays(book));
  return {
    ok: errors.length === 0,
    errors,
    wanted,
    priced,
    unavailable,
    confirmed: book.entries.filter((entry) => entry.status === 'confirmed').length,
    unconfirmed: book.entries.filter((entry) => entry.status === 'unconfirmed').length,
    unused: book.entries.filter((entry) => !Object.hasOwn(METERS, idOf(entry))).length,
  };
}

/** Entries that no lookup can reach because the book does not know their region, or knows it as another provider's. */
function strays(book: PriceBook): BookError[] {
  return book.entries.flatMap((entry, index) => {
    if (entry.region === 'global' || (Object.hasOwn(book.zones, entry.region) && book.zones[entry.region]?.provider === entry.provider))
      return [];
    const message = `${idOf(entry)} has a price in ${entry.region}, which is no region of ${entry.provider} in this book.`;
    return [{ path: `entries[${index}].region`, message, remedy: `Add ${entry.region} to zones, or correct the region.` }];
  });
}

function logicalRegions(book: PriceBook): [string, Readonly<Record<PriceEntry['provider'], string>>][] {
  return Object.entries(book.regions);
}

function idOf(entry: PriceEntry): string {
  return `${entry.provider}.${entry.service}.${entry.meter}`;
}

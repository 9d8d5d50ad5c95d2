/**
 * What a book knows of regions and currencies: which provider region a name stands for, where it lies, what a currency is worth.
 * It owns no list of its own; everything stands in the book.
 */
import type { CurrencyRate, PriceBook, PriceEntry, RegionZone } from '@twin2multicloud/cost';

type Provider = PriceEntry['provider'];

export interface BookFault {
  readonly ok: false;
  readonly message: string;
  readonly remedy: string;
  /** What the book would have taken, in alphabetical order. */
  readonly known: readonly string[];
}

/** A provider's region for a logical one (`eu-central`) or for its own name (`westeurope`). */
export function resolveRegion(
  book: PriceBook,
  provider: Provider,
  name: string,
): { readonly ok: true; readonly region: string } | BookFault {
  const logical = own(book.regions, name);
  if (logical !== undefined) return { ok: true, region: logical[provider] };
  const zone = own(book.zones, name);
  if (zone?.provider === provider) return { ok: true, region: name };
  const known = [
    ...Object.keys(book.regions),
    ...Object.keys(book.zones).filter((region) => own(book.zones, region)?.provider === provider),
  ].sort();
  const message =
    zone === undefined
      ? `The price book ${book.id} has no region ${name}.`
      : `${name} is a region of ${zone.provider}, not of ${provider}.`;
  return { ok: false, message, remedy: `Write one of ${known.join(', ')}.`, known };
}

/** Where a provider's region lies: its country and its zone, either of which `residency` may name. undefined: the book does not know the region. */
export function zonesOf(book: PriceBook, region: string): RegionZone | undefined {
  return own(book.zones, region);
}

/** Whether a provider's region lies in a zone (`EU`) or a country (`DE`), written in either case. */
export function liesIn(book: PriceBook, region: string, residency: string): boolean {
  const zone = own(book.zones, region);
  const asked = residency.toUpperCase();
  return zone !== undefined && (zone.zone.toUpperCase() === asked || zone.country.toUpperCase() === asked);
}

/** A currency's dated rate. A currency that the book does not have is an error, never a rate of 1. */
export function currencyRate(book: PriceBook, code: string): { readonly ok: true; readonly rate: CurrencyRate } | BookFault {
  const rate = own(book.currencyRates, code);
  if (rate !== undefined) return { ok: true, rate };
  const known = Object.keys(book.currencyRates).sort();
  return {
    ok: false,
    message: `The price book ${book.id} has no rate of ${code}.`,
    remedy: `Write one of ${known.join(', ')}, or add a dated rate of ${code} to the book.`,
    known,
  };
}

/** A record's own member: `constructor` is no region. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

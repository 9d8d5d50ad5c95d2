/**
 * Reads an answer of Azure's RateCard: the rates of a subscription's own offer, with included quantities and the terms of the offer.
 * It takes the JSON of the service and what its SDK makes of it; it asks nobody (rate-card-client.ts does).
 */
import { compare } from '@twin2multicloud/pricing';
import { FetchError, type OfferTier } from '../contract.ts';
import { amountOf, dayOf, listOf, malformed, objectOf, optionalText, textOf, type Json, type Where } from '../shape.ts';
import type { OwnRate } from './retail.ts';

const API = 'Azure RateCard';

export interface RateCard {
  /** By meterId; several rates of one meter contradict each other. One that cannot be read is an error for who asks for that meter, and for nobody else. */
  readonly rates: ReadonlyMap<string, readonly OwnRate[] | FetchError>;
  /** The terms of the offer in words, such as `Monetary Credit of 150 USD`; none of them is in the rates. */
  readonly terms: readonly string[];
  /** How many meters the answer has. */
  readonly total: number;
}

interface Dated {
  readonly start: number;
  readonly rate: OwnRate;
}

/**
 * The offer's rates that are in force at `now`.
 * @param options.url where the rates are said to be from; without a subscription's id and without a signature.
 * @param options.asked the currency that was asked for; an answer may leave it out, and one that names another is believed.
 * @throws FetchError `malformed` naming the meter and the field; also where taxes are in the prices, since no other price of a book has them.
 */
export function readRateCard(
  answer: unknown,
  { now, url, asked }: { readonly now: Date; readonly url: string; readonly asked: string },
): RateCard {
  const card = objectOf(answer, () => API);
  if (pick(card, 'IsTaxIncluded') === true)
    throw malformed(API, 'the prices have taxes in them; name the offer in a country whose prices have none');
  const currency = optionalText(named(card, 'Currency'), 'Currency', () => API) ?? asked;
  const meters = listOf(pick(card, 'Meters'), () => `${API}, Meters`);
  const dated = new Map<string, Dated[]>();
  const broken = new Map<string, FetchError>();
  for (const [index, value] of meters.entries()) {
    const meter = objectOf(value, () => `${API}, meter ${index + 1}`);
    const where = (): string => `${API}, meter ${index + 1}`;
    const id = textOf(named(meter, 'MeterId'), 'MeterId', where).toLowerCase();
    const found = readable(() => readMeter(meter, () => `${API}, meter ${id}`, { currency, url }));
    if (found instanceof FetchError) broken.set(id, found);
    if (found === null || found instanceof FetchError || found.start > now.getTime()) continue;
    const rivals = dated.get(id) ?? [];
    const newest = rivals[0]?.start ?? found.start;
    if (found.start > newest || rivals.length === 0) dated.set(id, [found]);
    else if (found.start === newest && rivals.every(({ rate }) => JSON.stringify(rate) !== JSON.stringify(found.rate))) rivals.push(found);
  }
  return {
    rates: new Map<string, readonly OwnRate[] | FetchError>([
      ...[...dated].map(([id, rivals]) => [id, rivals.map(({ rate }) => rate)] as const),
      ...broken,
    ]),
    terms: listOf(pick(card, 'OfferTerms') ?? [], () => `${API}, OfferTerms`).map((term) =>
      termOf(
        objectOf(term, () => `${API}, OfferTerms`),
        currency,
      ),
    ),
    total: meters.length,
  };
}

/** A card has thousands of meters, and ours are a few of them. */
function readable<T>(read: () => T): T | FetchError {
  try {
    return read();
  } catch (error) {
    if (error instanceof FetchError) return error;
    throw error;
  }
}

/** Null: a meter without a rate, or one that is no longer sold. */
function readMeter(meter: Json, where: Where, { currency, url }: { readonly currency: string; readonly url: string }): Dated | null {
  const rates = pick(meter, 'MeterRates');
  const status = pick(meter, 'MeterStatus');
  if (rates === undefined || rates === null || status === 'Deprecated') return null;
  const listed = Object.entries(objectOf(rates, where)).map(([bound, price]) => ({
    from: amountOf(bound, 'a bound of MeterRates', where),
    price: amountOf(price, `MeterRates ${bound}`, where),
  }));
  const included = amountOf(pick(meter, 'IncludedQuantity') ?? 0, 'IncludedQuantity', where);
  const tiers = withIncluded(listed, included);
  if (tiers[0]?.from !== '0' || tiers.some(({ price }) => compare(price, '0') < 0)) return null;
  const start = startOf(pick(meter, 'EffectiveDate'), where);
  const unit = textOf(named(meter, 'Unit'), 'Unit', where);
  return { start, rate: { unit, currency, tiers, effectiveFrom: dayOf(start), url } };
}

/** The rates by rising bound, with what is included at no cost as a first tier of price 0. */
function withIncluded(listed: readonly OfferTier[], included: string): OfferTier[] {
  const rates = [...listed].sort((a, b) => compare(a.from, b.from));
  if (compare(included, '0') <= 0) return rates;
  const after = rates.filter(({ from }) => compare(from, included) > 0);
  const at = rates.filter(({ from }) => compare(from, included) <= 0).at(-1);
  return [{ from: '0', price: '0' }, ...(at === undefined ? [] : [{ from: included, price: at.price }]), ...after];
}

function startOf(value: unknown, where: Where): number {
  // The SDK makes a Date of it.
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw malformed(where(), 'EffectiveDate must be an ISO date');
  return time;
}

/** Each of the three kinds keeps its amount under another name. */
function termOf(term: Json, currency: string): string {
  const name = optionalText(named(term, 'Name'), 'Name', () => `${API}, OfferTerms`) ?? 'A term without a name';
  const credit = pick(term, 'Credit');
  const charge = pick(term, 'RecurringCharge');
  if (typeof credit === 'number') return `${name} of ${credit} ${currency}`;
  if (typeof charge === 'number') return `${name} of ${charge} ${currency}`;
  const discounts = pick(term, 'TieredDiscount');
  return typeof discounts === 'object' && discounts !== null ? `${name} with tiered discounts` : name;
}

/** A member under the service's name (`MeterId`) or the SDK's (`meterId`). */
function pick(json: Json, name: string): unknown {
  return json[name] ?? json[name.charAt(0).toLowerCase() + name.slice(1)];
}

function named(json: Json, name: string): Json {
  return { [name]: pick(json, name) };
}

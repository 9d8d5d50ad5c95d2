/**
 * Which rows of the providers' price lists the meters of the model stand in, for the regions that are asked for. It chooses nothing: a row either is the
 * identity's or is not, and one that fits several rows is an error of this table or of the list.
 */
import { METERS } from '@twin2multicloud/cost';
import type { Identity, Provider, RowFacts } from '../contract.ts';
import { AWS_PINS } from './aws.ts';
import { AZURE_PINS } from './azure.ts';
import { GOOGLE_PINS } from './gcp.ts';
import type { Pin, Pins } from './pin.ts';

export const PINS: Pins = { ...AWS_PINS, ...AZURE_PINS, ...GOOGLE_PINS };

/** Identities of one provider in some of its regions, in the order of the meters. Meters without a known identity are left out. */
export function identitiesOf(provider: Provider, regions: readonly string[]): Identity[] {
  return Object.keys(METERS)
    .filter((meter) => meter.startsWith(`${provider}.`))
    .flatMap((meter) => regions.flatMap((region) => (PINS[meter] ?? []).flatMap((pin) => identityOf(provider, meter, region, pin) ?? [])));
}

function identityOf(provider: Provider, meter: string, region: string, { service, ids = {}, where, part = '' }: Pin): Identity | null {
  const id = ids[region] ?? ids['*'] ?? null;
  const attributes = where(region);
  if (attributes === null && id === null) return null;
  return { provider, meter, part, region, service, id, where: attributes ?? {} };
}

/** How many of a part's units make one of the meter's. */
export function timesOf({ meter, part }: Pick<Identity, 'meter' | 'part'>): string {
  return PINS[meter]?.find((pin) => (pin.part ?? '') === part)?.times ?? '1';
}

/** Whether a row is the identity's. A known id decides alone; its region counts too, because Azure and Google use one id in many. */
export function fits(identity: Identity, row: RowFacts): boolean {
  if (row.service !== identity.service) return false;
  const { id, provider, region, where } = identity;
  // A SKU of AWS is one region's alone, but may stand under several terms.
  if (id !== null && provider === 'aws') return row.id === id && isOne(row.attributes.term, where.term ?? row.attributes.term ?? '');
  if (id !== null) return row.id === id && speaksFor(row, region);
  return speaksFor(row, region) && Object.entries(where).every(([name, wanted]) => isOne(row.attributes[name], wanted));
}

/** Whether a row should be named where an identity finds none: same service and region, and a telling attribute is equal or alike. */
export function isNear(identity: Identity, row: RowFacts): boolean {
  if (row.service !== identity.service || !speaksFor(row, identity.region)) return false;
  return tellingOf(identity).some(({ name, texts }) => {
    const value = row.attributes[name]?.toLowerCase();
    return (
      value !== undefined && texts.some((text) => value.includes(text.whole) || text.whole.includes(value) || sharesTwoWords(value, text))
    );
  });
}

const TELLING = ['usagetype', 'meterName', 'description'];

interface Telling {
  readonly name: string;
  readonly texts: readonly { readonly whole: string; readonly words: readonly string[] }[];
}

// Asked for each of a hundred thousand products of an offer file: an identity's texts are taken apart once.
const tellings = new WeakMap<Identity, readonly Telling[]>();

function tellingOf(identity: Identity): readonly Telling[] {
  let telling = tellings.get(identity);
  if (telling === undefined) {
    telling = TELLING.map((name) => ({
      name,
      texts: [identity.where[name] ?? []].flat().map((text) => ({ whole: text.toLowerCase(), words: wordsOf(text.toLowerCase()) })),
    }));
    tellings.set(identity, telling);
  }
  return telling;
}

function sharesTwoWords(value: string, { words }: Telling['texts'][number]): boolean {
  // Most rows have none of them, which is seen without taking the value apart.
  if (words.filter((word) => value.includes(word)).length < 2) return false;
  const own = new Set(wordsOf(value));
  return words.filter((word) => own.has(word)).length >= 2;
}

function wordsOf(text: string): string[] {
  return text.split(/[^a-z0-9]+/).filter((word) => word.length > 2);
}

function speaksFor({ regions }: RowFacts, region: string): boolean {
  return regions.includes(region) || regions.includes('global');
}

function isOne(value: string | undefined, wanted: string | readonly string[]): boolean {
  return typeof wanted === 'string' ? value === wanted : value !== undefined && wanted.includes(value);
}

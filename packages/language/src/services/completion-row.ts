/** Offers among the values of a property, by its row of the properties table: units, words, and what may still follow. */

import type { Parameter, PropertyRow } from '../properties.ts';
import { PROVIDERS } from '../scenario.ts';
import { SLOT_PATHS } from '../semantics/arguments.ts';
import { CURRENCIES, isUnit } from '../units.ts';
import { touches } from './completion-groups.ts';
import { COMMON_CURRENCIES, type Offer } from './completion-item.ts';
import { statementOffers, type Surroundings } from './completion-places.ts';
import { perOffers, slashOffers, unitOffers } from './completion-units.ts';
import type { Piece } from './statement-reader.ts';
import { valueOf } from './snippets.ts';

/** A value of a statement, as far as it is written. */
interface Written {
  readonly kind: 'quantity' | 'word' | 'text';
  readonly pieces: readonly Piece[];
}

/** What may stand next among the values of a property. */
export function rowOffers(around: Surroundings, row: PropertyRow, pieces: readonly Piece[]): Offer[] {
  const split = pieces.findIndex((piece) => piece.text === 'for' && piece.kind === 'name');
  const behind = split >= 0;
  const parameters = behind ? (row.forParameters ?? []) : row.parameters;
  const values = groupValues(behind ? pieces.slice(split + 1) : pieces);
  const last = values.at(-1);
  const index = parameterIndex(parameters, values);
  const current = parameters[index.last];
  if (last?.kind === 'quantity' && current?.kind === 'quantity') {
    const offers = quantityOffers(around, current, last.pieces);
    if (offers !== null) return offers;
  }
  const open = parameters[index.next];
  const offers = open === undefined ? [] : openOffers(around, row, open, values);
  // An optional parameter may be left out, so what follows it may stand here too.
  const following = open?.optional === true ? parameters[index.next + 1] : undefined;
  if (following !== undefined) offers.push(...openOffers(around, row, following, values));
  const later = row.forParameters?.[0];
  if (!behind && later !== undefined && values.length > 0) {
    offers.push({
      label: 'for',
      kind: 'keyword',
      insert: `for \${1:${valueOf(row, later)}}`,
      snippet: true,
      rank: 5,
    });
  }
  const complete =
    values.length > 0 && parameters.slice(index.next).every((parameter) => parameter.optional === true || parameter.kind === 'words');
  const list = parameters.some((parameter) => parameter.kind === 'words');
  if (complete && !list) offers.push(...statementOffers(around).map((offer) => ({ ...offer, rank: 200 + (offer.rank ?? 0) })));
  return offers;
}

function groupValues(pieces: readonly Piece[]): Written[] {
  const values: { kind: Written['kind']; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const last = values.at(-1);
    if (piece.kind === 'number') values.push({ kind: 'quantity', pieces: [piece] });
    else if (piece.kind === 'text') values.push({ kind: 'text', pieces: [piece] });
    else if (last?.kind === 'quantity' && belongs(last.pieces, piece)) last.pieces.push(piece);
    else if (last?.kind === 'word' && (piece.text === '.' || last.pieces.at(-1)?.text === '.')) last.pieces.push(piece);
    else values.push({ kind: 'word', pieces: [piece] });
  }
  return values;
}

function belongs(quantity: readonly Piece[], piece: Piece): boolean {
  if (piece.text === '/' || piece.text === '%') return true;
  if (quantity.at(-1)?.text === '/') return true;
  return quantity.length === 1 && piece.kind === 'name' && isUnit(piece.text);
}

/** Which parameter the last value fills, and which one comes next. */
function parameterIndex(parameters: readonly Parameter[], values: readonly Written[]): { last: number; next: number } {
  let next = 0;
  let last = -1;
  for (const value of values) {
    let parameter = parameters[next];
    while (parameter?.optional === true && !takes(parameter, value) && next + 1 < parameters.length) parameter = parameters[++next];
    last = next;
    if (parameter?.kind !== 'words') next++;
  }
  return { last, next };
}

function takes(parameter: Parameter, value: Written): boolean {
  if (parameter.kind === 'quantity') return value.kind === 'quantity';
  return parameter.kind === 'text' ? value.kind === 'text' : value.kind === 'word';
}

/** Units of a quantity that is being written; null where it is complete. */
function quantityOffers(around: Surroundings, parameter: Parameter, pieces: readonly Piece[]): Offer[] | null {
  const last = pieces.at(-1);
  const number = pieces[0];
  if (last === undefined || number === undefined) return null;
  const unit = pieces[1]?.kind === 'name' ? pieces[1].text : '';
  if (last.text === '/') return perOffers(parameter.dimension, unit, touches(around, last));
  if (last === number) {
    const offers = unitOffers(parameter, number.text, [around.currency, ...(around.options.currencies ?? [])], touches(around, number));
    return offers.length > 0 ? offers : null;
  }
  if (pieces.some((piece) => piece.text === '/')) return null;
  const offers = slashOffers(parameter.dimension, unit);
  return offers.length > 0 ? offers : null;
}

/** What a parameter that is not filled yet may be. */
function openOffers(around: Surroundings, row: PropertyRow, parameter: Parameter, values: readonly Written[]): Offer[] {
  if (parameter.kind === 'text') return [];
  if (parameter.kind === 'quantity') {
    const value = valueOf(row, parameter);
    const text = row.name === 'budget' ? value.replace(/[A-Z]{3}/, around.currency) : value;
    const isDefault = row.default?.startsWith(value) === true;
    const offers: Offer[] =
      text === ''
        ? []
        : [{ label: text, kind: 'value', detail: isDefault ? 'default' : 'for example', insert: `\${1:${text}}`, snippet: true, rank: 0 }];
    if (parameter.none === true) offers.push({ label: 'none', kind: 'value', detail: 'the tier is not used', rank: 1 });
    return offers;
  }
  const used = new Set(values.flatMap((value) => (value.kind === 'word' ? [value.pieces.map((piece) => piece.text).join('')] : [])));
  return wordOffers(around, parameter, used);
}

function wordOffers(around: Surroundings, parameter: Parameter, used: ReadonlySet<string>): Offer[] {
  const { options, context } = around;
  switch (parameter.words) {
    case undefined:
      return [];
    case 'provider':
      return providerOffers(used);
    case 'slot':
      return SLOT_PATHS.map((label, index) => ({
        label,
        kind: 'slot',
        subject: { kind: 'slot', name: label },
        rank: 20 + index,
        start: context.path[0]?.start ?? context.start,
      }));
    case 'currency':
      return [...new Set([...(options.currencies ?? []), ...COMMON_CURRENCIES, ...CURRENCIES])].map((label, index) => ({
        label,
        kind: 'currency',
        rank: index,
      }));
    case 'zone':
      return ['EU', 'US', 'DE', 'AT', 'CH', 'FR', 'NL', 'IE'].map((label, index) => ({ label, kind: 'value', rank: index }));
    case 'region':
      return regionOffers(around, used);
    default:
      return parameter.words.map((label, index) => ({ label, kind: 'value', rank: index }));
  }
}

/** After a provider its own regions; elsewhere logical regions and providers. */
function regionOffers({ options, context }: Surroundings, used: ReadonlySet<string>): Offer[] {
  const regions = options.regions ?? [
    { name: 'eu-central', provider: null },
    { name: 'us-east', provider: null },
  ];
  const before = context.statement.at(-1)?.text ?? '';
  const provider = (PROVIDERS as readonly string[]).includes(before) ? before : null;
  const offers = regions
    .filter((region) => region.provider === provider && !used.has(region.name))
    .map((region, index): Offer => ({ label: region.name, kind: 'region', detail: region.detail ?? null, rank: index }));
  return provider === null ? [...offers, ...providerOffers(used).map((offer) => ({ ...offer, rank: 50 + (offer.rank ?? 0) }))] : offers;
}
const PROVIDER_NAMES: Readonly<Record<string, string>> = { aws: 'Amazon Web Services', azure: 'Microsoft Azure', gcp: 'Google Cloud' };

/** The clouds, without those that are used. */
export function providerOffers(used: ReadonlySet<string>): Offer[] {
  return PROVIDERS.filter((provider) => !used.has(provider)).map((label, index) => ({
    label,
    kind: 'provider',
    detail: PROVIDER_NAMES[label] ?? null,
    subject: { kind: 'provider', name: label },
    rank: index,
  }));
}

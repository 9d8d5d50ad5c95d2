/**
 * A person's own prices on top of the list: percent or absolute for a provider, a service or a meter, and quantities that are paid ahead.
 * It checks the file and makes a new book of an old one; every price that it changes says so. It reads no file.
 */
import { METERS, type AppliedOverlay, type Commitment, type PriceBook, type PriceEntry, type PriceTier } from '@twin2multicloud/cost';
import type { BookError } from './check.ts';
import { add, compare, divide, isDecimal, multiply } from './decimal.ts';

export const OVERLAY_SCHEMA = 'twin-overlay/1';

export interface Overlay {
  readonly schema: typeof OVERLAY_SCHEMA;
  /** Named wherever a price was changed, such as `Enterprise agreement 2026`. */
  readonly name: string;
  readonly rules: readonly OverlayRule[];
  readonly commitments: readonly Commitment[];
}

/** Names exactly one of `provider`, `service` (`aws.lambda`) and `meter` (`aws.lambda.requests`). The narrowest rule wins; rules never add up. */
export interface OverlayRule {
  readonly provider?: string;
  readonly service?: string;
  readonly meter?: string;
  /** A provider's region; left out: every region. */
  readonly region?: string;
  /** What list prices change by: -7.5 is 7.5 % off. */
  readonly percent?: number;
  /** USD that each unit costs less (negative) or more; of a service only where all its meters have one unit. */
  readonly amount?: string;
  /** USD per unit, instead of the list's tiers. Of a meter only. */
  readonly price?: string;
  readonly note?: string;
}

export type OverlayCheck = { readonly ok: true; readonly overlay: Overlay } | { readonly ok: false; readonly errors: readonly BookError[] };

const PROVIDERS = ['aws', 'azure', 'gcp'];
const TARGETS = ['provider', 'service', 'meter'] as const;
const CHANGES = ['percent', 'amount', 'price'] as const;
const KEYS: readonly string[] = [...TARGETS, ...CHANGES, 'region', 'note'];

type Json = Readonly<Record<string, unknown>>;
type Report = (path: string, message: string, remedy: string) => void;

/** Checks a parsed JSON document. A key that is not known is an error: a discount that is misspelled would silently not count. */
export function checkOverlay(json: unknown): OverlayCheck {
  const errors: BookError[] = [];
  const report: Report = (path, message, remedy) => void errors.push({ path, message, remedy });
  if (!isObject(json)) report('', 'An overlay is a JSON object.', `Write { "schema": "${OVERLAY_SCHEMA}", "name": "…", "rules": [] }.`);
  else checkDocument(json, report);
  if (errors.length > 0) return { ok: false, errors };
  const { name, rules = [], commitments = [] } = json as Partial<Overlay>;
  return { ok: true, overlay: { schema: OVERLAY_SCHEMA, name: name ?? '', rules, commitments } };
}

function checkDocument(json: Json, report: Report): void {
  if (json.schema !== OVERLAY_SCHEMA) report('schema', `The schema is not "${OVERLAY_SCHEMA}".`, `Write "schema": "${OVERLAY_SCHEMA}".`);
  if (typeof json.name !== 'string' || json.name.trim() === '')
    report('name', 'An overlay has a name.', 'Write "name" with a few words: it is shown beside every price that the overlay changes.');
  for (const key of Object.keys(json))
    if (!['$schema', 'schema', 'name', 'rules', 'commitments'].includes(key))
      report(key, `An overlay has no "${key}".`, 'It has rules and commitments.');
  const seen = new Set<string>();
  listOf(json, 'rules', report).forEach((rule, index) => {
    checkRule(rule, `rules[${index}]`, seen, report);
  });
  listOf(json, 'commitments', report).forEach((commitment, index) => {
    checkCommitment(commitment, `commitments[${index}]`, report);
  });
}

function listOf(json: Json, key: string, report: Report): readonly unknown[] {
  const value = json[key] ?? [];
  if (Array.isArray(value)) return value as readonly unknown[];
  report(key, `"${key}" is not a list.`, `Write "${key}": [ … ].`);
  return [];
}

function checkRule(rule: unknown, path: string, seen: Set<string>, report: Report): void {
  if (!isObject(rule)) {
    report(path, 'A rule is an object.', 'Write { "provider": "aws", "percent": -7.5 }.');
    return;
  }
  for (const key of Object.keys(rule))
    if (!KEYS.includes(key)) report(`${path}.${key}`, `A rule has no "${key}".`, `It has ${KEYS.join(', ')}.`);
  const targets = TARGETS.filter((key) => rule[key] !== undefined);
  const changes = CHANGES.filter((key) => rule[key] !== undefined);
  const [target] = targets;
  const [change] = changes;
  if (target === undefined || targets.length > 1)
    report(path, 'A rule names one provider, one service or one meter.', 'Write exactly one of them.');
  else checkTarget(target, rule[target], `${path}.${target}`, report);
  if (change === undefined || changes.length > 1)
    report(path, 'A rule has one of percent, amount and price.', 'Write exactly one of them.');
  else checkChange(change, rule, target, path, report);
  if (rule.region !== undefined && typeof rule.region !== 'string')
    report(`${path}.region`, 'A region is a text.', 'Write such as "eu-central-1".');
  const key = `${targets.map((name) => String(rule[name])).join()}@${typeof rule.region === 'string' ? rule.region : ''}`;
  if (seen.has(key)) report(path, 'Another rule is for the same.', 'Keep one: rules never add up.');
  seen.add(key);
}

function checkTarget(target: (typeof TARGETS)[number], value: unknown, path: string, report: Report): void {
  const meters = Object.keys(METERS);
  const known =
    target === 'provider' ? PROVIDERS : target === 'meter' ? meters : [...new Set(meters.map((id) => id.slice(0, id.lastIndexOf('.'))))];
  if (typeof value === 'string' && known.includes(value)) return;
  const near = known.filter((name) => typeof value === 'string' && value !== '' && name.includes(value.split('.').at(-1) ?? value));
  const some = near.length > 0 && near.length <= 6 ? near : known.slice(0, 3);
  report(path, `There is no ${target} ${JSON.stringify(value)}.`, `Write such as ${some.join(', ')}; \`twin prices show\` lists all.`);
}

function checkChange(change: (typeof CHANGES)[number], rule: Json, target: string | undefined, path: string, report: Report): void {
  const value = rule[change];
  const at = `${path}.${change}`;
  if (change === 'percent') {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < -100 || value > 1000)
      report(at, `${JSON.stringify(value)} is no change in percent.`, 'Write a number from -100 to 1000; -7.5 is 7.5 % off.');
    return;
  }
  const text = typeof value === 'string' ? value : '';
  if (!isDecimal(change === 'amount' ? text.replace(/^-/, '') : text))
    report(at, `${JSON.stringify(value)} is no amount in USD.`, 'Write a decimal in quotes, such as "0.0000002".');
  if (change === 'price' && target !== 'meter') report(at, 'A price is one meter’s.', 'Name the meter, or give percent.');
  if (change === 'amount' && target !== undefined && unitsOf(target, String(rule[target])).size > 1)
    report(
      at,
      `The meters of ${String(rule[target])} are counted in different units, so one amount cannot hold for all.`,
      'Name a meter, or give percent.',
    );
}

function unitsOf(target: string, name: string): Set<string> {
  const of = Object.entries(METERS).filter(([id]) => id === name || (target !== 'meter' && id.startsWith(`${name}.`)));
  return new Set(of.map(([, { unit }]) => unit));
}

function checkCommitment(commitment: unknown, path: string, report: Report): void {
  if (!isObject(commitment)) {
    report(path, 'A commitment is an object.', 'Write { "meter": "aws.lambda.requests", "quantity": "1000000", "fee": "0.15" }.');
    return;
  }
  checkTarget('meter', commitment.meter, `${path}.meter`, report);
  for (const key of ['quantity', 'fee'])
    if (typeof commitment[key] !== 'string' || !isDecimal(commitment[key]))
      report(
        `${path}.${key}`,
        `${JSON.stringify(commitment[key])} is no decimal.`,
        `Write the ${key} of a month in quotes, such as "1000000".`,
      );
  for (const key of Object.keys(commitment))
    if (!['meter', 'quantity', 'fee', 'note'].includes(key))
      report(`${path}.${key}`, `A commitment has no "${key}".`, 'It has meter, quantity, fee and note.');
}

/** A new book with the overlay's prices. Its id names the overlay; entries that a rule changes say by which and what the list had. */
export function applyOverlay(book: PriceBook, overlay: Overlay): PriceBook {
  const { name, rules, commitments } = overlay;
  const applied: AppliedOverlay = { name, commitments };
  return {
    ...book,
    id: `${book.id} with overlay ${name}`,
    overlay: applied,
    entries: book.entries.map((entry) => withCommitments(withRule(entry, ruleFor(entry, rules), name), commitments, name)),
  };
}

/** The narrowest rule: a meter's before its service's before its provider's, and one of the region before one of all. */
function ruleFor(entry: PriceEntry, rules: readonly OverlayRule[]): OverlayRule | undefined {
  const service = `${entry.provider}.${entry.service}`;
  const rank = (rule: OverlayRule): number => {
    if (rule.region !== undefined && rule.region !== entry.region) return 0;
    const target = rule.meter === `${service}.${entry.meter}` ? 6 : rule.service === service ? 4 : rule.provider === entry.provider ? 2 : 0;
    return target === 0 ? 0 : target + (rule.region === undefined ? 0 : 1);
  };
  return rules.filter((rule) => rank(rule) > 0).sort((a, b) => rank(b) - rank(a))[0];
}

function withRule(entry: PriceEntry, rule: OverlayRule | undefined, name: string): PriceEntry {
  if (rule === undefined) return entry;
  const change = changeOf(rule);
  const tiers: PriceTier[] =
    rule.price === undefined
      ? entry.tiers.map((tier) => ({ ...tier, price: change(tier.price) }))
      : [{ from: '0', price: change(entry.tiers[0]?.price ?? '0') }];
  const words = `${ruleText(rule)} on ${rule.meter ?? rule.service ?? rule.provider ?? ''}${rule.region === undefined ? '' : ` in ${rule.region}`}`;
  const list = entry.tiers[0]?.price ?? '';
  return {
    ...entry,
    tiers,
    ...(entry.plans === undefined || rule.percent === undefined
      ? {}
      : {
          plans: entry.plans.map((plan) => ({
            ...plan,
            fee: change(plan.fee),
            callPrice: change(plan.callPrice),
            queryPrice: change(plan.queryPrice),
          })),
        }),
    overlay: { name, rule: words, list: entry.tiers },
    source: {
      ...entry.source,
      overlay: `overlay ${name}: ${words}, list price ${list}${entry.tiers.length > 1 ? ' in the first tier' : ''}`,
    },
  };
}

function changeOf({ percent, amount, price }: OverlayRule): (list: string) => string {
  if (price !== undefined) return () => price;
  if (percent !== undefined) return (list) => divide(multiply(list, 100 + percent), 100);
  const off = amount?.startsWith('-') === true ? amount.slice(1) : null;
  if (off === null) return (list) => add(list, amount ?? '0');
  // A price never falls below nothing.
  return (list) => (compare(list, off) <= 0 ? '0' : difference(list, off));
}

/** left − right, of which right is the smaller. */
function difference(left: string, right: string): string {
  const places = Math.max(...[left, right].map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = (text: string): bigint => {
    const [whole = '0', fraction = ''] = text.split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  };
  return divide((scaled(left) - scaled(right)).toString(), (10n ** BigInt(places)).toString());
}

function ruleText({ percent, amount, price }: OverlayRule): string {
  if (percent !== undefined) return `${percent < 0 ? `−${-percent}` : `+${percent}`} %`;
  return price === undefined ? `${amount ?? ''} USD a unit`.replace(/^-/, '−') : `${price} USD a unit`;
}

function withCommitments(entry: PriceEntry, commitments: readonly Commitment[], name: string): PriceEntry {
  const own = commitments.filter(({ meter }) => meter === `${entry.provider}.${entry.service}.${entry.meter}`);
  if (own.length === 0) return entry;
  const quantity = own.map((commitment) => commitment.quantity).reduce(add);
  const words = `${quantity} ${entry.unit} a month are paid ahead (overlay ${name})`;
  const { overlay } = entry.source;
  return {
    ...entry,
    committed: quantity,
    source: { ...entry.source, overlay: overlay === undefined ? words : `${overlay}; ${words}` },
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

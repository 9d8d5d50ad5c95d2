/**
 * Writes docs/prices.md: where each number of the bundled book comes from. The prose is here, the table is the book's.
 * It formats only; it reads no price that the book does not have.
 */
import { METERS } from '@twin2multicloud/cost';
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';
import type { PricedMeter } from '@twin2multicloud/pricing';
import { format, resolveConfig } from 'prettier';
import { buildBook, ruleOf, type Sources } from './build.ts';
import type { Evidence } from './curated.ts';
import { identitySection, liveSection } from './live.ts';

const MEANING: Readonly<Record<Evidence, string>> = {
  record: 'an API record of the region, among the sources: the only class that is **confirmed**',
  ratio: 'an API record of another region, times a sourced ratio (1 where a source says that both cost the same)',
  listed: 'an id and a price that `meters.md` lists as recorded or fetched from the API; the record itself is not among the sources',
  page: 'a price page, or list prices that a public test suite prints',
  table: "a third party's table",
  estimate: "another region's page price, times a ratio",
  knowledge: 'general knowledge',
};

const PROSE = `# Where the prices come from

<!-- Made by scripts/price-book.ts. Do not edit: change packages/pricing/sources/curated.json or the text in scripts/price-book/page.ts. -->

\`twin\` works without a network and without an account, because a price book is bundled with it. This page says of each of its numbers
where it was read and how far to trust it, and how today's prices are fetched in its place. \`twin prices show\` prints the book in force, and every cost line
carries its source.

To follow one number back: \`twin explain FILE\` (or a hover, or the panel's trace) names the meter of each cost line; \`twin prices show aws.lambda.requests\` says
whether that price is of a price API (with the row's id, its address, and the days from which it holds and on which it was read), of a page or a third party's
table, or general knowledge (marked \`~\`, unconfirmed). The tables below say the same of every number of the bundled book, and which row of which list a meter is.

## How the bundled book is made

\`node --conditions=source scripts/price-book.ts\` reads [packages/pricing/sources](../packages/pricing/sources/README.md): recorded responses of the three clouds' price
APIs, and one curated file with every number that no response gives, each with its evidence. Recorded prices are read from the records,
never typed again; the unit of measure is divided out by exact decimal arithmetic, so a book says \`0.0000002\` and not \`1.9999e-7\`. A test
builds the book anew and compares it with the bundled one.

The order of evidence, best first:

EVIDENCE

A record counts only if it is of 2025 or later and out of a file that is verbatim or retyped; what was derived, assembled or made up for
tests is never evidence of a price. Where sources conflict, the better evidence stays and the other is noted. Where they leave room, a range
is given. In the sources' names, [S] means read in a source and [K] general knowledge; "the peer" is a thesis whose price snapshots are public.
A price that is missing or ambiguous is an error with the meter's id: never 0, never the cheapest match.

## What to know

- **Free allowances** are those that never end. Offers of the first twelve months are left out. An allowance belongs to the account, the
  subscription, the billing account or the project and is spent once; it is deducted inside the first tiers, whose bounds are absolute.
- **Firestore's** 20,000 free deletes a day leave out deletes by a time to live, which are the only ones of the model: they are paid from the first.
- **Cosmos DB's** 1,000 RU/s for the account's lifetime stand as 7,300 units (100 RU/s for an hour) a month of 730 hours, once for
  provisioned throughput and once for autoscale, of which an account has one.
- **IoT TwinMaker's** four bundles are recorded with their fees and quotas, but not how many entities each takes: they are listed and not used.
- **Azure Managed Grafana** is metered per node; the book's price is of a standard instance (X1), which is two nodes.
- **Currencies**: USD is the price of record. EUR is converted at a dated rate. Other currencies have no source here, so they are an error
  until a book gives a rate.
- **Absent services**: none is marked in the bundled book, because no source says that a region lacks one.
- **Limits** that the model reads (message sizes, IoT Hub's quotas and throttles …) stand in the book too, below.
`;

/** The page as prettier leaves it. */
export async function pricesPage(sources: Sources): Promise<string> {
  const book = buildBook(sources) as PriceBook;
  const evidence = Object.entries(MEANING).map(([name, meaning]) => `1. \`${name}\`: ${meaning}`);
  const text = [
    PROSE.replace('EVIDENCE', evidence.join('\n')),
    liveSection(),
    summary(sources, book),
    ...Object.keys(book.regions).map((logical) => regionTable(sources, book, logical)),
    allowances(book),
    limitTable(book),
    identitySection(table),
  ].join('\n');
  const config = await resolveConfig(new URL('../../docs/prices.md', import.meta.url));
  return await format(text, { ...config, parser: 'markdown' });
}

function summary(sources: Sources, book: PriceBook): string {
  const rows = Object.keys(book.regions).map((logical) => {
    const used = (Object.keys(METERS) as PricedMeter[]).map((meter) => ruleOf(sources.curated, meter, logical).evidence);
    return [logical, ...Object.keys(MEANING).map((kind) => String(used.filter((name) => name === kind).length))];
  });
  return `## Summary\n\nHow many of the ${Object.keys(METERS).length} meters rest on which evidence:\n\n${table(['Region', ...Object.keys(MEANING)], rows)}`;
}

function regionTable(sources: Sources, book: PriceBook, logical: string): string {
  const named = book.regions[logical];
  if (named === undefined) return '';
  const rows = (Object.keys(METERS) as PricedMeter[]).map((meter) => {
    const entry = entryOf(book, meter, named);
    const rule = ruleOf(sources.curated, meter, logical);
    const remarks = [entry.why, entry.note, entry.range && `Range ${entry.range.low} to ${entry.range.high}.`].filter(Boolean).join(' ');
    const { id, url, readAt } = entry.source;
    return [`\`${meter}\``, prices(entry), entry.unit, rule.evidence, url === null ? id : `[${id}](${url})`, readAt, remarks];
  });
  const heading = `## ${logical}: ${Object.values(named).join(', ')}`;
  return `${heading}\n\n${table(['Meter', 'USD per unit', 'Unit', 'Evidence', 'Source', 'Read', 'Why, and what else is said'], rows)}`;
}

function prices({ tiers, plans }: PriceEntry): string {
  const paid = tiers.map(({ from, price }) => (from === '0' ? price : `${price} from ${Number(from).toLocaleString('en-US')}`));
  const bundles = (plans ?? []).map(({ name, fee }) => `bundle ${name}: ${fee} a month`);
  return [...paid, ...bundles].join('; ');
}

function allowances(book: PriceBook): string {
  const rows = book.entries.flatMap(({ provider, service, meter, region, unit, free }) => {
    if (free === undefined) return [];
    const quantity = `${Number(free.quantity).toLocaleString('en-US', { maximumFractionDigits: 9 })} ${unit} a ${free.period}`;
    return [[`\`${provider}.${service}.${meter}\``, region, quantity, free.scope, free.status, free.source]];
  });
  return `## Free allowances\n\n${table(['Meter', 'Region', 'Quantity', 'Belongs to', 'Status', 'Source'], rows)}`;
}

function limitTable(book: PriceBook): string {
  const rows = book.limits.map(({ id, value, unit, status, source }) => [
    `\`${id}\``,
    `${value.toLocaleString('en-US')} ${unit}`,
    status,
    source,
  ]);
  return `## Limits\n\n${table(['Limit', 'Value', 'Status', 'Source'], rows)}`;
}

function entryOf(book: PriceBook, meter: PricedMeter, named: Readonly<Record<string, string>>): PriceEntry {
  const entry = book.entries.find(
    (item) => `${item.provider}.${item.service}.${item.meter}` === meter && item.region === named[item.provider],
  );
  if (entry === undefined) throw new Error(`${meter} has no entry.`);
  return entry;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  // Columns padded to their widest cell would make the page three times as large.
  return [
    '<!-- prettier-ignore-start -->\n',
    line(head),
    line(head.map(() => '---')),
    ...rows.map(line),
    '\n<!-- prettier-ignore-end -->\n',
  ].join('\n');
}

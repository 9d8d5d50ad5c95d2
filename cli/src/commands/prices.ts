/** `twin prices`: looks up what the price book says, and checks it. */
import type { PriceBook, PriceEntry } from '@twin2multicloud/cost';
import { hashBook, verifyBook } from '@twin2multicloud/pricing';
import { bookInForce, bookNamed, readJson, withOverlay } from '../books.ts';
import type { Context } from '../command-context.ts';
import { EXIT } from '../failure.ts';
import { sourceText } from '../formats/document.ts';
import { counted, quantity } from '../formats/numbers.ts';
import { table, wrap } from '../formats/table.ts';

export interface PricesFlags {
  readonly prices?: string;
  readonly overlay?: string;
  readonly json?: boolean;
}

export function show(context: Context, words: readonly string[], flags: PricesFlags): number {
  const { host, style } = context;
  const book = bookOf(flags, context);
  if (words.length === 0) {
    host.out(flags.json === true ? `${JSON.stringify(book, null, 2)}\n` : overview(book, context));
    return EXIT.fine;
  }
  const wanted = words.map((word) => word.toLowerCase());
  const found = book.entries.filter((entry) => wanted.every((word) => `${idOf(entry)} ${entry.region}`.toLowerCase().includes(word)));
  const limits = book.limits.filter(({ id }) => wanted.every((word) => id.includes(word)));
  if (flags.json === true) {
    host.out(
      `${JSON.stringify({ schema: 'twin-price-lookup/1', priceBook: { id: book.id, createdAt: book.createdAt }, entries: found, limits }, null, 2)}\n`,
    );
  } else {
    const blocks = found.map((entry) => entryText(entry, context, found.length <= FULL));
    if (limits.length > 0) {
      blocks.push(
        table(
          [{ title: 'limit' }, { title: 'value', align: 'right' }, { title: 'source', flexible: true }],
          limits.map(({ id, value, unit, source, status }) => [
            id,
            `${status === 'unconfirmed' ? '~' : ''}${quantity(value)} ${unit}`,
            style.dim(source),
          ]),
          { width: host.columns, head: style.dim },
        ),
      );
    }
    host.out(blocks.length === 0 ? '' : `${blocks.join(found.length <= FULL ? '\n\n' : '\n')}\n`);
  }
  if (found.length + limits.length > 0) return EXIT.fine;
  host.err(
    `twin: The price book ${book.id} has nothing with ${words.join(' ')}.\n  → \`twin prices show\` lists the services; words are parts of ids such as aws.lambda.requests or eu-central-1.\n`,
  );
  return EXIT.problems;
}

/** A book that lacks a region has an error for each meter. */
const MOST_ERRORS = 12;

/** Up to this many entries are shown whole. */
const FULL = 6;

export function verify(context: Context, flags: PricesFlags): number {
  const { host, style } = context;
  // A file is checked as it is: a broken one is what this command is for.
  const json: unknown = flags.prices !== undefined && host.isFile(flags.prices) ? readJson(flags.prices, host) : bookOf(flags, context);
  const report = verifyBook(json);
  if (flags.json === true) host.out(`${JSON.stringify({ schema: 'twin-price-check/1', ...report }, null, 2)}\n`);
  else {
    for (const { path, message, remedy } of report.errors.slice(0, MOST_ERRORS)) {
      const lines = wrap(`${style.red('error')} ${path === '' ? '' : `${style.bold(path)} `}${message}`, host.columns, '  ');
      host.out(`${[...lines, ...wrap(`  → ${remedy}`, host.columns, '    ')].join('\n')}\n`);
    }
    if (report.errors.length > MOST_ERRORS)
      host.out(`${style.dim(`… and ${report.errors.length - MOST_ERRORS} more: --json lists them`)}\n`);
    if (report.wanted > 0) {
      const lines = [
        `${report.priced} of ${counted(report.wanted, 'price')} that the model needs are there${report.unavailable > 0 ? `, ${report.unavailable} belong to services that a region lacks` : ''}.`,
        `${counted(report.confirmed, 'entry is', 'entries are')} confirmed by a price API; ${report.unconfirmed} are not, and say why.`,
        ...(report.unused > 0 ? [`${counted(report.unused, 'entry', 'entries')} of meters that the model does not use.`] : []),
      ];
      host.out(lines.flatMap((line) => wrap(line, host.columns)).join('\n') + '\n');
    }
    host.out(
      report.ok ? `${style.green('✓')} The price book is sound.\n` : `${style.red('✗')} ${counted(report.errors.length, 'error')}.\n`,
    );
  }
  return report.ok ? EXIT.fine : EXIT.problems;
}

function bookOf({ prices, overlay }: PricesFlags, { host }: Context): PriceBook {
  const named = prices ?? host.env.TWIN_PRICES ?? '';
  return withOverlay(named === '' ? bookInForce(host) : bookNamed(named, host), overlay ?? host.env.TWIN_OVERLAY, host);
}

function overview(book: PriceBook, { style, host }: Context): string {
  const services = new Map<string, { entries: number; confirmed: number; meters: Set<string> }>();
  for (const entry of book.entries) {
    const key = `${entry.provider}.${entry.service}`;
    const row = services.get(key) ?? { entries: 0, confirmed: 0, meters: new Set<string>() };
    row.entries++;
    if (entry.status === 'confirmed') row.confirmed++;
    row.meters.add(entry.meter);
    services.set(key, row);
  }
  const rows = [...services].map(([service, { entries, confirmed, meters }]) => [
    service,
    [...meters].join(' '),
    `${confirmed} of ${entries}`,
  ]);
  const regions = Object.entries(book.regions).map(([logical, { aws, azure, gcp }]) => `${logical} (${aws}, ${azure}, ${gcp})`);
  const rates = Object.entries(book.currencyRates).map(([code, { perUsd, date }]) =>
    code === 'USD' ? code : `${code} ${perUsd} of ${date}`,
  );
  const lines = [
    `${style.bold(book.id)}  made ${book.createdAt.slice(0, 10)}, ${hashBook(book).slice(0, 12)}`,
    ...wrap(`Regions: ${regions.join(', ')}.`, host.columns),
    ...wrap(`Currencies: ${rates.join(', ')}.`, host.columns),
    ...originLines(book).flatMap((line) => wrap(line, host.columns)),
    '',
    table([{ title: 'service' }, { title: 'meters', flexible: true }, { title: 'confirmed', align: 'right' }], rows, {
      width: host.columns,
      head: style.dim,
    }),
    '',
    'twin prices show WORDS looks up: twin prices show lambda eu-central-1',
  ];
  return `${lines.join('\n')}\n`;
}

/** How a fetched book came about, and what lies on top of it. */
function originLines({ refresh, overlay }: PriceBook): string[] {
  const providers = Object.entries(refresh?.providers ?? {}).map(
    ([provider, { at, outcome, why }]) =>
      `${provider} ${at === null ? 'never' : at.slice(0, 16).replace('T', ' ')}${outcome === 'fresh' ? '' : ` (${why ?? 'kept'})`}`,
  );
  return [
    ...(refresh === undefined ? [] : [`Fetched: ${providers.join(', ')}. What was not found is of ${refresh.base}.`]),
    ...(overlay === undefined ? [] : [`Overlay: ${overlay.name}.`]),
    ...(overlay?.commitments ?? []).map(({ meter, quantity: units, fee }) => `Paid ahead: ${units} of ${meter} for ${fee} USD a month.`),
  ];
}

function entryText(entry: PriceEntry, { style, host }: Context, full: boolean): string {
  const mark = entry.status === 'unconfirmed' ? '~' : '';
  const prices = entry.tiers
    .map(({ from, price }) => (entry.tiers.length === 1 ? price : `${price} from ${quantity(Number(from))}`))
    .join(', ');
  const head = `${style.bold(idOf(entry))}  ${entry.region}  ${mark}${prices} USD / ${entry.unit}`;
  if (!full) return wrap(head, host.columns, '  ').join('\n');
  const details = [
    ...(entry.free === undefined ? [] : [`free: ${quantity(Number(entry.free.quantity))} a ${entry.free.period} per ${entry.free.scope}`]),
    ...(entry.plans ?? []).map(
      (plan) =>
        `plan ${plan.name}: ${plan.fee} USD a month, up to ${plan.maxEntities === null ? 'an unknown number of' : quantity(plan.maxEntities)} entities, ${quantity(plan.includedCalls)} calls and ${quantity(plan.includedQueries)} queries included`,
    ),
    ...(entry.range === undefined ? [] : [`evidence from ${entry.range.low} to ${entry.range.high}`]),
    sourceText(entry.source),
    ...(entry.source.url === null ? [] : [entry.source.url]),
    ...(entry.why === undefined ? [] : [`~ not confirmed: ${entry.why}`]),
    ...(entry.note === undefined ? [] : [`note: ${entry.note}`]),
    ...(entry.committed === undefined ? [] : [`${quantity(Number(entry.committed))} ${entry.unit} a month are paid ahead`]),
  ];
  return [
    ...wrap(head, host.columns, '  '),
    ...details.flatMap((detail) => wrap(detail, host.columns - 2, '  ').map((line) => style.dim(`  ${line}`))),
  ].join('\n');
}

function idOf({ provider, service, meter }: PriceEntry): string {
  return `${provider}.${service}.${meter}`;
}

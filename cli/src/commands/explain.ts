/** `twin explain`: every line of the chosen placement with its trace, or the whole scenario as it counts. */
import {
  amountsByCause,
  explain,
  inCurrency,
  PROVIDER_NAMES,
  sensitivities,
  type ExplainedSection,
  type TwinReport,
} from '@twin2multicloud/analysis';
import type { CostLine } from '@twin2multicloud/cost';
import { describeScenario, formatBytes, formatSeconds, numericPath } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { optionsFor, study, twinsOf, type Study } from '../engine.ts';
import { usage } from '../failure.ts';
import { lineDocument, sourceText } from '../formats/document.ts';
import { change, money, quantity, rate, share } from '../formats/numbers.ts';
import { displayWidth, pad, printable, table, wrap } from '../formats/table.ts';
import { nameOf } from '../formats/words.ts';
import { outcome, tellProblems } from '../outcome.ts';
import type { CostFlags } from '../settings.ts';

export interface ExplainFlags extends CostFlags {
  readonly effective?: boolean;
  readonly json?: boolean;
  readonly scenario?: string;
}

const SLOT_NAMES = ['L1', 'L2', 'L3', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5'];

export function explainCommand(context: Context, path: string, slot: string | undefined, flags: ExplainFlags): number {
  const { host } = context;
  const wanted = slot === undefined ? undefined : SLOT_NAMES.find((name) => name.toLowerCase() === slot.toLowerCase());
  if (slot !== undefined && wanted === undefined) throw usage(`There is no slot '${slot}'.`, `The slots are ${SLOT_NAMES.join(', ')}.`);
  const done = study([path], flags, context);
  tellProblems(done, context);
  const twins = twinsOf(done.files, flags.scenario)
    .map(({ twin }) => twin)
    .filter((twin) => flags.scenario !== undefined || twin.variant === null);
  if (flags.json === true) {
    if (done.files.length > 0)
      host.out(
        `${JSON.stringify({ schema: 'twin-explain/1', twins: twins.map((twin) => twinJson(twin, wanted, flags, done)) }, null, 2)}\n`,
      );
  } else {
    const blocks = twins.map((twin) =>
      flags.effective === true ? effectiveText(twin, done, context) : explainedText(twin, wanted, done, context),
    );
    host.out(blocks.join('\n'));
  }
  return outcome(done, { twins });
}

function explainedText(twin: TwinReport, slot: string | undefined, done: Study, context: Context): string {
  const { style, host } = context;
  const { money: currency, cost } = twin;
  const head = `${style.bold(nameOf(twin))}  ${twin.perMonth === null ? style.red(`no total: ${cost.impossible ?? 'no placement is possible'}`) : `${money(twin.perMonth)} ${currency.currency}/month`}\n`;
  const { sections } = explain(twin, slot);
  if (sections.length === 0) return `${head}\n${slot ?? 'It'} is not used by this twin.\n`;
  const blocks = sections.map((section) => sectionText(section, twin, context));
  const notes = [
    currency.currency === 'USD' ? '' : `Rates and amounts in ${currency.currency}: 1 USD = ${currency.perUsd} (${currency.date ?? ''}).`,
    cost.notCounted.length > 0 && slot === undefined ? `Not counted: ${cost.notCounted.join(', ')}.` : '',
  ].filter((note) => note !== '');
  return [
    `${head}\n`,
    slot === undefined ? causesText(twin, done, context) : '',
    blocks.join('\n'),
    pricesText(sections, context),
    ...notes.map((note) => `\n${wrap(style.dim(note), host.columns).join('\n')}\n`),
  ].join('');
}

/** Which declaration causes how much, and what a tenth more of each quantity would add. */
function causesText(twin: TwinReport, done: Study, { style, host }: Context): string {
  const { perMonth, money: rated } = twin;
  if (perMonth === null) return '';
  const causes = causesOf(twin);
  const look = { width: host.columns, indent: 2, head: style.dim };
  const right = { align: 'right' as const };
  const first = table(
    [{ title: 'caused by' }, { title: rated.currency, ...right }, { title: 'share', ...right }],
    causes.map(({ cause, amount }) => [cause, money(amount), perMonth > 0 ? share(amount / perMonth) : '']),
    look,
  );
  const more = sensitivities(twin, optionsFor(done, twin))
    .filter(({ delta }) => Math.abs(inCurrency(delta, rated)) >= 0.005)
    .slice(0, MOST_SENSITIVITIES);
  const second = table(
    [{ title: '10 % more of' }, { title: 'now', ...right }, { title: rated.currency, ...right }],
    more.map(({ path, value, delta }) => [path, valueText(twin, path, value), change(inCurrency(delta, rated))]),
    look,
  );
  return `${first}\n\n${more.length === 0 ? '' : `${second}\n\n`}`;
}

const MOST_SENSITIVITIES = 8;

/** The causes of the chosen placement in the twin's currency, the largest first. */
function causesOf(twin: TwinReport): { readonly cause: string; readonly amount: number }[] {
  return [...amountsByCause(twin)]
    .map(([cause, amount]) => ({ cause, amount: inCurrency(amount, twin.money) }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => b.amount - a.amount);
}

/** A value in base units as a person would write it. */
function valueText({ scenario }: TwinReport, path: string, value: number): string {
  switch (numericPath(scenario, path)?.dimension) {
    case 'duration':
      return formatSeconds(value);
    case 'size':
      return formatBytes(value);
    case 'size-rate':
      return `${formatBytes(value)} / month`;
    case 'share':
      return `${rate(value * 100)} %`;
    case 'rate':
      return value >= 1 ? `${rate(value)} / s` : `${quantity(value * 3_600)} / hour`;
    default:
      return quantity(value);
  }
}

function sectionText(section: ExplainedSection, twin: TwinReport, { style, host }: Context): string {
  const per = (usd: number): number => inCurrency(usd, twin.money);
  const width = Math.min(host.columns, 100);
  const out = [`${style.bold(style.cyan(section.title))}  ${money(per(section.amount))} ${twin.money.currency}/month`];
  for (const line of section.lines) out.push(...lineText(line, per, style, width));
  const others = section.others.map(({ provider, delta, reason }) =>
    delta === null
      ? `${PROVIDER_NAMES[provider]}: ${reason ?? 'not without moving other slots'}`
      : `${PROVIDER_NAMES[provider]}: total ${change(per(delta))}`,
  );
  if (others.length > 0) out.push(...wrap(`Instead ${others.join(' · ')}`, width - 2, '  ').map((line) => style.dim(`  ${line}`)));
  return `${out.join('\n')}\n`;
}

function lineText(line: CostLine, per: (usd: number) => number, style: Context['style'], width: number): string[] {
  const amount = `${line.status === 'unconfirmed' && line.amount !== 0 ? '~' : ''}${money(per(line.amount))}`;
  const [, second] = line.tiers;
  const free = line.unitPrice === 0 && line.quantity > 0 && second !== undefined;
  const details = [
    free
      ? `${quantity(line.quantity)} ${line.unit}, within the first ${quantity(second.from)} that are free`
      : `${quantity(line.quantity)} ${line.unit} × ${rate(per(line.unitPrice))}${line.tiers.length > 1 ? ' on average' : ''}`,
    line.formula,
    ...(second === undefined || free
      ? []
      : [`tiers: ${line.tiers.map(({ from, price: tier }) => `from ${quantity(from)} at ${rate(per(tier))}`).join(', ')}`]),
    line.meter,
    ...(line.causes.length > 0
      ? [
          `for ${line.causes.map(({ cause, amount: part }) => (line.causes.length > 1 && part !== 0 ? `${cause} ${money(per(part))}` : cause)).join(', ')}`,
        ]
      : []),
  ];
  const title = `${line.service}, ${line.role}`;
  const room = width - 4 - displayWidth(amount);
  const [first = '', ...more] = wrap(title, room, '  ');
  return [
    `  ${pad(first, room)}  ${amount}`,
    ...more.map((part) => `  ${part}`),
    ...details.flatMap((text) => wrap(text, width - 6, '  ').map((part) => style.dim(`      ${part}`))),
  ];
}

/** Where the prices of some sections were read, each meter once. */
function pricesText(sections: readonly ExplainedSection[], { style, host }: Context): string {
  const meters = new Map(sections.flatMap(({ lines }) => lines.map((line) => [line.meter, line] as const)));
  const width = Math.min(host.columns, 100);
  const blocks = [...meters.values()]
    .filter(({ source, why }) => source !== null || why !== null)
    .map(({ meter, source, status, why }) => {
      const details = [sourceText(source), ...(source?.url == null ? [] : [source.url]), ...(why === null ? [] : [`~ ${why}`])];
      return [
        `  ${status === 'unconfirmed' ? '~' : style.green('✓')} ${meter}`,
        ...details.filter((text) => text !== '').flatMap((text) => wrap(text, width - 6, '  ').map((part) => style.dim(`      ${part}`))),
      ].join('\n');
    });
  return blocks.length === 0 ? '' : `\n${style.bold('Prices')} ${style.dim('(✓ confirmed by a price API, ~ not)')}\n${blocks.join('\n')}\n`;
}

/** Every value with where it comes from, then the assumptions. */
function effectiveText(twin: TwinReport, done: Study, { style, host }: Context): string {
  const width = host.columns;
  const rows = describeScenario(twin.scenario).map(({ path, value, origin, at }) => {
    const place =
      at === null
        ? 'default'
        : `${origin === 'type' ? `${at.file.split(/[\\/]/).at(-1) ?? ''}:` : 'line '}${done.texts.at(at.file, at.start).line}`;
    const text = printable(value);
    return [path, origin === 'default' ? style.dim(text) : text, style.dim(place)];
  });
  const assumptions = twin.cost.assumptions.map(({ id, value, unit, why, at }) => [
    id,
    `${quantity(value)} ${unit}`,
    style.dim(`${why}${at === null ? '' : ' (of the file)'}`),
  ]);
  const text = [
    style.bold(nameOf(twin)),
    table([{ title: 'value' }, { title: '', flexible: true }, { title: 'said in' }], rows, { width, indent: 2, head: style.dim }),
  ];
  if (assumptions.length > 0) {
    text.push(
      '',
      style.bold('Assumptions'),
      table([{ title: 'id' }, { title: 'value', align: 'right' }, { title: 'what it stands for', flexible: true }], assumptions, {
        width,
        indent: 2,
        head: style.dim,
      }),
    );
  }
  return `${text.join('\n')}\n`;
}

function twinJson(twin: TwinReport, slot: string | undefined, flags: ExplainFlags, done: Study): object {
  const { texts } = done;
  const per = (usd: number): number => inCurrency(usd, twin.money);
  const head = {
    name: twin.name,
    scenario: twin.variant,
    currency: twin.money.currency,
    perMonth: twin.perMonth,
    impossible: twin.cost.impossible,
  };
  if (flags.effective === true) {
    return {
      ...head,
      values: describeScenario(twin.scenario).map(({ path, value, origin, at }) => ({
        path,
        value,
        origin,
        declaredAt: at === null ? null : { ...at, ...texts.at(at.file, at.start) },
      })),
      assumptions: twin.cost.assumptions.map(({ id, value, unit, why, source, at }) => ({
        id,
        value,
        unit,
        why,
        source,
        declaredAt: at === null ? null : { ...at, ...texts.at(at.file, at.start) },
      })),
    };
  }
  return {
    ...head,
    ...(slot === undefined
      ? {
          causes: causesOf(twin),
          sensitivities: sensitivities(twin, optionsFor(done, twin)).map(({ path, value, delta }) => ({ path, value, delta: per(delta) })),
        }
      : {}),
    sections: explain(twin, slot).sections.map((section) => ({
      title: section.title,
      slot: section.slot,
      amount: per(section.amount),
      others: section.others.map(({ provider, delta, reason }) => ({ provider, delta: delta === null ? null : per(delta), reason })),
      lines: section.lines.map((line) => lineDocument(line, per, texts)),
    })),
    notCounted: twin.cost.notCounted,
  };
}

/**
 * Why a slot is on its cloud, and at which message rate that changes: the sentences of a hover. Figures come from the report and from
 * rate-switches; nothing is decided here.
 */
import { PROVIDERS, type Provider, type Slot } from '@twin2multicloud/cost';
import type { SourceRange } from '@twin2multicloud/language';
import { currencySign } from './lens.ts';
import { escaped } from './markdown-parts.ts';
import { inCurrency } from './money.ts';
import { nearestSwitches, rateSwitches, type RateSwitch, type RateSwitches } from './rate-switches.ts';
import type { AnalysisOptions, TwinReport } from './report.ts';
import { amountText, PROVIDER_NAMES, quantityText } from './words.ts';

/** The number of the line (from 1) on which a range begins; null where nobody knows. */
export type LineOf = (at: SourceRange) => number | null;

/** `the cheapest for the whole, transfers included`; null where nothing is chosen. */
export function whyChosen({ scenario, cost, money }: TwinReport, slot: Slot, lineOf: LineOf): string | null {
  const chosen = cost.placement?.[slot];
  const here = chosen && cost.cells[slot]?.[chosen];
  if (chosen === undefined || here?.available !== true) return null;
  const rule = scenario.placement[slot];
  const per = (usd: number): string => `${amountText(inCurrency(usd, money))} ${currencySign(money.currency)}`;
  const counts = (usd: number): boolean => inCurrency(usd, money) >= 0.005;
  if (rule.provider !== null) {
    const line = rule.at === null ? null : lineOf(rule.at);
    const by = `fixed by ${line === null ? '`place`' : `line ${line}`}`;
    const fixed = cost.overrides.find((override) => override.slot === slot);
    if (fixed === undefined) return by;
    return counts(fixed.regret)
      ? `${by}; ${PROVIDER_NAMES[fixed.best]} would save ${per(fixed.regret)}`
      : `${by}; nothing would be cheaper`;
  }
  const others = PROVIDERS.flatMap((provider) => {
    const cell = cost.cells[slot]?.[provider];
    return provider !== chosen && cell?.available === true ? [{ provider, amount: cell.amount, delta: cell.delta }] : [];
  });
  if (others.length === 0) return 'the only one that can serve it';
  const possible = others.flatMap(({ provider, amount, delta }) => (delta === null ? [] : [{ provider, amount, delta }]));
  const [next] = possible.sort((a, b) => a.delta - b.delta);
  if (next === undefined) return 'the only one that fits the other slots';
  if (next.delta < -1e-9) return `chosen layer by layer, as the paper does; on ${PROVIDER_NAMES[next.provider]} the total would be less`;
  if (!counts(next.delta)) return `the cheapest for the whole; ${PROVIDER_NAMES[next.provider]} would cost the same within a cent`;
  const alone = possible.find(({ amount }) => counts(here.amount - amount));
  if (alone === undefined) return 'the cheapest for the whole, transfers included';
  const name = PROVIDER_NAMES[alone.provider];
  return `the cheapest for the whole: ${name} takes ${per(here.amount - alone.amount)} less for this slot, but ${per(alone.delta + here.amount - alone.amount)} more elsewhere, such as transfers`;
}

/** `Google Cloud: excluded by …`, one for each cloud that cannot serve the slot. */
export function excludedText({ cost }: TwinReport, slot: Slot, lineOf: LineOf): string[] {
  return PROVIDERS.flatMap((provider) => {
    const cell = cost.cells[slot]?.[provider];
    if (cell?.available !== false) return [];
    const line = cell.at === null ? null : lineOf(cell.at);
    // A reason quotes the words of a rule; only these ticks may stay markup.
    return [`${PROVIDER_NAMES[provider]}: ${escaped(cell.reason).replaceAll('\\`', '`')}${line === null ? '' : ` (line ${line})`}`];
  });
}

/** At which message rate the choice for a slot changes; null where nothing sends. */
export function switchText(report: TwinReport, slot: Slot, options: AnalysisOptions): string | null {
  if (isAlone(report, slot)) return null;
  const found = rateSwitches(report, slot, options);
  if (found === null) return null;
  const { provider, fixed, now, below, above } = found;
  const auto = fixed ? `Left to \`auto\` it would be on ${PROVIDER_NAMES[provider]}. ` : '';
  const present = `now ${quantityText(Math.round(now))}.`;
  if (below === null && above === null) {
    const stays = fixed ? 'That would hold' : `${slot} stays on ${PROVIDER_NAMES[provider]}`;
    return `${auto}${stays} ${spanText(found)}; ${present}`;
  }
  const parts = [
    ...(above === null
      ? []
      : [`on ${PROVIDER_NAMES[above.provider]} from ${messagesText(above.messages)} a month (${escaped(above.rate)})`]),
    ...(below === null
      ? []
      : [`on ${PROVIDER_NAMES[below.provider]} up to ${messagesText(below.messages)} a month (${escaped(below.rate)})`]),
  ];
  return `${auto}${slot} ${fixed ? 'would be' : 'is'} cheapest ${parts.join(' and ')}; ${present}`;
}

/** Whether rules or a missing service, which hold at any rate, leave only the chosen cloud. */
function isAlone({ cost }: TwinReport, slot: Slot): boolean {
  return PROVIDERS.every((provider) => {
    const cell = cost.cells[slot]?.[provider];
    return provider === cost.placement?.[slot] || (cell?.available === false && cell.kind !== 'limit');
  });
}

/** The nearest changes of any of several slots; null where nothing sends or all are fixed. */
export function nearestSwitchText(report: TwinReport, slots: readonly Slot[], options: AnalysisOptions): string | null {
  const { below, above, all } = nearestSwitches(report, slots, options);
  const [first] = all;
  if (first === undefined) return null;
  const now = quantityText(Math.round(first.now));
  const moved = (switches: readonly RateSwitch[]): string =>
    [...new Set(switches.map(({ provider }) => provider))]
      .map((to) => `${switches.flatMap(({ slot, provider }) => (provider === to ? [slot] : [])).join(' and ')} to ${PROVIDER_NAMES[to]}`)
      .join(', ');
  const [down] = below;
  const [up] = above;
  if (down === undefined && up === undefined) return `The choice stays ${spanText(first)}; now ${now}.`;
  const parts = [
    ...(up === undefined ? [] : [`from ${messagesText(up.messages)} a month (${escaped(up.rate)}) ${moved(above)}`]),
    ...(down === undefined ? [] : [`up to ${messagesText(down.messages)} a month (${escaped(down.rate)}) ${moved(below)}`]),
  ];
  return `The choice changes first: ${parts.join('; ')}; now ${now}.`;
}

function spanText({ least, most }: RateSwitches): string {
  return `from ${quantityText(least)} to ${messagesText(most)} a month`;
}

function messagesText(messages: number): string {
  return `${quantityText(Math.round(messages))} messages`;
}

/** The clouds as a hover orders its columns: the chosen one first, as what the others are compared with. */
export function chosenFirst(chosen: Provider | undefined): readonly Provider[] {
  return chosen === undefined ? PROVIDERS : [chosen, ...PROVIDERS.filter((provider) => provider !== chosen)];
}

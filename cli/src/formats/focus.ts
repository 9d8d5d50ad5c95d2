/**
 * CSV with the columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification): a row for each priced line of the chosen placement,
 * as an estimate of one month. Products are exact: ListUnitPrice × PricingQuantity = ListCost, digit by digit.
 */
import { nameOf } from './words.ts';
import type { TwinReport } from '@twin2multicloud/analysis';
import type { CostLine, Provider } from '@twin2multicloud/cost';
import { isDecimal, multiply } from '@twin2multicloud/pricing';

export const FOCUS_COLUMNS = [
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'ListUnitPrice',
  'ContractedUnitPrice',
  'PricingQuantity',
  'PricingUnit',
  'ConsumedQuantity',
  'ConsumedUnit',
  'PricingCategory',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'BillingCurrency',
  'Provider',
  'Publisher',
  'InvoiceIssuer',
  'ServiceCategory',
  'ServiceName',
  'RegionId',
  'SkuId',
  'SkuPriceId',
  'SkuMeter',
  'SkuPriceDetails',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'Tags',
] as const;

const COMPANIES: Readonly<Record<Provider, string>> = { aws: 'Amazon Web Services', azure: 'Microsoft', gcp: 'Google Cloud' };

/** The categories of FOCUS that the services of the model belong to, by the middle of a meter's id. */
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/^(iot-|pubsub|eventbridge|event-grid|twinmaker|digital-twins)/, 'Internet of Things'],
  [/^(lambda|functions|cloud-run|compute)/, 'Compute'],
  [/^(dynamodb|cosmos-db|firestore)/, 'Databases'],
  [/^(s3-|blob-|storage-)/, 'Storage'],
  [/^(data-transfer|bandwidth|network)/, 'Networking'],
  [/^(step-functions|logic-apps|workflows|scheduler)/, 'Integration'],
  [/^grafana/, 'Management and Governance'],
];

/** The rows of all twins with a total. Scenarios have rows of their own, told apart by the tag `twin:scenario`. */
export function focusCsv(twins: readonly TwinReport[], now: Date): string {
  const rows = twins.flatMap((twin) => rowsOf(twin, now));
  return [FOCUS_COLUMNS.join(','), ...rows.map((row) => FOCUS_COLUMNS.map((column) => field(row[column])).join(',')), ''].join('\r\n');
}

type FocusRow = Readonly<Record<(typeof FOCUS_COLUMNS)[number], string>>;

function rowsOf(twin: TwinReport, now: Date): FocusRow[] {
  const { cost } = twin;
  if (cost.placement === null) return [];
  const slots = cost.slots.flatMap((slot) => {
    const provider = cost.placement?.[slot];
    const cell = provider && cost.cells[slot]?.[provider];
    return cell?.available ? cell.lines.map((line) => rowOf(twin, line, slot, now)) : [];
  });
  const transfers = cost.transfers.flatMap(({ from, to, lines }) => lines.map((line) => rowOf(twin, line, `${from} → ${to}`, now)));
  return [...slots, ...transfers];
}

function rowOf(twin: TwinReport, line: CostLine, part: string, now: Date): FocusRow {
  const { scenario, money } = twin;
  const price = decimalText(line.unitPrice * money.perUsd);
  const list = line.listAmount === undefined || line.quantity === 0 ? null : decimalText((line.listAmount / line.quantity) * money.perUsd);
  const quantity = decimalText(line.quantity);
  const cost = isDecimal(price) && isDecimal(quantity) ? multiply(price, quantity) : decimalText(line.amount * money.perUsd);
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)).toISOString();
  const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString();
  const service = line.meter.split('.').at(-2) ?? '';
  return {
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost:
      list === null
        ? cost
        : isDecimal(list) && isDecimal(quantity)
          ? multiply(list, quantity)
          : decimalText((line.listAmount ?? 0) * money.perUsd),
    ContractedCost: cost,
    ListUnitPrice: list ?? price,
    ContractedUnitPrice: price,
    PricingQuantity: quantity,
    PricingUnit: line.unit,
    ConsumedQuantity: quantity,
    ConsumedUnit: line.unit,
    PricingCategory: 'Standard',
    ChargeCategory: 'Usage',
    ChargeClass: '',
    ChargeDescription: `${part}: ${line.role}, ${line.formula}`,
    ChargePeriodStart: start,
    ChargePeriodEnd: end,
    BillingPeriodStart: start,
    BillingPeriodEnd: end,
    BillingCurrency: money.currency,
    Provider: COMPANIES[line.provider],
    Publisher: COMPANIES[line.provider],
    InvoiceIssuer: COMPANIES[line.provider],
    ServiceCategory: CATEGORIES.find(([pattern]) => pattern.test(service))?.[1] ?? 'Other',
    ServiceName: line.service,
    RegionId: scenario.region.named[line.provider]?.value ?? scenario.region.logical.value,
    SkuId: line.source?.kind === 'api' ? line.source.id : '',
    SkuPriceId: line.meter,
    SkuMeter: line.meter,
    SkuPriceDetails: JSON.stringify({ 'x-status': line.status, 'x-source': line.source?.id ?? '' }),
    ResourceId: line.component,
    ResourceName: `${nameOf(twin)} ${line.role}`,
    ResourceType: line.service,
    Tags: JSON.stringify({ ...scenario.tags, 'twin:name': twin.name, 'twin:scenario': twin.variant ?? '', 'twin:part': part }),
  };
}

/** A number without an exponent, every digit of the double. */
export function decimalText(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`;
  return sign + (digits.length > shift + 1 ? `${digits.slice(0, shift + 1)}.${digits.slice(shift + 1)}` : digits.padEnd(shift + 1, '0'));
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

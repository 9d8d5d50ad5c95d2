/** The reference page of the cost model's tables: assumptions, meters, limits. The rules stand in docs/cost-model.md. */
import { ASSUMPTIONS, LIMITS, METERS } from '@twin2multicloud/topology';
import { code, generatedFrom, page, table } from './markdown.ts';

/** Returns the Markdown of docs/reference/cost-model.md. */
export function modelPage(): string {
  return page(
    generatedFrom('packages/topology/src/assumptions.ts, meters.ts and limits.ts'),
    '# Assumptions, meters and limits',
    'The tables behind [the cost model](../cost-model.md). Prices and the values of the limits stand in the price book: `twin prices show`.',
    '## Assumptions',
    'What no declaration states and the billing model still needs. Each one that is used is listed with the result; `assume { ID VALUE }` in a twin overrides it.',
    table(
      ['id', 'value', 'stands for', 'source'],
      Object.entries(ASSUMPTIONS).map(([id, row]) => [
        code(id),
        `${row.value.toLocaleString('en-US')} ${row.unit}`.trim(),
        row.why,
        row.source,
      ]),
    ),
    '## Meters',
    table(
      ['id', 'service', 'what is metered', 'unit'],
      Object.entries(METERS).map(([id, row]) => [code(id), row.service, row.title, row.unit]),
    ),
    '## Limits and quotas',
    table(
      ['id', 'unit'],
      Object.entries(LIMITS).map(([id, unit]) => [code(id), unit]),
    ),
  );
}

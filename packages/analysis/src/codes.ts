/** The table of the problems of cost (4xxx) and of what no cloud's limits allow (31xx): severity, and the text of each one's page. */
import type { CodeDoc, Severity } from '@twin2multicloud/language';

interface Row {
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly example: string;
}

const TWIN = (body: string, device = 'count 40  every 2 min  payload 0.25 KB'): string =>
  `twin Home {\n  devices motion { ${device} }\n${body}}\n`;

const ROWS = {
  'twin-3101': {
    severity: 'warning',
    title: 'Above the limit of a cloud',
    explanation:
      'A message, an item, a function or the number of devices is above a hard limit of a service, so that cloud leaves the search for this slot. Make messages smaller (several messages instead of one), or leave the slot to the clouds that remain. The limits stand in the price book with their sources.',
    example: TWIN('', 'count 40  every 2 min  payload 300 KB'),
  },
  'twin-4001': {
    severity: 'warning',
    title: 'Placement not cost-optimal',
    explanation:
      'A line of `place` fixes a cloud for a slot although another one would make the whole twin cheaper, transfers between clouds included. The message says by how much a month. There may be good reasons to keep it; the fix frees the slot.',
    example: TWIN('  place { L1 azure }\n'),
  },
  'twin-4002': {
    severity: 'warning',
    title: 'Budget exceeded',
    explanation:
      'The cost a month is above a `budget` of the twin. The message says by how much and what the best placement would cost. The fixes change one thing that makes it fit: the placement, the number of devices, a retention, or the budget itself.',
    example: TWIN('  budget 1 USD / month\n  place { L1 azure }\n'),
  },
  'twin-4003': {
    severity: 'error',
    title: 'No placement is possible',
    explanation:
      'For at least one slot every cloud is excluded, by a limit of its services, by a region, by `residency`, by `providers` or by `place`. There is no total; the message says for each cloud why. Loosen one of the rules.',
    example: TWIN('  providers aws\n', 'count 40  every 2 min  payload 300 KB'),
  },
  'twin-4004': {
    severity: 'warning',
    title: 'Service absent in the region',
    explanation:
      'A service that the slot needs does not exist in the region that is used for this cloud. The cloud leaves the search for this slot. Choose another region for this cloud, or another cloud for the slot.',
    example: TWIN('  region aws eu-south-2\n'),
  },
  'twin-4005': {
    severity: 'error',
    title: 'Price missing or ambiguous',
    explanation:
      'The price book has no price, or more than one, for a meter that the slot needs. A missing price is never taken as 0 and never guessed: the cloud leaves the search for this slot, and figures may be incomplete. Fetch today’s prices (`twin prices update`, or Twin: Update Prices in VS Code), or name another book with `--prices`.',
    example: TWIN(''),
  },
  'twin-4006': {
    severity: 'information',
    title: 'Old prices',
    explanation:
      'The prices of a cloud that the twin may use were read more than 30 days ago, or than the days of the setting `twin.prices.maximumAge` of the editor. The figures may still be right; `twin prices update`, or Twin: Update Prices in VS Code, makes sure. Prices are never fetched unasked.',
    example: TWIN(''),
  },
  'twin-4007': {
    severity: 'error',
    title: 'Region not in the price book',
    explanation:
      'The price book has no prices for this region, so that this cloud (or, for a logical region, every cloud) leaves the search. Write one of the regions that the message names, or use a price book that covers the region.',
    example: TWIN('  region moon-base\n'),
  },
  'twin-4008': {
    severity: 'error',
    title: 'Currency not in the price book',
    explanation:
      'The price book has no dated rate for this currency, so figures stay in US dollars, and a budget in this currency is not checked. Write one of the currencies that the message names, or add a rate to the book.',
    example: TWIN('  currency JPY\n'),
  },
  'twin-4009': {
    severity: 'information',
    title: 'Billed for longer than kept',
    explanation:
      'A cloud bills an object in its cool or archive tier for a minimum time (30, 180 or 365 days), however soon it leaves. The retention written here is shorter, so the last days are paid without being used. Keep the data longer, or leave the tier out.',
    example: TWIN('  storage { hot 1 month  cool 40 days }\n'),
  },
  'twin-4010': {
    severity: 'error',
    title: 'Unknown assumption',
    explanation: 'The cost model has no assumption of this id. `twin docs assumptions` and docs/cost-model.md list them.',
    example: TWIN('  assume { item-overheat 120 B }\n'),
  },
} as const satisfies Record<string, Row>;

export type CostCode = keyof typeof ROWS;

export function severityOf(code: CostCode): Severity {
  return ROWS[code].severity;
}

/** For the docs: one row a code. */
export const COST_CODES: readonly CodeDoc[] = Object.entries(ROWS).map(([code, row]) => ({
  code,
  title: row.title,
  explanation: row.explanation,
  example: row.example,
}));

/** Which cards are shown and in which order: search, cloud, budget, tag, sort. Knows cards, no page. */
import type { Card } from '@twin2multicloud/protocol';

export type CloudFilter = 'all' | 'aws' | 'azure' | 'gcp';
export type BudgetFilter = 'all' | 'over' | 'within' | 'without';
export type Sort = 'problems' | 'cost' | 'name' | 'change';

export interface Filters {
  readonly text: string;
  readonly cloud: CloudFilter;
  readonly budget: BudgetFilter;
  /** `key value`; empty: any. */
  readonly tag: string;
  readonly sort: Sort;
}

export const NO_FILTERS: Filters = { text: '', cloud: 'all', budget: 'all', tag: '', sort: 'problems' };

const CLOUDS: readonly string[] = ['all', 'aws', 'azure', 'gcp'];
const BUDGETS: readonly string[] = ['all', 'over', 'within', 'without'];
const SORTS: readonly string[] = ['problems', 'cost', 'name', 'change'];

/** What was kept over a reload; what is damaged is as at first. */
export function readFilters(value: unknown): Filters {
  if (typeof value !== 'object' || value === null) return NO_FILTERS;
  const { text, cloud, budget, tag, sort } = value as Record<string, unknown>;
  return {
    text: typeof text === 'string' ? text : '',
    cloud: one<CloudFilter>(CLOUDS, cloud, 'all'),
    budget: one<BudgetFilter>(BUDGETS, budget, 'all'),
    tag: typeof tag === 'string' ? tag : '',
    sort: one<Sort>(SORTS, sort, 'problems'),
  };
}

function one<T extends string>(known: readonly string[], value: unknown, otherwise: T): T {
  // The list holds the values of the type.
  return typeof value === 'string' && known.includes(value) ? (value as T) : otherwise;
}

/** `team facility` for each tag that a card has, in order, each once. */
export function tagsOf(cards: readonly Card[]): string[] {
  return [...new Set(cards.flatMap(({ tags }) => Object.entries(tags).map(([key, value]) => `${key} ${value}`)))].sort((a, b) =>
    a.localeCompare(b),
  );
}

export function budgetState({ budget, total }: Card): Exclude<BudgetFilter, 'all'> {
  if (budget === null) return 'without';
  return (total.perMonth ?? 0) - budget.amount >= 0.005 ? 'over' : 'within';
}

/** The cards that pass every filter, sorted; equal ones by title. */
export function shownCards(cards: readonly Card[], filters: Filters): Card[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  return cards
    .filter((card) => {
      const text = [card.title, card.reference.twin, card.at.file, ...Object.entries(card.tags).flat()].join('\n').toLowerCase();
      return (
        words.every((word) => text.includes(word)) &&
        (filters.cloud === 'all' || card.placement.some(({ provider }) => provider === filters.cloud)) &&
        (filters.budget === 'all' || budgetState(card) === filters.budget) &&
        (filters.tag === '' || Object.entries(card.tags).some(([key, value]) => `${key} ${value}` === filters.tag))
      );
    })
    .sort((a, b) => order(a, b, filters.sort) || a.title.localeCompare(b.title));
}

function order(a: Card, b: Card, sort: Sort): number {
  switch (sort) {
    case 'problems':
      return b.problems.errors - a.problems.errors || Number(over(b)) - Number(over(a)) || b.problems.warnings - a.problems.warnings;
    case 'cost':
      return (b.total.perMonth ?? -1) - (a.total.perMonth ?? -1);
    case 'name':
      return 0;
    case 'change':
      return Math.abs(b.head.delta ?? 0) - Math.abs(a.head.delta ?? 0);
  }
}

function over(card: Card): boolean {
  return budgetState(card) === 'over';
}

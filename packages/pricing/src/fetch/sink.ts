/**
 * Takes rows from the clients and keeps those that an identity asks for, with the ones to be named where it finds none.
 * It neither converts nor judges: which row is accepted is build.ts' and sentinel.ts'.
 */
import { METERS } from '@twin2multicloud/cost';
import type { Identity, ListSink, OfferRow, RowFacts, RowSink } from './contract.ts';
import { groupBy } from './group.ts';
import { fits, isNear } from './identities/identities.ts';

/** How far a provider's service in a region is: `found` of `wanted` meters have their row. */
export interface MeterProgress {
  readonly provider: Identity['provider'];
  /** The service as its cloud writes it. */
  readonly service: string;
  readonly region: string;
  readonly found: number;
  readonly wanted: number;
}

export interface AbsentService {
  readonly service: string;
  readonly region: string;
  readonly evidence: string;
}

export interface Gathered {
  /** By identity: the rows that fit, each id once. */
  readonly rows: ReadonlyMap<Identity, readonly OfferRow[]>;
  /** By identity: rows that are alike, for a message. */
  readonly candidates: ReadonlyMap<Identity, readonly RowFacts[]>;
  /** Rows of each list that was read to its end. */
  readonly lists: ReadonlyMap<string, number>;
  readonly absent: readonly AbsentService[];
  /** Lists that were begun and not ended. */
  readonly unfinished: readonly string[];
}

const MOST_CANDIDATES = 8;

interface ListState {
  readonly service: string;
  readonly region: string;
  readonly rows: Map<Identity, OfferRow[]>;
  readonly candidates: Map<Identity, RowFacts[]>;
  count: number | null;
  absent: string | null;
}

export function createSink(
  identities: readonly Identity[],
  onProgress: (progress: MeterProgress) => void = () => undefined,
): { readonly sink: RowSink; gathered(): Gathered } {
  const lists = new Map<string, ListState>();
  const byService = groupBy(identities, ({ service }) => service);

  const tell = (service: string, region: string): void => {
    const asked = (byService.get(service) ?? []).filter((identity) => region === 'global' || identity.region === region);
    for (const [name, group] of groupBy(asked, (identity) => `${serviceOf(identity)}\n${identity.region}`)) {
      const [first] = group;
      const found = group.filter((identity) => [...lists.values()].some(({ rows }) => rows.has(identity)));
      const meters = (items: readonly Identity[]): number => new Set(items.map(({ meter }) => meter)).size;
      onProgress({
        provider: first.provider,
        service: name.split('\n')[0] ?? '',
        region: first.region,
        found: meters(found),
        wanted: meters(group),
      });
    }
  };

  const listOf = (id: string, about: { readonly service: string; readonly region: string }): ListSink => {
    const state: ListState = { ...about, rows: new Map(), candidates: new Map(), count: null, absent: null };
    lists.set(id, state);
    tell(about.service, about.region);
    return {
      wants: (facts) => (byService.get(facts.service) ?? []).some((identity) => fits(identity, facts) || isNear(identity, facts)),
      take: (row) => {
        let told = false;
        for (const identity of byService.get(row.service) ?? []) {
          if (fits(identity, row)) {
            put(state.rows, identity, row);
            told = true;
          } else if (isNear(identity, row) && (state.candidates.get(identity)?.length ?? 0) < MOST_CANDIDATES) {
            put(state.candidates, identity, { id: row.id, service: row.service, regions: row.regions, attributes: row.attributes });
          }
        }
        if (told) tell(about.service, about.region);
      },
      end: (rows) => {
        state.count = rows;
      },
      absent: (evidence) => {
        state.absent = evidence;
      },
    };
  };

  return {
    sink: { list: listOf },
    gathered: () => ({
      rows: merged([...lists.values()].map(({ rows }) => rows)),
      candidates: merged([...lists.values()].map(({ candidates }) => candidates)),
      lists: new Map([...lists].flatMap(([id, { count }]) => (count === null ? [] : [[id, count] as const]))),
      absent: [...lists.values()].flatMap(({ service, region, absent }) =>
        absent === null ? [] : [{ service, region, evidence: absent }],
      ),
      unfinished: [...lists].filter(([, { count, absent }]) => count === null && absent === null).map(([id]) => id),
    }),
  };
}

function serviceOf({ meter }: Identity): string {
  return METERS[meter as keyof typeof METERS].service;
}

function put<T>(map: Map<Identity, T[]>, identity: Identity, item: T): void {
  const items = map.get(identity);
  if (items === undefined) map.set(identity, [item]);
  else items.push(item);
}

function merged<T>(maps: readonly ReadonlyMap<Identity, readonly T[]>[]): Map<Identity, T[]> {
  const all = new Map<Identity, T[]>();
  for (const map of maps) for (const [identity, items] of map) for (const item of items) put(all, identity, item);
  return all;
}

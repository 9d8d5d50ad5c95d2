/**
 * Reads the index files of the public price lists: which services there are, and which regions a service is offered in.
 * It fetches nothing.
 */
import { malformed, objectOf, optionalText, textOf } from '../shape.ts';

export interface OfferIndex {
  readonly publicationDate: string;
  /** Service code → path of its region index. */
  readonly regionIndexes: ReadonlyMap<string, string>;
}

/**
 * `/offers/v1.0/aws/index.json`.
 * @throws FetchError `malformed`
 */
export function readOfferIndex(value: unknown): OfferIndex {
  const where = (): string => 'AWS, the offer index';
  const index = objectOf(value, where);
  const offers = Object.entries(objectOf(index.offers, () => `${where()}, offers`));
  if (offers.length === 0) throw malformed(where(), 'it names no service');
  const regionIndexes = offers.flatMap(([code, offer]) => {
    const at = (): string => `${where()}, ${code}`;
    const url = optionalText(objectOf(offer, at), 'currentRegionIndexUrl', at);
    // Some offers are not sold by region; none of the services of the model is one.
    return url === null ? [] : [[code, url] as const];
  });
  return { publicationDate: optionalText(index, 'publicationDate', where) ?? '', regionIndexes: new Map(regionIndexes) };
}

export interface RegionIndex {
  readonly publicationDate: string;
  /** Region → path of its offer file in its present version. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * `/offers/v1.0/aws/{code}/current/region_index.json`.
 * @throws FetchError `malformed`
 */
export function readRegionIndex(value: unknown): RegionIndex {
  const where = (): string => 'AWS, the region index';
  const index = objectOf(value, where);
  const regions = Object.entries(objectOf(index.regions, () => `${where()}, regions`));
  if (regions.length === 0) throw malformed(where(), 'it names no region');
  const files = regions.map(([key, region]) => {
    const at = (): string => `${where()}, ${key}`;
    const json = objectOf(region, at);
    return [optionalText(json, 'regionCode', at) ?? key, textOf(json, 'currentVersionUrl', at)] as const;
  });
  return { publicationDate: optionalText(index, 'publicationDate', where) ?? '', files: new Map(files) };
}

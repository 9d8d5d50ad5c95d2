/** Where a row of AWS's price list holds: by its region code, or, in older rows, by the location's long name. It owns no list of regions. */
import { knownZones } from '../identities/regions.ts';

const GLOBAL: readonly string[] = ['global'];
const WORLDWIDE = new Set(['', 'any', 'global', 'worldwide']);

/**
 * The regions that a product's attributes name. Data transfer is sold where it comes from: it has a `from` and a `to` instead of a location.
 * A place that is no region (an edge location, a local zone of old) stays as it is written, and so fits none.
 */
export function regionsOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  const { regionCode = '', fromRegionCode = '', toRegionCode = '', location, fromLocation, toLocation } = attributes;
  const code = regionCode || fromRegionCode;
  if (code !== '') return [code];
  // Inbound from outside AWS: only the other end is a region.
  if (toRegionCode !== '' && (fromLocation ?? 'External') === 'External') return [toRegionCode];
  const name = location ?? (fromLocation === 'External' ? toLocation : fromLocation) ?? '';
  if (WORLDWIDE.has(name.toLowerCase())) return GLOBAL;
  return [names().get(plain(name)) ?? name];
}

let known: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  known ??= new Map(
    Object.entries(knownZones()).flatMap(([region, { provider, name }]) => (provider === 'aws' ? [[plain(name), region] as const] : [])),
  );
  return known;
}

/** `Europe (Frankfurt)` and `EU (Frankfurt)` are the same; AWS writes no accents. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/^EU \(/, 'Europe (');
}

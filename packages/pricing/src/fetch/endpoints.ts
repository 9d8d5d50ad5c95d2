/**
 * Other addresses for the price APIs, for tests and for a mirror on one's own machine: only loopback addresses are taken, so that no setting that
 * someone smuggles into an environment can send a key elsewhere.
 */
import type { Endpoints } from './contract.ts';
import { FetchError } from './contract.ts';

const NAMES = ['awsQuery', 'awsBulk', 'azureRetail', 'azureRateCard', 'google'] as const satisfies readonly (keyof Endpoints)[];

/**
 * Reads `TWIN_PRICE_ENDPOINTS`, such as `awsBulk=http://127.0.0.1:8080,google=http://[::1]:9090`.
 * @throws FetchError `refused-request` for a name or an address that is not taken.
 */
export function endpointsOf(text: string | undefined): Endpoints {
  const found: Partial<Record<keyof Endpoints, string>> = {};
  for (const item of (text ?? '').split(',').filter((part) => part.trim() !== '')) {
    const at = item.indexOf('=');
    const name = item.slice(0, Math.max(0, at)).trim();
    const address = item.slice(at + 1).trim();
    const known = NAMES.find((candidate) => candidate === name);
    if (known === undefined)
      throw new FetchError(
        'refused-request',
        `TWIN_PRICE_ENDPOINTS names ${name === '' ? 'no API' : name}.`,
        `Name one of ${NAMES.join(', ')}.`,
      );
    if (!isLoopback(address))
      throw new FetchError(
        'refused-request',
        `TWIN_PRICE_ENDPOINTS sends ${name} to an address that is not on this machine.`,
        'Only loopback addresses are taken, such as http://127.0.0.1:8080; for a way through another machine set HTTPS_PROXY.',
      );
    found[known] = address.replace(/\/+$/, '');
  }
  return found;
}

function isLoopback(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
}

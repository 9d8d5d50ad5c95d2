/**
 * Fetches prices from AWS's public offer files, which need no credentials: offer index → region index of each service → offer file of the region.
 * What a file says is offer-file.ts'.
 */
import { FetchError, type FetchRequest } from '../contract.ts';
import { malformed } from '../shape.ts';
import { fewAtATime, givenUp, reportFaults, type Asked } from './asked.ts';
import { readOfferIndex, readRegionIndex, type RegionIndex } from './indexes.ts';
import { JsonScanError } from './json-scanner.ts';
import { readOfferFile, type OfferFile } from './offer-file.ts';
import { relieved } from './relief.ts';

/** AWS's own address of the price lists; the region in it is the server's, not the prices'. */
export const BULK_ORIGIN = 'https://pricing.us-east-1.amazonaws.com';

const INDEX = '/offers/v1.0/aws/index.json';
const FILES_AT_ONCE = 3;

/** Every list is ended or absent when it resolves. */
export async function fetchBulk(request: FetchRequest, asked: readonly Asked[]): Promise<void> {
  const { http, endpoints } = request;
  const origin = endpoints.awsBulk ?? BULK_ORIGIN;
  const index = readOfferIndex(await http.getJson(`${origin}${INDEX}`));
  const indexes = new Map<string, Promise<RegionIndexAt | null>>();
  const regionIndexOf = (service: string): Promise<RegionIndexAt | null> => {
    let found = indexes.get(service);
    if (found === undefined) {
      found = fetchRegionIndex(request, origin, index.regionIndexes, service);
      indexes.set(service, found);
    }
    return found;
  };
  await fewAtATime(asked, FILES_AT_ONCE, async (one, stopped) => {
    const found = await regionIndexOf(one.service);
    if (found === null) {
      // Renamed, or a name of ours that is wrong: no fact about the service, and no reason to leave the others' prices old.
      request.sink.list(listId(one), { service: one.service, region: one.region, url: `${origin}${INDEX}` }).end(0);
      return;
    }
    const { url, files } = found;
    const file = files.get(one.region);
    if (file !== undefined) return fetchOffer(request, one, within(origin, file), stopped);
    const regions = `${files.size} other ${files.size === 1 ? 'region' : 'regions'}`;
    request.sink
      .list(listId(one), { service: one.service, region: one.region, url })
      .absent(`AWS lists ${one.service} in ${regions} and not in ${one.region}: ${url}`);
  });
}

function listId({ service, region }: Asked): string {
  return `aws bulk ${service} ${region}`;
}

interface RegionIndexAt extends RegionIndex {
  readonly url: string;
}

/** Null: there is no such service, which is said in the log; the core tells which meters that leaves without a price. */
async function fetchRegionIndex(
  { http, log }: FetchRequest,
  origin: string,
  services: ReadonlyMap<string, string>,
  service: string,
): Promise<RegionIndexAt | null> {
  const path = services.get(service);
  if (path === undefined) {
    const alike = [...services.keys()].filter((code) => code.toLowerCase() === service.toLowerCase());
    log(
      `AWS's offer index has no service ${service}${alike.length === 0 ? '' : `, but ${alike.join(', ')}`}; its prices stay as they are.`,
    );
    return null;
  }
  const url = within(origin, path);
  return { url, ...readRegionIndex(await http.getJson(url)) };
}

async function fetchOffer({ http, sink, now, log }: FetchRequest, asked: Asked, url: string, stopped: () => boolean): Promise<void> {
  const { service, region } = asked;
  const read = await http.getStream(url, async (body): Promise<{ end: () => void; file: OfferFile } | FetchError> => {
    const list = sink.list(listId(asked), { service, region, url });
    try {
      const file = await readOfferFile(unlessStopped(relieved(body), stopped), { service, url, readAt: now().toISOString() }, list);
      return {
        file,
        end: () => {
          list.end(file.products);
        },
      };
    } catch (error) {
      if (error instanceof JsonScanError) throw brokenFile(error, service, region);
      // A whole document of another shape stays as it is: hundreds of MB are not fetched five times for that.
      if (error instanceof FetchError && error.code === 'malformed') return error;
      throw error;
    }
  });
  if (read instanceof FetchError) throw read;
  if (read.file.products === 0)
    throw new FetchError(
      'empty',
      `AWS's offer file of ${service} in ${region} has no products.`,
      'Try again later; the book in force stays as it is.',
    );
  reportFaults(read.file.faults, asked, log);
  read.end();
}

function brokenFile(error: JsonScanError, service: string, region: string): FetchError {
  const what = error.kind === 'cut-off' ? 'ends in the middle' : 'is no JSON';
  return new FetchError(
    error.kind,
    `AWS's offer file of ${service} in ${region} ${what} (byte ${error.offset}).`,
    'Try again; if it stays, a proxy may cut large answers. The book in force stays as it is.',
    { cause: error },
  );
}

async function* unlessStopped(body: AsyncIterable<Uint8Array>, stopped: () => boolean): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    if (stopped()) throw givenUp();
    yield chunk;
  }
}

/** An address that an index names: a path below AWS's own, in its present version. Another host would be no price list of AWS. */
function within(origin: string, path: string): string {
  const url = URL.parse(path, origin);
  if (url?.origin !== new URL(origin).origin) throw malformed('AWS, an index file', 'it names an address of another host');
  return url.href;
}

/**
 * The seam between the clouds' price clients and the core: what a client is given, what it hands over, and how it fails.
 * A client speaks its API and turns what it reads into rows; which row is whose, what is missing and what is accepted is the core's.
 */
import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { PriceEntry } from '@twin2multicloud/cost';

export type Provider = PriceEntry['provider'];

/** Which row of a provider's price list a meter's price stands in, for one region. The table is identities.ts. */
export interface Identity {
  readonly provider: Provider;
  /** Such as `aws.lambda.requests`. */
  readonly meter: string;
  /** Where a price is put together from several rows, this row's name in it, such as `ram`; else ``. */
  readonly part: string;
  /** The provider's region, such as `eu-central-1`. */
  readonly region: string;
  /** AWS: service code (the offer). Azure: serviceName. Google Cloud: service id, such as `152E-C115-5142`. */
  readonly service: string;
  /** AWS: SKU. Azure: meterId. Google Cloud: SKU id. Null where it is not known, and then `where` must fit exactly one row. */
  readonly id: string | null;
  /** Attributes that the row must have, by the names of `OfferRow.attributes`; one of several values where it is a list. */
  readonly where: Readonly<Record<string, string | readonly string[]>>;
}

/** A tier as printed: `from` in printed units, absolute; the price in USD per printed unit. Both decimal strings without an exponent. */
export interface OfferTier {
  readonly from: string;
  readonly price: string;
}

/** What a row is recognized by. */
export interface RowFacts {
  /** AWS: SKU. Azure: meterId. Google Cloud: SKU id. */
  readonly id: string;
  /** As in `Identity.service`. */
  readonly service: string;
  /** The provider's regions that the row speaks for, or `['global']` where it names none or all. */
  readonly regions: readonly string[];
  /**
   * Further facts, under the API's own names, texts only.
   * AWS: the product's attributes as they are (usagetype, operation, group, location …), `productFamily`, and `term` (the offer term code).
   * Azure: productName, skuName, meterName, serviceFamily, type, skuId, productId, armSkuName, isPrimaryMeterRegion ('true' or 'false').
   * Google Cloud: description, resourceFamily, resourceGroup, usageType.
   */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A row of a price list, complete with its tiers: several API items of one meterId make one row. */
export interface OfferRow extends RowFacts {
  readonly provider: Provider;
  /** The unit as the API prints it, such as `10K`, `GiBy.mo`, `Lambda-GB-Second`; the core divides it out. */
  readonly unit: string;
  /** ISO 4217. Rows in another currency than USD are refused by the core. */
  readonly currency: string;
  /** Rising; the first from 0. A free first tier stays in it as a tier of price 0. */
  readonly tiers: readonly OfferTier[];
  /** The upper bound of the last tier where the list names one, in printed units; null: without end. */
  readonly recordedTo: string | null;
  /** ISO date from which the price holds. */
  readonly effectiveFrom: string | null;
  /** Where a person can read it; never with a key or a token in it. */
  readonly url: string;
  /** ISO date-time of the reading. */
  readonly readAt: string;
}

/** One question to a price API that has a stable name, such as `aws bulk AWSLambda eu-central-1`: its number of rows is compared from book to book. */
export interface ListSink {
  /** Whether a row can be an identity's, or be named as a candidate: saves a parser the tiers of a hundred thousand others. */
  wants(facts: RowFacts): boolean;
  /** Hands over a row; what is not wanted is dropped. */
  take(row: OfferRow): void;
  /** The list was read to its end and had this many rows in all, wanted or not. */
  end(rows: number): void;
  /** The provider says that it does not offer the service in the region; `evidence` is a sentence with the address. Instead of `end`. */
  absent(evidence: string): void;
}

export interface RowSink {
  /**
   * Starts a list. A second start under the same id (a retry) drops what the first had taken.
   * A list that was started and never ended makes its provider's refresh fail as cut off.
   */
  list(id: string, about: { readonly service: string; readonly region: string; readonly url: string }): ListSink;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Longest silence of the other side in milliseconds; the default is the network's (30 s). */
  readonly timeoutMs?: number;
}

/** The one way out of the house: proxy, certificates, time-outs, retries and the count of requests are the same for every client. */
export interface Http {
  /** For an SDK's transport: the agents that reach this address, through a proxy where one is set. */
  agentsFor(url: string): { readonly http: HttpAgent; readonly https: HttpsAgent };
  /** A GET whose answer is JSON, with retries. Answers other than 2xx, truncated and malformed JSON become a `FetchError`. */
  getJson(url: string, options?: CallOptions): Promise<unknown>;
  /**
   * A GET whose body is consumed as it arrives (gzip undone), with retries of the whole: `use` may be called again, so it starts anew each time.
   * A body that ends early rejects inside `use`.
   */
  getStream<T>(url: string, use: (body: AsyncIterable<Uint8Array>) => Promise<T>, options?: CallOptions): Promise<T>;
  /**
   * An SDK's call under the same retries: switch the SDK's own off. `call` gets a signal that ends it on a time-out or a cancel.
   * What it throws is classified by its code, status and Retry-After header (AWS, gaxios and ms-rest shapes are known).
   */
  attempt<T>(url: string, call: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** What a person gave for one provider's access. Nothing of it may reach a log, a message or the book. */
export interface Credentials {
  /** Google Cloud: an API key. Without one the default credentials are tried. */
  readonly googleApiKey?: string;
  /** AWS: `auto` asks the Query API where the SDK's default chain finds credentials, and else reads the public offer files. */
  readonly awsSource?: 'auto' | 'query' | 'bulk';
  /** Azure: a subscription's own offer through RateCard. `token` is a bearer token for https://management.azure.com. */
  readonly azureRateCard?: {
    readonly subscription: string;
    /** OfferDurableId, such as MS-AZR-0003P. */
    readonly offer: string;
    /** ISO 3166 country of the offer, such as DE. */
    readonly regionInfo: string;
    readonly token: () => Promise<string>;
  };
  /** Environment for an SDK's default chain; the process's own where it is left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Other addresses for the APIs: origins on a loopback address only (endpoints.ts refuses others), for tests and mirrors run by hand. */
export interface Endpoints {
  readonly awsQuery?: string;
  readonly awsBulk?: string;
  readonly azureRetail?: string;
  readonly azureRateCard?: string;
  readonly google?: string;
}

export interface FetchRequest {
  /** This provider's alone. They name the services and regions to ask for; nothing else is fetched. */
  readonly identities: readonly Identity[];
  readonly sink: RowSink;
  readonly http: Http;
  readonly credentials: Credentials;
  readonly endpoints: Endpoints;
  /** Aborted: the client stops soon and rejects with its reason. */
  readonly signal: AbortSignal;
  /** A line for the log and the summary, such as "No AWS credentials: reading the public offer files." Without secrets. */
  readonly log: (line: string) => void;
  readonly now: () => Date;
}

/**
 * A price client: `fetchAws`, `fetchAzure`, `fetchGoogle`, each the only export of its folder's index.ts.
 * It resolves when every list that the identities need was ended or is absent; it rejects with a `FetchError` otherwise.
 */
export type PriceClient = (request: FetchRequest) => Promise<void>;

export type FetchErrorCode =
  | 'offline'
  | 'dns'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  | 'cut-off'
  | 'no-credentials'
  | 'unauthorized'
  | 'throttled'
  | 'not-found'
  | 'refused-request'
  | 'server'
  | 'malformed'
  | 'repeated-page'
  | 'empty'
  | 'cancelled'
  | 'busy'
  | 'disk-full'
  | 'disk';

/** What went wrong outside, with what a person can do. `message` and `remedy` are free of secrets. */
export class FetchError extends Error {
  readonly code: FetchErrorCode;
  readonly remedy: string;
  /** How long the other side asks to wait. */
  readonly retryAfterMs: number | null;
  /** The HTTP status where there was an answer. */
  readonly status: number | null;

  constructor(
    code: FetchErrorCode,
    message: string,
    remedy: string,
    more: { readonly cause?: unknown; readonly retryAfterMs?: number | null; readonly status?: number | null } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'FetchError';
    this.code = code;
    this.remedy = remedy;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.status = more.status ?? null;
  }
}

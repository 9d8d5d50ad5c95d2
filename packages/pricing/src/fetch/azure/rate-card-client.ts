/**
 * Asks Azure's RateCard for a subscription's own offer, through the real SDK. It loads only where a person names a subscription.
 * What the answer holds is rate-card.ts'; the SDK's requests leave through the house's network layer.
 */
import { UsageManagementClient } from '@azure/arm-commerce';
import type { UsageManagementClientOptions } from '@azure/arm-commerce/esm/models/index.js';
import { bare } from '../bare-error.ts';
import { FetchError, type FetchRequest, type Http } from '../contract.ts';
import { readRateCard, type RateCard } from './rate-card.ts';

const HOST = 'https://management.azure.com';
const CURRENCY = 'USD';

type Transport = NonNullable<UsageManagementClientOptions['httpClient']>;
type Call = Parameters<Transport['sendRequest']>[0];
type OwnOffer = NonNullable<FetchRequest['credentials']['azureRateCard']>;

/**
 * The rates of the offer that the person named.
 * @throws FetchError `no-credentials` where the sign-in gives no token, `refused-request` for an offer or subscription that is none, and the network's.
 */
export async function fetchRateCard(request: FetchRequest, own: OwnOffer): Promise<RateCard> {
  const { http, endpoints, now } = request;
  const base = endpoints.azureRateCard ?? HOST;
  checkNames(own);
  const token = await tokenOf(own);
  const filter = `OfferDurableId eq '${own.offer}' and Currency eq '${CURRENCY}' and Locale eq 'en-US' and RegionInfo eq '${own.regionInfo}'`;
  const credentials = {
    signRequest: (call: Call): Promise<Call> => {
      call.headers.set('authorization', `Bearer ${token}`);
      return Promise.resolve(call);
    },
  };
  const client = new UsageManagementClient(credentials, own.subscription, {
    baseUri: base,
    noRetryPolicy: true,
    httpClient: transport(http),
  });
  const answer = await bare('Azure RateCard', () => client.rateCard.get(filter)).catch(explained);
  // A person with access to the subscription reads it there; the subscription's id is no business of the book.
  const url = `${HOST}/subscriptions/{subscriptionId}/providers/Microsoft.Commerce/RateCard?$filter=${encodeURIComponent(filter)}`;
  return readRateCard(answer, { now: now(), url, asked: CURRENCY });
}

/** They stand in an address and a filter, so each must be what it says it is. */
function checkNames({ subscription, offer, regionInfo }: OwnOffer): void {
  const refuse = (what: string, remedy: string): never => {
    throw new FetchError('refused-request', what, remedy);
  };
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscription))
    refuse('The Azure subscription is no subscription id.', 'Give its id, such as 00000000-0000-0000-0000-000000000000: az account show.');
  if (!/^MS-AZR-\d{4}P(?:-\d{4}P)*$/.test(offer))
    refuse(
      'The Azure offer is no OfferDurableId.',
      'Give one such as MS-AZR-0003P (pay as you go); it stands in the portal with the subscription.',
    );
  if (!/^[A-Z]{2}$/.test(regionInfo)) refuse('The country of the Azure offer is no country code.', 'Give two letters, such as DE.');
}

async function tokenOf(own: OwnOffer): Promise<string> {
  let token = '';
  try {
    token = await own.token();
  } catch {
    // Whatever the sign-in says may hold what must not be printed.
  }
  if (token !== '') return token;
  throw new FetchError(
    'no-credentials',
    'Azure’s sign-in gives no token, and a subscription’s own offer is not public.',
    'Sign in (az login, or the Microsoft account in VS Code), or leave the subscription out: list prices need no sign-in.',
  );
}

/** What the person can do about an answer that is no card. */
function explained(error: unknown): never {
  const { code, status, message } = error instanceof FetchError ? error : { code: null, status: null, message: '' };
  const remedy =
    code === 'unauthorized'
      ? 'Sign in again (az login) with an account that reads the subscription, or leave the subscription out: list prices need no sign-in.'
      : code === 'refused-request' || code === 'not-found'
        ? 'Check that the subscription has this offer in this country (it stands in the portal with the subscription). Only the older offers have a RateCard; newer agreements have price sheets. Without a subscription list prices are read.'
        : null;
  if (code === null || remedy === null) throw error;
  throw new FetchError(code, message, remedy, { status });
}

/**
 * The SDK's way out. RateCard answers 302 with the address of a file and a signature in it; the SDK's own transport would send the bearer token along,
 * which the file's host refuses and should never see. Nor would it find out that a body was cut. And what it does not get it cannot act upon: on 409
 * the SDK would register a provider in the person's subscription.
 */
function transport(http: Http): Transport {
  return {
    sendRequest: async (call: Call) => {
      const answer = await http.getJson(call.url, { headers: call.headers.rawHeaders() });
      const headers = call.headers.clone();
      headers.remove('authorization');
      headers.set('content-type', 'application/json');
      return { request: call, status: 200, headers, bodyAsText: JSON.stringify(answer) };
    },
  };
}

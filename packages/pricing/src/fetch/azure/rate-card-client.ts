/**
 * Asks Azure's RateCard for a subscription's own offer, through the real SDK. It loads only where a person names a subscription.
 * What the answer holds is rate-card.ts'. The SDK's own redirects and registrations are kept from working: see `guarded`.
 */
import { UsageManagementClient } from '@azure/arm-commerce';
import type { UsageManagementClientOptions } from '@azure/arm-commerce/esm/models/index.js';
import { bare } from '../bare-error.ts';
import { FetchError, type FetchRequest } from '../contract.ts';
import { readRateCard, type RateCard } from './rate-card.ts';

const HOST = 'https://management.azure.com';
const MOST_REDIRECTS = 3;

type Factories = Exclude<UsageManagementClientOptions['requestPolicyFactories'], readonly unknown[] | undefined>;
type Factory = Parameters<Factories>[0][number];
type Policy = ReturnType<Factory['create']>;
type Call = Parameters<Policy['sendRequest']>[0];
type Answer = Awaited<ReturnType<Policy['sendRequest']>>;
type SdkSignal = NonNullable<Call['abortSignal']>;
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
  const filter = `OfferDurableId eq '${own.offer}' and Currency eq 'USD' and Locale eq 'en-US' and RegionInfo eq '${own.regionInfo}'`;
  const credentials = {
    signRequest: (call: Call): Promise<Call> => {
      call.headers.set('authorization', `Bearer ${token}`);
      return Promise.resolve(call);
    },
  };
  const client = new UsageManagementClient(credentials, own.subscription, {
    baseUri: base,
    agentSettings: http.agentsFor(base),
    noRetryPolicy: true,
    requestPolicyFactories: (defaults) => [...defaults, guarded(http, new URL(base).protocol)],
  });
  const answer = await http.attempt(base, (signal) =>
    // The SDK declares a signal of its own, from before there was one in Node; it listens to it all the same.
    bare('Azure RateCard', () => client.rateCard.get(filter, { abortSignal: signal as unknown as SdkSignal })),
  );
  // A person with access to the subscription reads it there; the subscription's id is no business of the book.
  const url = `${HOST}/subscriptions/{subscriptionId}/providers/Microsoft.Commerce/RateCard?$filter=${encodeURIComponent(filter)}`;
  return readRateCard(answer, { now: now(), url });
}

/** They stand in an address and a filter, so each must be what it says it is. */
function checkNames({ subscription, offer, regionInfo }: OwnOffer): void {
  const refuse = (what: string, remedy: string): never => {
    throw new FetchError('refused-request', what, remedy);
  };
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscription))
    refuse('The Azure subscription is no subscription id.', 'Give its id, such as 00000000-0000-0000-0000-000000000000: az account show.');
  if (!/^MS-AZR-\d{4}P(?:-\d{4}P)*$/.test(offer))
    refuse('The Azure offer is no OfferDurableId.', 'Give one such as MS-AZR-0003P (pay as you go); it stands in the portal with the subscription.');
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

/**
 * The innermost policy. RateCard answers 302 with the address of a file and a signature in it; the SDK would send the bearer token along, which the
 * file's host refuses and should never see. On 409 the SDK would register a provider in the person's subscription. So: only a 200 passes.
 */
function guarded(http: FetchRequest['http'], protocol: string): Factory {
  const send = async (next: Policy, call: Call, redirects: number): Promise<Answer> => {
    const answer = await next.sendRequest(call);
    if (answer.status === 200) return answer;
    const target = answer.status >= 300 && answer.status < 400 ? URL.parse(answer.headers.get('location') ?? '', call.url) : null;
    // An address without encryption only where the one that was asked has none either (a test's).
    if (target === null || redirects >= MOST_REDIRECTS || ![protocol, 'https:'].includes(target.protocol)) throw statusError(answer);
    call.url = target.href;
    call.headers.remove('authorization');
    call.agentSettings = http.agentsFor(target.href);
    return send(next, call, redirects + 1);
  };
  return { create: (next) => ({ sendRequest: (call) => send(next, call, 0) }) };
}

function statusError({ status, headers }: Answer): Error {
  return Object.assign(new Error('RateCard'), { response: { status, headers } });
}

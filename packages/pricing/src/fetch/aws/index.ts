/**
 * AWS's price client: through the Query API where the SDK's default chain finds credentials, and else from the public offer files.
 * Both hand over the same rows; which row is a meter's is the core's to say.
 */
import { FetchError, type PriceClient } from '../contract.ts';
import { askedOf, type Asked } from './asked.ts';
import { fetchBulk } from './bulk.ts';
import { findClients } from './credentials.ts';
import { fetchQuery } from './query.ts';

/** Reads the lists of every service and region that the identities name. Rejects with a `FetchError`. */
export const fetchAws: PriceClient = async (request) => {
  const { identities, credentials, log } = request;
  const asked = askedOf(identities);
  if (asked.length === 0) return;
  const source = credentials.awsSource ?? 'auto';
  if (source === 'bulk') return fetchBulk(request, asked);
  const clientOf = await findClients(request);
  if (clientOf === null) {
    if (source === 'query')
      throw new FetchError(
        'no-credentials',
        'No AWS credentials were found.',
        'Sign in with the AWS command line, or read the public offer files: --aws bulk.',
      );
    log('No AWS credentials: reading the public offer files.');
    return fetchBulk(request, asked);
  }
  if (source === 'query') return fetchQuery(request, asked, clientOf);
  const refused: { readonly asked: Asked; readonly error: FetchError }[] = [];
  await fetchQuery(request, asked, clientOf, (one, error) => refused.push({ asked: one, error }));
  if (refused.length === 0) return;
  const access = refused.some(({ error }) => error.code === 'unauthorized');
  log(
    access
      ? 'AWS does not let these credentials read price lists (pricing:GetProducts): reading the public offer files.'
      : `AWS's query does not take ${refused.map(({ asked: { service } }) => service).join(', ')}: reading the public offer files.`,
  );
  return fetchBulk(
    request,
    refused.map((one) => one.asked),
  );
};

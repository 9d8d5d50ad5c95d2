/**
 * The recorded responses as whole answers of the three clouds: what packages/pricing/sources/fixtures holds, put into the envelopes of the APIs.
 * A list of which nothing was recorded has one row that no meter wants, because its real content is not known.
 */
import { readFileSync } from 'node:fs';

// The clients are a chunk of their own, here too.
const { identitiesOf } = await import('@twin2multicloud/pricing/fetch');

const FIXTURES = new URL('../../packages/pricing/sources/fixtures/', import.meta.url);

export type Json = Record<string, unknown>;

export const AWS_REGIONS = ['eu-central-1', 'us-east-1'];
export const AZURE_REGIONS = ['westeurope', 'eastus'];
const GOOGLE_REGIONS = ['europe-west1', 'us-east1'];

export function fixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8'));
}

export interface AwsProduct {
  readonly sku: string;
  readonly productFamily?: string;
  readonly attributes: Json;
  /** `terms.OnDemand` of the SKU. */
  readonly terms: Json;
}

/** Service code → region → products. */
export type AwsOffers = Map<string, Map<string, AwsProduct[]>>;

interface OfferFile {
  readonly offerCode: string;
  readonly products: Record<string, { sku: string; productFamily?: string; attributes: Json }>;
  readonly terms: { readonly OnDemand: Record<string, Json> };
}

export function awsOffers(): AwsOffers {
  const offers: AwsOffers = new Map();
  const add = (service: string, region: string, product: AwsProduct): void => {
    const regions = offers.get(service) ?? new Map<string, AwsProduct[]>();
    offers.set(service, regions);
    const products = regions.get(region) ?? [];
    regions.set(region, products);
    if (!products.some(({ sku }) => sku === product.sku)) products.push(product);
  };
  for (const path of [
    'aws/bulk-AWSLambda.us-east-1.2026-05-21.slice.json',
    'aws/bulk-AmazonDynamoDB.us-east-1.2026-06-08.slice.json',
    'aws/bulk-AWSEvents.us-east-1.2026-05-29.slice.json',
  ]) {
    const { offerCode, products, terms } = fixture(path) as OfferFile;
    for (const product of Object.values(products)) add(offerCode, 'us-east-1', { ...product, terms: terms.OnDemand[product.sku] ?? {} });
  }
  for (const path of ['aws/getproducts-AmazonS3-us-east-1-2026-07-28.json', 'aws/getproducts-IOTTwinMaker-eu-central-1.DERIVED.json']) {
    for (const text of (fixture(path) as { PriceList: string[] }).PriceList) {
      const { product, serviceCode, terms } = JSON.parse(text) as { product: AwsProduct; serviceCode: string; terms: { OnDemand: Json } };
      add(serviceCode, String(product.attributes.regionCode), { ...product, terms: terms.OnDemand });
    }
  }
  // Recorded flat and without the tiers above the first: those are us-east-1's, whose first is the same.
  const duration = offers
    .get('AWSLambda')
    ?.get('us-east-1')
    ?.find(({ sku }) => sku === 'TG3M4CAGBA3NYQBH');
  for (const row of fixture('aws/skus-lambda-sqs-apigw-2026-09.trimmed.json') as Json[]) {
    const attributes = row.attributes as Json;
    if (row.service !== 'AWSLambda' || attributes.regionCode !== 'eu-central-1') continue;
    const sku = String(row.sku);
    const flat = onDemand(sku, [{ unit: String(row.unit), beginRange: '0', endRange: 'Inf', price: String(row.price) }]);
    const terms = row.upTo === null ? flat : renamed(duration?.terms ?? {}, 'TG3M4CAGBA3NYQBH', sku);
    add('AWSLambda', 'eu-central-1', { sku, attributes: { ...attributes, servicecode: 'AWSLambda', location: 'EU (Frankfurt)' }, terms });
  }
  for (const { service, region } of identitiesOf('aws', AWS_REGIONS)) {
    if (offers.get(service)?.has(region) !== true) add(service, region, unwanted(service, region));
  }
  return offers;
}

function onDemand(sku: string, tiers: readonly { unit: string; beginRange: string; endRange: string; price: string }[]): Json {
  const term = `${sku}.JRTCKXETXF`;
  const priceDimensions = Object.fromEntries(
    tiers.map(({ price, ...tier }, index) => {
      const rateCode = `${term}.R${index}`;
      return [rateCode, { rateCode, ...tier, pricePerUnit: { USD: price }, appliesTo: [], description: '' }];
    }),
  );
  return { [term]: { offerTermCode: 'JRTCKXETXF', sku, effectiveDate: '2026-08-01T00:00:00Z', priceDimensions, termAttributes: {} } };
}

function renamed(terms: Json, from: string, to: string): Json {
  return JSON.parse(JSON.stringify(terms).replaceAll(from, to)) as Json;
}

function unwanted(service: string, region: string): AwsProduct {
  const sku = 'NOTRECORDED00000';
  return {
    sku,
    attributes: { servicecode: service, regionCode: region, fromRegionCode: region, usagetype: 'Nothing-Of-Ours', operation: '' },
    terms: onDemand(sku, [{ unit: 'Requests', beginRange: '0', endRange: 'Inf', price: '1.0000000000' }]),
  };
}

/** Every item of the recorded pages, and one of each list of which none was recorded. */
export function azureItems(): Json[] {
  const paths = [
    'retail-bandwidth-westeurope-2026-07-17.excerpt.json',
    'retail-blob-eastus.excerpt.json',
    'retail-cosmosdb-eastus.excerpt.json',
    'retail-cosmosdb-westeurope-2026-07-17.excerpt.json',
    'retail-digital-twins-westeurope-2026-07-17.json',
    'retail-functions-eastus.json',
    'retail-storage-westeurope-2026-07-17.excerpt.json',
  ];
  const items = paths.flatMap((path) => (fixture(`azure/${path}`) as { Items: Json[] }).Items);
  for (const { service, region } of identitiesOf('azure', AZURE_REGIONS)) {
    if (items.some((item) => item.serviceName === service && item.armRegionName === region)) continue;
    const names = { productName: 'Nothing of ours', skuName: 'None', meterName: 'Nothing', serviceName: service, armRegionName: region };
    const price = { retailPrice: 1, unitPrice: 1, tierMinimumUnits: 0, unitOfMeasure: '1 Hour', currencyCode: 'USD' };
    const meterId = `00000000-0000-0000-0000-${String(items.length).padStart(12, '0')}`;
    items.push({
      ...names,
      ...price,
      meterId,
      type: 'Consumption',
      effectiveStartDate: '2026-01-01T00:00:00Z',
      isPrimaryMeterRegion: true,
    });
  }
  return items;
}

export interface GoogleCatalog {
  readonly services: readonly Json[];
  /** Service id → SKUs. */
  readonly skus: ReadonlyMap<string, readonly Json[]>;
}

export function googleCatalog(): GoogleCatalog {
  const skus = new Map<string, Json[]>();
  for (const path of ['skus-cloud-pubsub.json', 'skus-cloud-run.excerpt.json', 'skus-cloud-storage.excerpt.json']) {
    for (const sku of (fixture(`gcp/${path}`) as { skus: Json[] }).skus) {
      const service = String(sku.name).split('/')[1] ?? '';
      skus.set(service, [...(skus.get(service) ?? []), sku]);
    }
  }
  const { services } = fixture('gcp/services.ASSEMBLED.json') as { services: Json[] };
  const pattern = skus.get('A1E8-BE35-7EBC')?.[0] ?? {};
  for (const { service } of identitiesOf('gcp', GOOGLE_REGIONS)) {
    if (skus.has(service) || !services.some(({ serviceId }) => serviceId === service)) continue;
    skus.set(service, [
      { ...pattern, name: `services/${service}/skus/0000-0000-0000`, skuId: '0000-0000-0000', description: 'Nothing of ours' },
    ]);
  }
  return { services, skus };
}

/** The second entry of the price book's package: what refreshes it. Only ever imported dynamically, so that it is a chunk of its own. */
export { FetchError, type Credentials, type FetchErrorCode } from './contract.ts';
export { readOfferIndex, readRegionIndex } from './aws/indexes.ts';
export { readOfferFile } from './aws/offer-file.ts';
export { readProductsPage } from './aws/products-page.ts';
export { readProduct, rowsOfTerms } from './aws/rows.ts';
export { readRetailPage, retailRows } from './azure/retail.ts';
export { endpointsOf } from './endpoints.ts';
export { readSkusPage, skuRow } from './gcp/catalog.ts';
export { identitiesOf } from './identities/identities.ts';
export { knownZones, logicalRegions } from './identities/regions.ts';
export type { Gap } from './build.ts';
export type { ProviderOutcome } from './refresh.ts';
export type { Objection } from './sentinel.ts';
export type { MeterProgress } from './sink.ts';
export { KEPT_BOOKS } from './store.ts';
export { updatePrices, type Updated, type UpdateOptions } from './update.ts';

/**
 * Google Cloud: which SKU is a meter's. Ids are those of recorded responses (meters.md); elsewhere the description, in which the place is named, must fit
 * exactly one SKU of the region. Descriptions that no record shows are [K], or read in public billing exports [S].
 */
import type { Pin, Pins } from './pin.ts';

/** The place that SKU descriptions name for a region: Belgium, London, Iowa and Americas are seen in records, the others are [K]. */
export const GOOGLE_PLACES: Readonly<Record<string, readonly string[]>> = {
  'europe-west1': ['Belgium', 'EMEA'],
  'europe-west2': ['London'],
  'europe-west3': ['Frankfurt'],
  'europe-west4': ['Netherlands'],
  'europe-west6': ['Zurich'],
  'europe-west8': ['Milan'],
  'europe-west9': ['Paris'],
  'europe-west10': ['Berlin'],
  'europe-west12': ['Turin'],
  'europe-north1': ['Finland'],
  'europe-north2': ['Stockholm'],
  'europe-central2': ['Warsaw'],
  'europe-southwest1': ['Madrid'],
  'us-central1': ['Iowa', 'Americas', 'US Regional'],
  'us-east1': ['South Carolina', 'Americas', 'US Regional'],
  'us-east4': ['Northern Virginia', 'Virginia'],
  'us-east5': ['Columbus'],
  'us-south1': ['Dallas'],
  'us-west1': ['Oregon', 'Americas', 'US Regional'],
  'us-west2': ['Los Angeles'],
  'us-west3': ['Salt Lake City'],
  'us-west4': ['Las Vegas'],
  'northamerica-northeast1': ['Montreal'],
  'northamerica-northeast2': ['Toronto'],
  'northamerica-south1': ['Mexico'],
  'southamerica-east1': ['Sao Paulo'],
  'southamerica-west1': ['Santiago'],
  'asia-east1': ['Taiwan', 'APAC'],
  'asia-east2': ['Hong Kong'],
  'asia-northeast1': ['Tokyo', 'Japan'],
  'asia-northeast2': ['Osaka'],
  'asia-northeast3': ['Seoul'],
  'asia-southeast1': ['Singapore'],
  'asia-southeast2': ['Jakarta'],
  'asia-south1': ['Mumbai'],
  'asia-south2': ['Delhi'],
  'australia-southeast1': ['Sydney'],
  'australia-southeast2': ['Melbourne'],
  'me-west1': ['Tel Aviv'],
  'me-central1': ['Doha'],
  'me-central2': ['Dammam'],
  'africa-south1': ['Johannesburg'],
};

const PUBSUB = 'A1E8-BE35-7EBC';
const RUN = '152E-C115-5142';
const FIRESTORE = 'EE2C-7FAC-5E08';
const STORAGE = '95FF-2EF5-5EA1';
const COMPUTE = '6F81-5844-456A';

type Ids = Readonly<Record<string, string>>;

/** One description wherever it is. */
function everywhere(service: string, description: string | readonly string[], ids: Ids = {}): readonly Pin[] {
  return [{ service, ids, where: () => ({ description, usageType: 'OnDemand' }) }];
}

/** A description for each place's name. */
function placed(service: string, describe: (place: string) => readonly string[], ids: Ids = {}, more: Partial<Pin> = {}): Pin {
  const where: Pin['where'] = (region) => {
    const places = GOOGLE_PLACES[region];
    return places === undefined ? null : { description: places.flatMap(describe), usageType: 'OnDemand' };
  };
  return { service, ids, where, ...more };
}

const firestore = (words: string, iowa: string): readonly Pin[] => [
  // The free allowance stands in a SKU of its own beside the one of further databases.
  placed(FIRESTORE, (place) => [`${words} ${place}`, `${words} (with free tier) ${place}`], { 'us-central1': iowa }),
];

export const GOOGLE_PINS: Pins = {
  'gcp.pubsub.throughput': everywhere(PUBSUB, 'Message Delivery Basic', { '*': '027D-B6C7-CCA2' }),
  'gcp.cloud-run.requests': everywhere(RUN, 'Requests', { '*': '2DA5-55D3-E679' }),
  // Regions are of one of two tiers; the SKU names its regions.
  'gcp.cloud-run.cpu': everywhere(RUN, ['Services CPU (Request-based billing)', 'Services CPU Tier 2 (Request-based billing)']),
  'gcp.cloud-run.memory': everywhere(RUN, ['Services Memory (Request-based billing)', 'Services Memory Tier 2 (Request-based billing)']),
  'gcp.workflows.steps': everywhere('Workflows', 'Workflows Internal Steps'),
  'gcp.firestore.reads': firestore('Cloud Firestore Read Ops', 'F251-5791-CE45'),
  'gcp.firestore.writes': firestore('Cloud Firestore Entity Writes', '63B3-E146-F0E9'),
  'gcp.firestore.deletes': firestore('Cloud Firestore Entity Deletes', 'A16C-85B5-D0D0'),
  'gcp.firestore.storage': firestore('Cloud Firestore Storage', 'F845-5E55-0738'),
  'gcp.scheduler.jobs': everywhere('Cloud Scheduler', 'Jobs'),
  'gcp.storage-nearline.operations': everywhere(STORAGE, 'Regional Nearline Class A Operations'),
  'gcp.storage-nearline.reads': everywhere(STORAGE, 'Regional Nearline Class B Operations'),
  'gcp.storage-nearline.storage': [placed(STORAGE, (place) => [`Nearline Storage ${place}`], { 'europe-west2': '3C81-A91C-A94F' })],
  'gcp.storage-nearline.retrieval': everywhere(STORAGE, 'Nearline Data Retrieval'),
  'gcp.storage-archive.operations': everywhere(STORAGE, 'Regional Archive Class A Operations'),
  'gcp.storage-archive.storage': [placed(STORAGE, (place) => [`Archive Storage ${place}`])],
  'gcp.storage-archive.retrieval': everywhere(STORAGE, 'Archive Data Retrieval'),
  'gcp.storage-standard.storage': [placed(STORAGE, (place) => [`Standard Storage ${place}`], { 'europe-west2': 'BB55-3E5A-405C' })],
  // An e2-medium is billed as one core and 4 GiB.
  'gcp.compute.e2-medium': [
    placed(COMPUTE, (place) => [`E2 Instance Core running in ${place}`], {}, { part: 'core', times: '1' }),
    placed(COMPUTE, (place) => [`E2 Instance Ram running in ${place}`], {}, { part: 'ram', times: '4' }),
  ],
  'gcp.compute.disk': [placed(COMPUTE, (place) => ['Storage PD Capacity', `Storage PD Capacity in ${place}`])],
  'gcp.network.internet': everywhere(STORAGE, 'Download Worldwide Destinations (excluding Asia & Australia)', { '*': '22EB-AAE8-FBCD' }),
};

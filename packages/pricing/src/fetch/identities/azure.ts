/**
 * Azure: which meter of the Retail Prices list is ours. meterIds are those of recorded responses (meters.md); elsewhere product, SKU and meter names,
 * which are the same in every region, must fit exactly one row.
 */
import type { Pin, Pins } from './pin.ts';

function pin(
  serviceName: string,
  names: { readonly productName: string; readonly skuName: string; readonly meterName: string },
  { ids = {}, times }: { readonly ids?: Readonly<Record<string, string>>; readonly times?: string } = {},
): readonly Pin[] {
  return [{ service: serviceName, ids, where: () => ({ ...names, type: 'Consumption' }), ...(times === undefined ? {} : { times }) }];
}

const hub = (tier: string): readonly Pin[] => pin('IoT Hub', { productName: 'IoT Hub', skuName: tier, meterName: `Standard ${tier} Unit` });

const blob = (skuName: string, meterName: string, eastus: string, westeurope: string): readonly Pin[] =>
  pin('Storage', { productName: 'General Block Blob v2', skuName, meterName }, { ids: { eastus, westeurope } });

const cosmosStorage = pin(
  'Azure Cosmos DB',
  { productName: 'Azure Cosmos DB', skuName: 'RUs', meterName: 'Data Stored' },
  { ids: { eastus: '56f07b6a-c7d9-490f-a196-a7ee08e28712', westeurope: 'aa57abaf-ec18-4387-9348-07b177eab8db' } },
);

export const AZURE_PINS: Pins = {
  'azure.iot-hub.s1': hub('S1'),
  'azure.iot-hub.s2': hub('S2'),
  'azure.iot-hub.s3': hub('S3'),
  'azure.event-grid.operations': pin('Event Grid', { productName: 'Event Grid', skuName: 'Standard', meterName: 'Standard Operations' }),
  'azure.functions.executions': pin(
    'Functions',
    { productName: 'Functions', skuName: 'Standard', meterName: 'Standard Total Executions' },
    { ids: { '*': '4e5cd9e2-c20f-4d7f-acbe-58931b8b49ef' } },
  ),
  'azure.functions.duration': pin(
    'Functions',
    { productName: 'Functions', skuName: 'Standard', meterName: 'Standard Execution Time' },
    { ids: { '*': '2a384075-01d7-4f66-a84a-0eed3ca58876' } },
  ),
  'azure.logic-apps.actions': pin('Logic Apps', {
    productName: 'Logic Apps',
    skuName: 'Consumption',
    meterName: 'Consumption Built-in Actions',
  }),
  'azure.cosmos-db.serverless': pin(
    'Azure Cosmos DB',
    { productName: 'Azure Cosmos DB serverless', skuName: 'RUs', meterName: '1M RUs' },
    { ids: { eastus: 'f7aeda1d-30d1-5681-b35a-e2f35760a007' } },
  ),
  'azure.cosmos-db.autoscale': pin(
    'Azure Cosmos DB',
    { productName: 'Azure Cosmos DB autoscale', skuName: 'AP1', meterName: 'AP1 100 RUs' },
    { ids: { eastus: '73a9758d-a043-46f4-804b-d4a4b0c063ff' } },
  ),
  'azure.cosmos-db.provisioned': pin(
    'Azure Cosmos DB',
    { productName: 'Azure Cosmos DB', skuName: 'RUs', meterName: '100 RU/s' },
    { ids: { eastus: '65d4ded2-41ae-43a8-bb68-3c200e1ba864' } },
  ),
  'azure.cosmos-db.storage': cosmosStorage,
  // No meter of its own: a serverless account's data is billed by the same row (infracost's mapping [S]).
  'azure.cosmos-db.serverless-storage': cosmosStorage,
  'azure.blob-cool.writes': blob(
    'Cool LRS',
    'Cool LRS Write Operations',
    '4e435593-08e3-4159-9c2f-374618fd11f0',
    '2a87c94a-471c-46e5-931a-f7310f143322',
  ),
  'azure.blob-cool.reads': blob(
    'Cool LRS',
    'Cool Read Operations',
    '003afa77-88c3-4da1-9464-69f643721f8b',
    'c9711c6c-2fb5-4ff1-ad23-17e9beab62ba',
  ),
  'azure.blob-cool.storage': blob(
    'Cool LRS',
    'Cool LRS Data Stored',
    '5d16be88-bfc0-4f33-bb0a-826eb941c13f',
    '8bf84600-37ce-42ab-a6d7-0c322aed8182',
  ),
  'azure.blob-cool.retrieval': blob(
    'Cool LRS',
    'Cool Data Retrieval',
    '7fee4018-c73d-4765-9c46-98b2b9b57b16',
    '34013683-6f3f-4b90-b235-aa579b1f2881',
  ),
  'azure.blob-archive.writes': blob(
    'Archive LRS',
    'Archive LRS Write Operations',
    '3f23ddff-ea93-477a-9d5e-e9337e4cc3c1',
    '58817362-8351-41ce-8c50-8a2cc3442dbe',
  ),
  'azure.blob-archive.storage': blob(
    'Archive LRS',
    'Archive LRS Data Stored',
    'c6206a46-dca7-42b5-9c49-5536b8c65ad7',
    '7d07cbf5-5686-4123-9ebe-36ca3e461c43',
  ),
  'azure.blob-archive.retrieval': blob(
    'Archive LRS',
    'Archive Data Retrieval',
    'dc975116-decc-4cc6-a214-8e119e590574',
    '8b692d5a-8e7a-41ee-a507-27fc6763cef0',
  ),
  'azure.blob-hot.storage': blob(
    'Hot LRS',
    'Hot LRS Data Stored',
    '272492b3-1c92-4a5f-bee9-52a8e10ca514',
    '10e5ee74-8fd6-4972-909f-65a83f92f0ce',
  ),
  'azure.digital-twins.operations': pin(
    'Digital Twins',
    { productName: 'Digital Twins', skuName: 'Standard', meterName: 'Standard Operations' },
    { ids: { westeurope: '07468ba4-7fcc-5483-ac11-db92ef466bd0' } },
  ),
  'azure.digital-twins.query-units': pin(
    'Digital Twins',
    { productName: 'Digital Twins', skuName: 'Standard', meterName: 'Standard Query Units' },
    { ids: { westeurope: '922d2f08-f5b6-5efe-a33b-0778db401639' } },
  ),
  // A standard instance (X1) is two nodes.
  'azure.grafana.instance': pin(
    'Azure Grafana Service',
    { productName: 'Azure Managed Grafana', skuName: 'Standard', meterName: 'Standard Node' },
    { ids: { westeurope: 'e29ce018-10e6-593f-8df9-3fd983f6b2da' }, times: '2' },
  ),
  'azure.grafana.users': pin(
    'Azure Grafana Service',
    { productName: 'Azure Managed Grafana', skuName: 'Standard', meterName: 'Standard User' },
    { ids: { westeurope: 'e23843ad-347d-5c3e-87d5-10d44cf30763' } },
  ),
  'azure.bandwidth.internet': pin(
    'Bandwidth',
    { productName: 'Rtn Preference: MGN', skuName: 'Standard', meterName: 'Standard Data Transfer Out' },
    { ids: { westeurope: '9995d93a-7d35-4d3f-9c69-7a7fea447ef4' } },
  ),
};

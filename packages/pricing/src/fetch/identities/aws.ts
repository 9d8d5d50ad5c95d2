/**
 * AWS: which row of which offer is a meter's. Usage types carry the region's billing code as prefix (`EUC1-Request`), but us-east-1's older ones carry none
 * and eu-west-1's older ones `EU`; SKUs are those of recorded responses (meters.md). Usage types that no record shows are [K], or [S] of infracost.
 */
import type { Pin, Pins } from './pin.ts';

/** The billing codes of docs.aws.amazon.com/global-infrastructure, "AWS Region billing codes" [K]; EUC1, USE1, EU, USW1, USW2 and APS1 are seen in records. */
export const AWS_BILLING_CODES: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['', 'USE1'],
  'us-east-2': ['USE2'],
  'us-west-1': ['USW1'],
  'us-west-2': ['USW2'],
  'ca-central-1': ['CAN1'],
  'ca-west-1': ['CAN2'],
  'mx-central-1': ['MXC1'],
  'sa-east-1': ['SAE1'],
  'eu-west-1': ['EU', 'EUW1'],
  'eu-west-2': ['EUW2'],
  'eu-west-3': ['EUW3'],
  'eu-central-1': ['EUC1'],
  'eu-central-2': ['EUC2'],
  'eu-north-1': ['EUN1'],
  'eu-south-1': ['EUS1'],
  'eu-south-2': ['EUS2'],
  'ap-east-1': ['APE1'],
  'ap-northeast-1': ['APN1'],
  'ap-northeast-2': ['APN2'],
  'ap-northeast-3': ['APN3'],
  'ap-southeast-1': ['APS1'],
  'ap-southeast-2': ['APS2'],
  'ap-south-1': ['APS3'],
  'ap-southeast-3': ['APS4'],
  'ap-south-2': ['APS5'],
  'ap-southeast-4': ['APS6'],
  'ap-southeast-5': ['APS7'],
  'ap-southeast-7': ['APS8'],
  'af-south-1': ['AFS1'],
  'il-central-1': ['ILC1'],
  'me-south-1': ['MES1'],
  'me-central-1': ['MEC1'],
};

/** A usage type of a region in each form that it may have there. */
function usageTypes(region: string, usage: string): readonly string[] | null {
  const codes = AWS_BILLING_CODES[region];
  return codes === undefined ? null : codes.map((code) => (code === '' ? usage : `${code}-${usage}`));
}

function pin(
  service: string,
  usage: string,
  more: Readonly<Record<string, string>> = {},
  ids: Readonly<Record<string, string>> = {},
): readonly Pin[] {
  const where: Pin['where'] = (region) => {
    const usagetype = usageTypes(region, usage);
    // On demand only: reserved and free-tier terms stand beside it under other codes.
    return usagetype === null ? null : { usagetype, term: 'JRTCKXETXF', ...more };
  };
  return [{ service, ids, where }];
}

export const AWS_PINS: Pins = {
  'aws.iot-core.connectivity': pin('AWSIoT', 'ConnectionMinutes'),
  'aws.iot-core.messages': pin('AWSIoT', 'Messages'),
  'aws.iot-core.rules': pin('AWSIoT', 'RulesTriggered'),
  'aws.iot-core.actions': pin('AWSIoT', 'ActionsExecuted'),
  'aws.lambda.requests': pin('AWSLambda', 'Request', {}, { 'eu-central-1': 'CKZQ3D25MV9ET243', 'us-east-1': 'GU2ZS9HVP6QTQ7KE' }),
  'aws.lambda.duration': pin('AWSLambda', 'Lambda-GB-Second', {}, { 'eu-central-1': 'S4ZKFHQ6B28FBYVW', 'us-east-1': 'TG3M4CAGBA3NYQBH' }),
  'aws.eventbridge.events': pin('AWSEvents', 'Event-64K-Chunks', { eventType: 'Custom Event' }, { 'us-east-1': 'ZA92ERYNKX457AJD' }),
  'aws.eventbridge.schedules': pin('AWSEvents', 'ScheduledInvocation'),
  'aws.step-functions.transitions': pin('AmazonStates', 'StateTransition'),
  'aws.dynamodb.writes': pin(
    'AmazonDynamoDB',
    'WriteRequestUnits',
    { operation: 'PayPerRequestThroughput' },
    { 'us-east-1': 'FGXVD96DKJMUASY3' },
  ),
  'aws.dynamodb.reads': pin(
    'AmazonDynamoDB',
    'ReadRequestUnits',
    { operation: 'PayPerRequestThroughput' },
    { 'us-east-1': '4W4ZMC46EHE8XTTZ' },
  ),
  'aws.dynamodb.storage': pin('AmazonDynamoDB', 'TimedStorage-ByteHrs', {}, { 'us-east-1': 'F3E2EDSYC6ZNW7XP' }),
  'aws.s3-infrequent-access.puts': pin('AmazonS3', 'Requests-SIA-Tier1'),
  'aws.s3-infrequent-access.gets': pin('AmazonS3', 'Requests-SIA-Tier2'),
  'aws.s3-infrequent-access.storage': pin('AmazonS3', 'TimedStorage-SIA-ByteHrs', {}, { 'us-east-1': '379GYJUQ5WFBUYGM' }),
  'aws.s3-infrequent-access.retrieval': pin('AmazonS3', 'Retrieval-SIA'),
  // The names of the deep archive's rows are infracost's [S]: an offer of its own, but for the transitions.
  'aws.s3-deep-archive.puts': pin('AmazonS3GlacierDeepArchive', 'Requests-GDA-Tier1', { operation: 'PostObject' }),
  'aws.s3-deep-archive.transitions': pin('AmazonS3', 'Requests-Tier3', { operation: 'S3-GDATransition' }),
  'aws.s3-deep-archive.storage': pin('AmazonS3GlacierDeepArchive', 'TimedStorage-GDA-ByteHrs'),
  'aws.s3-deep-archive.retrieval': pin('AmazonS3GlacierDeepArchive', 'Standard-Retrieval-Bytes', { operation: 'DeepArchiveRestoreObject' }),
  'aws.s3-standard.storage': pin('AmazonS3', 'TimedStorage-ByteHrs', { volumeType: 'Standard' }, { 'us-east-1': 'WP9ANXZGBYYSGJEA' }),
  'aws.twinmaker.entities': pin('IOTTwinMaker', 'IoTTwinMaker-Entities', {}, { 'eu-central-1': '277WAXHAJDXEASP4' }),
  'aws.twinmaker.calls': pin('IOTTwinMaker', 'IoTTwinMaker-UnifiedDataAccess', {}, { 'eu-central-1': 'TZZT53KGACG9PBQP' }),
  'aws.twinmaker.queries': pin('IOTTwinMaker', 'IoTTwinMaker-Queries', {}, { 'eu-central-1': 'KP52FAAHMP3DKUXG' }),
  'aws.grafana.editors': pin('AmazonGrafana', 'Grafana:EditorUser'),
  'aws.grafana.viewers': pin('AmazonGrafana', 'Grafana:ViewerUser'),
  'aws.data-transfer.internet': pin(
    'AWSDataTransfer',
    'DataTransfer-Out-Bytes',
    {},
    { 'eu-central-1': 'F62Y6TKR8NC6Q2ZB', 'us-east-1': 'HQEH3ZWJVT46JHRG' },
  ),
};

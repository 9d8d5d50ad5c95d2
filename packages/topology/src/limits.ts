/**
 * The limits and quotas of the clouds that decide what can run: names and units. Their values stand in the price book.
 */

/** Every limit that the model reads; a book must hold each of them. */
export const LIMITS = {
  'aws.iot-core.message-bytes': 'B',
  'aws.dynamodb.item-bytes': 'B',
  'aws.lambda.memory-max-bytes': 'B',
  'aws.lambda.duration-max-seconds': 's',
  'azure.iot-hub.message-bytes': 'B',
  'azure.iot-hub.devices': 'devices',
  'azure.iot-hub.s1.messages-per-unit-day': 'messages/day',
  'azure.iot-hub.s2.messages-per-unit-day': 'messages/day',
  'azure.iot-hub.s3.messages-per-unit-day': 'messages/day',
  /** Messages a second that one unit takes … */
  'azure.iot-hub.s1.messages-per-unit-second': 'messages/s',
  'azure.iot-hub.s2.messages-per-unit-second': 'messages/s',
  'azure.iot-hub.s3.messages-per-unit-second': 'messages/s',
  /** … and those that a hub takes at least, however few units it has. */
  'azure.iot-hub.s1.messages-per-hub-second': 'messages/s',
  'azure.iot-hub.s2.messages-per-hub-second': 'messages/s',
  'azure.iot-hub.s3.messages-per-hub-second': 'messages/s',
  'azure.iot-hub.s1.units': 'units',
  'azure.iot-hub.s2.units': 'units',
  'azure.iot-hub.s3.units': 'units',
  'azure.functions.memory-max-bytes': 'B',
  'azure.functions.duration-max-seconds': 's',
  'azure.cosmos-db.item-bytes': 'B',
  'azure.cosmos-db.serverless-ru-per-second': 'RU/s',
  'azure.cosmos-db.serverless-storage-bytes': 'B',
  'azure.digital-twins.twins': 'twins',
  'gcp.pubsub.message-bytes': 'B',
  'gcp.firestore.document-bytes': 'B',
  'gcp.cloud-run.memory-max-bytes': 'B',
  'gcp.cloud-run.duration-max-seconds': 's',
} as const;
export type LimitId = keyof typeof LIMITS;

/** The value of each limit, in its unit. */
export type Limits = Readonly<Record<LimitId, number>>;

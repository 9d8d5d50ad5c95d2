/**
 * Which clouds cannot serve a slot whatever it costs: messages, items, functions and twins above a service's hard limit.
 * Absence of a service in a region is the price book's to say; IoT Hub's units are its meters'.
 */
import type { Provider, Slot, SourceRange } from '@twin2multicloud/language';
import type { Facts } from './facts.ts';
import type { LimitId } from './limits.ts';
import { within } from './round-up.ts';

export interface Violation {
  readonly slot: Slot;
  readonly provider: Provider;
  readonly reason: string;
  readonly at: SourceRange | null;
}

const MESSAGE_LIMITS: Readonly<Record<Provider, readonly [LimitId, string]>> = {
  aws: ['aws.iot-core.message-bytes', 'AWS IoT Core'],
  azure: ['azure.iot-hub.message-bytes', 'Azure IoT Hub'],
  gcp: ['gcp.pubsub.message-bytes', 'Google Pub/Sub'],
};
const ITEM_LIMITS: Readonly<Record<Provider, readonly [LimitId, string]>> = {
  aws: ['aws.dynamodb.item-bytes', 'Amazon DynamoDB'],
  azure: ['azure.cosmos-db.item-bytes', 'Azure Cosmos DB'],
  gcp: ['gcp.firestore.document-bytes', 'Firestore'],
};
const MEMORY_LIMITS: Readonly<Record<Provider, LimitId>> = {
  aws: 'aws.lambda.memory-max-bytes',
  azure: 'azure.functions.memory-max-bytes',
  gcp: 'gcp.cloud-run.memory-max-bytes',
};
const DURATION_LIMITS: Readonly<Record<Provider, LimitId>> = {
  aws: 'aws.lambda.duration-max-seconds',
  azure: 'azure.functions.duration-max-seconds',
  gcp: 'gcp.cloud-run.duration-max-seconds',
};

const KB = 1024;

/** Every hard limit that the scenario breaks, at most one a slot and cloud. */
export function violations(facts: Facts): Violation[] {
  const found = new Map<string, Violation>();
  const add = (violation: Violation) => {
    const key = `${violation.slot} ${violation.provider}`;
    if (!found.has(key)) found.set(key, violation);
  };
  for (const provider of ['aws', 'azure', 'gcp'] as const) {
    messageViolations(facts, provider, add);
    functionViolations(facts, provider, add);
  }
  if (!within(facts.entities, facts.limits['azure.digital-twins.twins'])) {
    const reason = `${count(facts.entities)} entities are more than the ${count(facts.limits['azure.digital-twins.twins'])} that one Azure Digital Twins instance holds`;
    add({ slot: 'L4', provider: 'azure', reason, at: facts.scenario.management?.declaredAt ?? null });
  }
  return [...found.values()];
}

function messageViolations(facts: Facts, provider: Provider, add: (violation: Violation) => void): void {
  const [messageLimit, broker] = MESSAGE_LIMITS[provider];
  const [itemLimit, store] = ITEM_LIMITS[provider];
  for (const { group, payload, item } of facts.groups) {
    const at = group.payload.at ?? group.declaredAt;
    if (!within(payload, facts.limits[messageLimit])) {
      const reason = `messages of ${group.name} have ${kilobytes(payload)}, ${broker} takes at most ${kilobytes(facts.limits[messageLimit])}`;
      add({ slot: 'L1', provider, reason, at });
    }
    if (!within(item, facts.limits[itemLimit])) {
      const reason = `items of ${group.name} have ${kilobytes(item)}, ${store} takes at most ${kilobytes(facts.limits[itemLimit])}`;
      add({ slot: 'L3.hot', provider, reason, at });
    }
  }
}

function functionViolations(facts: Facts, provider: Provider, add: (violation: Violation) => void): void {
  const { processing } = facts.scenario;
  const calls = facts.actions.some((action) => action.action.kind === 'call');
  const sizes = [...processing.runs.map((run) => run.function), ...(calls ? [processing.function] : [])];
  const memoryLimit = facts.limits[MEMORY_LIMITS[provider]];
  const durationLimit = facts.limits[DURATION_LIMITS[provider]];
  for (const { value, at } of sizes) {
    if (!within(value.memory, memoryLimit)) {
      const reason = `a function of ${count(value.memory / KB / KB)} MB is above the limit of ${count(memoryLimit / KB / KB)} MB`;
      add({ slot: 'L2', provider, reason, at: at ?? processing.declaredAt });
    }
    if (!within(value.duration, durationLimit)) {
      const reason = `a function that runs ${count(value.duration)} s is above the limit of ${count(durationLimit)} s`;
      add({ slot: 'L2', provider, reason, at: at ?? processing.declaredAt });
    }
  }
}

function count(value: number): string {
  if (!Number.isFinite(value)) return 'countless';
  if (value >= 1e15) return value.toExponential(3);
  return String(Math.round(value * 100) / 100).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function kilobytes(bytes: number): string {
  return `${count(bytes / KB)} KB`;
}

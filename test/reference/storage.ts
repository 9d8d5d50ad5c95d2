/**
 * Docs/cost-model.md, "Slots", L3: the hot, cool and archive tiers of each cloud with their movers and readers.
 */
import type { Provider } from '@twin2multicloud/language';
import { DAYS, GB, holds, KB, roundUp, SECONDS_A_MONTH, sum } from './arithmetic.ts';
import { glue, limit, mover, schedule, standingAlone, STEADY } from './lines.ts';
import type { Context, Line } from './lines.ts';
import { blocks, panelBytes } from './twin-numbers.ts';

const ITEM_LIMITS = {
  aws: 'aws.dynamodb.item-bytes',
  azure: 'azure.cosmos-db.item-bytes',
  gcp: 'gcp.firestore.document-bytes',
} as const;

// --- L3.hot ---

export function hot(context: Context, cloud: Provider): Line[] | null {
  const { twin } = context;
  if (twin.groups.some((g) => g.i > limit(context, ITEM_LIMITS[cloud]))) return null;
  const database = cloud === 'aws' ? dynamoDb(context) : cloud === 'azure' ? cosmosDb(context) : firestore(context);
  const lines = [...database, ...glue(context, cloud, twin.Q)];
  const moving = twin.groups.filter((g) => g.moves);
  for (const g of moving) lines.push(...mover(context, cloud, g, g.hotEnd));
  if (moving.length > 0) lines.push(...schedule(cloud));
  return lines;
}

function dynamoDb({ twin, assume, time }: Context): Line[] {
  const writes = sum(twin.groups.map((g) => g.m * blocks(g.i, KB)));
  const panelReads = (twin.Q * Math.max(1, blocks(panelBytes(twin), 4 * KB))) / 2;
  const moverReads = sum(twin.groups.map((g) => (g.moves ? ((g.m * g.i) / (4 * KB) / 2) * time.leaving(g.hotEnd) : 0)));
  const stored = sum(twin.groups.map((g) => g.m * (g.i + assume['index-overhead']) * time.held(0, g.H)));
  return [
    { meter: 'aws.dynamodb.writes', quantity: writes },
    { meter: 'aws.dynamodb.reads', quantity: panelReads + moverReads },
    { meter: 'aws.dynamodb.storage', quantity: stored / assume['dynamodb-gigabyte'] },
  ];
}

type CosmosMode = 'serverless' | 'autoscale' | 'provisioned';

function cosmosDb(context: Context): Line[] {
  // The capacity mode is that of the steady state.
  const steady = { ...context, time: STEADY };
  let mode: CosmosMode = 'autoscale';
  let smallest = Infinity;
  for (const candidate of ['serverless', 'autoscale', 'provisioned'] as const) {
    const lines = cosmosMode(steady, candidate);
    if (lines === null) continue;
    const amount = standingAlone(steady, lines, true);
    if (amount < smallest) {
      mode = candidate;
      smallest = amount;
    }
  }
  return cosmosMode(context, mode) ?? [];
}

/** The lines of one capacity mode, or null where its limits do not allow it. */
function cosmosMode(context: Context, mode: CosmosMode): Line[] | null {
  const { twin, assume, time } = context;
  const writeRu = (bytes: number): number => assume['cosmos-write'] + assume['cosmos-write-slope'] * Math.max(0, bytes / KB - 1);
  const queryRu = assume['cosmos-query'] + assume['cosmos-query-slope'] * (panelBytes(twin) / KB);

  const writes = sum(twin.groups.map((g) => g.m * writeRu(g.i)));
  const moverRu = sum(twin.groups.map((g) => (g.moves ? assume['cosmos-mover-slope'] * ((g.m * g.i) / KB) * time.leaving(g.hotEnd) : 0)));
  const U = writes + twin.Q * queryRu + moverRu;

  const panels = context.scenario.visualization?.panels.value ?? 0;
  const writesPeak = sum(twin.groups.map((g) => g.peak * writeRu(g.i)));
  const P = writesPeak + twin.refreshesPerSecond * panels * queryRu + moverRu / SECONDS_A_MONTH;
  const S = sum(twin.groups.map((g) => g.m * g.i * time.held(0, g.H)));

  switch (mode) {
    case 'serverless':
      if (!holds(P, limit(context, 'azure.cosmos-db.serverless-ru-per-second'))) return null;
      if (!holds(S, limit(context, 'azure.cosmos-db.serverless-storage-bytes'))) return null;
      return [
        { meter: 'azure.cosmos-db.serverless', quantity: U },
        { meter: 'azure.cosmos-db.serverless-storage', quantity: S / GB },
      ];
    case 'autoscale': {
      const max = roundUp(Math.max(1000, P) / 100) * 100;
      const billed = Math.max(max / 10, U / SECONDS_A_MONTH);
      return [
        { meter: 'azure.cosmos-db.autoscale', quantity: (730 * billed) / 100 },
        { meter: 'azure.cosmos-db.storage', quantity: S / GB },
      ];
    }
    case 'provisioned':
      return [
        { meter: 'azure.cosmos-db.provisioned', quantity: 730 * roundUp(Math.max(400, P) / 100) },
        { meter: 'azure.cosmos-db.storage', quantity: S / GB },
      ];
  }
}

function firestore({ twin, assume, time }: Context): Line[] {
  const moverReads = sum(twin.groups.map((g) => (g.moves ? g.m * time.leaving(g.hotEnd) : 0)));
  const deletes = sum(twin.groups.map((g) => g.m * time.leaving(g.hotEnd)));
  const stored = sum(twin.groups.map((g) => g.m * (g.i + assume['index-overhead']) * time.held(0, g.H)));
  return [
    { meter: 'gcp.firestore.writes', quantity: twin.M },
    { meter: 'gcp.firestore.reads', quantity: twin.w * twin.Q + moverReads },
    { meter: 'gcp.firestore.deletes', quantity: deletes },
    { meter: 'gcp.firestore.storage', quantity: stored / GB },
  ];
}

// --- L3.cool ---

export function cool(context: Context, cloud: Provider): Line[] {
  const { twin, time, scenario, placement } = context;
  const lines: Line[] = [];
  const storage = COOL_METERS[cloud].storage;
  const retrieval = COOL_METERS[cloud].retrieval;

  for (const g of twin.groups.filter((group) => group.C > 0)) {
    const months = time.held(g.hotEnd, Math.max(g.C, 30 / DAYS));
    const bytes = cloud === 'aws' ? Math.max(g.m * g.i, g.o * 128 * KB) : g.m * g.i;
    lines.push({ meter: COOL_METERS[cloud].writes, quantity: g.o * time.leaving(g.hotEnd) });
    lines.push({ meter: storage, quantity: (bytes * months) / GB });
    if (g.A > 0) {
      lines.push(...mover(context, cloud, g, g.coolEnd));
      if (placement['L3.archive'] !== cloud) {
        lines.push({ meter: retrieval, quantity: (g.m * g.i * time.leaving(g.coolEnd)) / GB });
        lines.push({ meter: COOL_METERS[cloud].reads, quantity: g.o * time.leaving(g.coolEnd) });
      }
    }
  }
  if (twin.groups.some((g) => g.C > 0 && g.A > 0)) lines.push(...schedule(cloud));
  if (scenario.storage.readCool.value > 0) lines.push({ meter: retrieval, quantity: scenario.storage.readCool.value / GB });
  return lines;
}

const COOL_METERS = {
  aws: {
    writes: 'aws.s3-infrequent-access.puts',
    reads: 'aws.s3-infrequent-access.gets',
    storage: 'aws.s3-infrequent-access.storage',
    retrieval: 'aws.s3-infrequent-access.retrieval',
  },
  azure: {
    writes: 'azure.blob-cool.writes',
    reads: 'azure.blob-cool.reads',
    storage: 'azure.blob-cool.storage',
    retrieval: 'azure.blob-cool.retrieval',
  },
  gcp: {
    writes: 'gcp.storage-nearline.operations',
    reads: 'gcp.storage-nearline.reads',
    storage: 'gcp.storage-nearline.storage',
    retrieval: 'gcp.storage-nearline.retrieval',
  },
} as const;

// --- L3.archive ---

export function archive(context: Context, cloud: Provider): Line[] {
  const { twin, time, scenario, placement } = context;
  const lines: Line[] = [];
  for (const g of twin.groups.filter((group) => group.A > 0)) {
    const arriving = g.o * time.leaving(g.coolEnd);
    if (cloud === 'aws') {
      const months = time.held(g.coolEnd, Math.max(g.A, 180 / DAYS));
      const fromCoolHere = g.C > 0 && placement['L3.cool'] === 'aws';
      lines.push({ meter: fromCoolHere ? 'aws.s3-deep-archive.transitions' : 'aws.s3-deep-archive.puts', quantity: arriving });
      lines.push({ meter: 'aws.s3-deep-archive.storage', quantity: ((g.m * g.i + g.o * 32 * KB) * months) / GB });
      lines.push({ meter: 'aws.s3-standard.storage', quantity: (g.o * 8 * KB * months) / GB });
    }
    if (cloud === 'azure') {
      const months = time.held(g.coolEnd, Math.max(g.A, 180 / DAYS));
      lines.push({ meter: 'azure.blob-archive.writes', quantity: arriving });
      lines.push({ meter: 'azure.blob-archive.storage', quantity: (g.m * g.i * months) / GB });
    }
    if (cloud === 'gcp') {
      const months = time.held(g.coolEnd, Math.max(g.A, 365 / DAYS));
      lines.push({ meter: 'gcp.storage-archive.operations', quantity: arriving });
      lines.push({ meter: 'gcp.storage-archive.storage', quantity: (g.m * g.i * months) / GB });
    }
  }
  const read = scenario.storage.readArchive.value / GB;
  if (read > 0) {
    if (cloud === 'aws') lines.push({ meter: 'aws.s3-deep-archive.retrieval', quantity: read });
    if (cloud === 'azure') lines.push({ meter: 'azure.blob-archive.retrieval', quantity: read });
    if (cloud === 'gcp') lines.push({ meter: 'gcp.storage-archive.retrieval', quantity: read });
  }
  return lines;
}

/** Reads the artifact's vectors and turns their inputs into a `Scenario` and into `.twin` text. It prices nothing. */
import { readFileSync } from 'node:fs';
import type { Scenario } from '@twin2multicloud/language';

export interface Inputs {
  readonly numberOfDevices: number;
  readonly deviceSendingIntervalInMinutes: number;
  readonly averageSizeOfMessageInKb: number;
  readonly hotStorageDurationInMonths: number;
  readonly coolStorageDurationInMonths: number;
  readonly archiveStorageDurationInMonths: number;
  readonly needs3DModel: boolean;
  readonly entityCount: number;
  readonly amountOfActiveEditors: number;
  readonly amountOfActiveViewers: number;
  readonly dashboardRefreshesPerHour: number;
  readonly dashboardActiveHoursPerDay: number;
}

interface Pair {
  readonly AWS: number;
  /** null or a word where the artifact does not offer the slot. */
  readonly Azure: number | string | null;
  readonly Azure_if_computed?: number;
}

export interface Vector {
  readonly id: string;
  readonly inputs: Inputs;
  readonly expected: {
    readonly perLayer: Readonly<Record<ArtifactLayer, Pair>>;
    readonly volumes: {
      readonly totalMessagesPerMonth_L1: number;
      readonly executionsPerMonth_L3: number;
      readonly dataSizeInGB_L3: number;
    };
    readonly transfers: Readonly<Record<string, number>>;
    readonly storagePath: readonly string[];
    readonly storagePathCost: number;
    readonly cheapestPath: readonly string[];
    readonly derivedTotals: { readonly total: number; readonly awsOnly: number; readonly azureOnly: number };
  };
}

export type ArtifactLayer = 'L1' | 'L2_Hot' | 'L2_Cool' | 'L2_Archive' | 'L3' | 'L4' | 'L5';

const MONTH = 2_628_000;
const at = { file: 'vectors.json', start: 0, end: 0 };

export function readVectors(): Vector[] {
  const file = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as { readonly vectors: Vector[] };
  return file.vectors;
}

export function presetInputs(preset: 'preset1' | 'preset2' | 'preset3'): Inputs {
  const vector = readVectors().find(({ id }) => id.startsWith(`v1-${preset}`));
  if (vector === undefined) throw new Error(`vectors.json has no ${preset}.`);
  return vector.inputs;
}

/** The scenario that the language lowers the text of these inputs to. */
export function scenarioOf(name: string, inputs: Inputs): Scenario {
  const value = <T>(it: T) => ({ value: it, at });
  const unset = <T>(it: T) => ({ value: it, at: null });
  const retention = {
    hot: value(inputs.hotStorageDurationInMonths * MONTH),
    cool: value(inputs.coolStorageDurationInMonths * MONTH),
    archive: value(inputs.archiveStorageDurationInMonths * MONTH),
  };
  const auto = { provider: null, except: [], at: null };
  const size = { memory: 128 * 1024 * 1024, duration: 0.1 };
  return {
    name,
    title: null,
    variant: null,
    documentation: null,
    declaredAt: at,
    groups: [
      {
        name: 'sensors',
        type: null,
        declaredAt: at,
        count: value(inputs.numberOfDevices),
        cadence: value({ kind: 'every', seconds: inputs.deviceSendingIntervalInMinutes * 60 }),
        peak: null,
        active: unset({ hoursPerDay: 24, daysPerWeek: 7 }),
        connect: unset('always'),
        payload: value(inputs.averageSizeOfMessageInKb * 1024),
        payloadFromTelemetry: false,
        telemetry: [],
        retention,
      },
    ],
    processing: { declaredAt: null, function: unset(size), runs: [], rules: [] },
    storage: { declaredAt: at, retention, readCool: unset(0), readArchive: unset(0) },
    management: {
      declaredAt: at,
      models: [],
      entities: value(inputs.entityCount),
      scene: inputs.needs3DModel ? value(100 * 1024 * 1024) : null,
      sceneFile: null,
      queries: null,
    },
    visualization: {
      declaredAt: at,
      editors: value(inputs.amountOfActiveEditors),
      viewers: value(inputs.amountOfActiveViewers),
      refresh: value({ kind: 'rate', events: inputs.dashboardRefreshesPerHour, perSeconds: 3600 }),
      viewing: value(inputs.dashboardActiveHoursPerDay * 3600),
      panels: unset(1),
      window: unset(3600),
    },
    placement: { L1: auto, L2: auto, 'L3.hot': auto, 'L3.cool': auto, 'L3.archive': auto, L4: auto, L5: auto },
    providers: unset(['aws', 'azure', 'gcp']),
    region: { logical: unset('eu-central'), named: {} },
    residency: null,
    currency: unset('USD'),
    budgets: [],
    freeTier: unset(true),
    assume: {},
    tags: {},
  };
}

/** The same inputs as a twin in the words of issue 2. */
export function twinText(name: string, inputs: Inputs): string {
  return `twin ${name} {
  devices sensors {
    count ${inputs.numberOfDevices}
    every ${inputs.deviceSendingIntervalInMinutes} min
    payload ${inputs.averageSizeOfMessageInKb} KB
  }
  storage {
    hot ${inputs.hotStorageDurationInMonths} months
    cool ${inputs.coolStorageDurationInMonths} months
    archive ${inputs.archiveStorageDurationInMonths} months
  }
  management {
    entities ${inputs.entityCount}${inputs.needs3DModel ? '\n    scene 100 MB' : ''}
  }
  visualization {
    editors ${inputs.amountOfActiveEditors}
    viewers ${inputs.amountOfActiveViewers}
    refresh ${inputs.dashboardRefreshesPerHour} / hour for ${inputs.dashboardActiveHoursPerDay} h / day
  }
}
`;
}

/** What the paper's model takes for granted, and which declarations of a twin it therefore ignores. */
import type { Scenario, SourceRange } from '@twin2multicloud/topology';
import type { UsedAssumption } from '../result.ts';

const SOURCE = 'Twin2Clouds, MODELS-C 2025, DOI 10.1109/MODELS-C68889.2025.00045, and its published artifact';

const STANDING: readonly UsedAssumption[] = [
  standing('paper.function-memory', 128, 'MB', 'every function has 128 MB'),
  standing('paper.function-duration', 100, 'ms', 'every function runs for 100 ms'),
  standing('paper.month-messages', 720, 'h', 'a month of messages in L1 and L4 has 720 hours'),
  standing('paper.month-stored', 730, 'h', 'a month of executions and stored messages has 730 hours'),
  standing('paper.month-dashboards', 30, 'days', 'a month of dashboard queries has 30 days'),
  standing('paper.cosmos-write', 1, 'RU', 'request units of a write; the artifact seems to swap it with the read, and it is kept'),
  standing('paper.cosmos-read', 10, 'RU', 'request units of a read; the artifact seems to swap it with the write, and it is kept'),
  standing('paper.windows-from-ingestion', 1, '', 'each tier holds data from ingestion to its age, so the tiers overlap'),
];

export const PAPER_NOT_COUNTED: readonly string[] = [
  'logs, registries, private networks, support, taxes and discounts',
  'functions and requests that carry data between clouds (the paper counts egress alone)',
  'storage of the 3D scene',
];

/** The standing assumptions, then one entry for each declaration that the paper's model does not read. */
export function paperAssumptions(scenario: Scenario): UsedAssumption[] {
  return [...STANDING, ...ignoredOfGroups(scenario), ...ignoredOfBlocks(scenario), ...ignoredOfTwin(scenario)];
}

function ignoredOfGroups(scenario: Scenario): UsedAssumption[] {
  return scenario.groups.flatMap(({ name, active, connect, peak }) => [
    ...when(active.at, () => ignored(`${name}.active`, 24, 'h/day', `\`active\` of ${name} is ignored: devices send all day`, active.at)),
    ...when(connect.at, () =>
      ignored(`${name}.connect`, 1, '', `\`connect\` of ${name} is ignored: a device has a flat price`, connect.at),
    ),
    ...when(peak?.at, () =>
      ignored(`${name}.peak`, 1, '', `\`peak\` of ${name} is ignored: there are no limits of rate`, peak?.at ?? null),
    ),
  ]);
}

function ignoredOfBlocks({ processing, storage, management, visualization }: Scenario): UsedAssumption[] {
  const { rules, runs } = processing;
  const scene = management?.scene ?? null;
  return [
    ...when(processing.function.at, () =>
      ignored('processing.function', 128, 'MB', '`function` is ignored: each message runs 128 MB for 100 ms', processing.function.at),
    ),
    ...when(rules[0]?.declaredAt, () =>
      ignored('processing.rules', 0, 'matches', 'rules (`on …`) are ignored', rules[0]?.declaredAt ?? null),
    ),
    ...when(runs[0]?.declaredAt, () =>
      ignored('processing.run', 1, 'execution', '`run` is ignored: each message runs one function', runs[0]?.declaredAt ?? null),
    ),
    ...when(storage.readCool.at, () =>
      ignored('storage.read-cool', 10, '%', '`read cool` is ignored: a tenth of the stored data is read', storage.readCool.at),
    ),
    ...when(storage.readArchive.at, () =>
      ignored('storage.read-archive', 1, '%', '`read archive` is ignored: a hundredth of the stored data is read', storage.readArchive.at),
    ),
    ...when(management?.queries?.at, () =>
      ignored('management.queries', 0, 'queries', '`queries` is ignored: only dashboards query the twin', management?.queries?.at ?? null),
    ),
    ...when(management !== null && scene === null ? (management.entities?.at ?? null) : null, () =>
      ignored('management.entities', 0, 'entities', 'entities cost nothing without a 3D scene', management?.entities?.at ?? null),
    ),
    ...when(scene?.at, () =>
      ignored('management.scene', 0, 'B', 'the size of the scene is ignored; that there is one counts', scene?.at ?? null),
    ),
    ...when(visualization?.panels.at, () =>
      ignored('visualization.panels', 1, 'panel', '`panels` is ignored: one query for each refresh', visualization?.panels.at ?? null),
    ),
    ...when(visualization?.window.at, () =>
      ignored(
        'visualization.window',
        0,
        's',
        '`window` is ignored: what a panel reads back costs nothing',
        visualization?.window.at ?? null,
      ),
    ),
  ];
}

function ignoredOfTwin({ region, residency, freeTier, assume }: Scenario): UsedAssumption[] {
  const regionAt = region.logical.at ?? Object.values(region.named)[0]?.at ?? null;
  return [
    ...when(regionAt, () => ignored('region', 1, 'price list', '`region` is ignored: the paper has one price list', regionAt)),
    ...when(residency?.at, () => ignored('residency', 0, '', '`residency` is ignored: the paper knows no regions', residency?.at ?? null)),
    ...when(freeTier.at, () => ignored('free-tier', 1, '', '`free-tier` is ignored: free allowances always count', freeTier.at)),
    ...Object.entries(assume).map(([id, { at }]) =>
      ignored(`assume.${id}`, 0, '', `\`assume ${id}\` is ignored: the figures are the paper's own`, at),
    ),
  ];
}

function standing(id: string, value: number, unit: string, why: string): UsedAssumption {
  return { id, value, unit, why, source: SOURCE, at: null };
}

function ignored(path: string, value: number, unit: string, why: string, at: SourceRange | null): UsedAssumption {
  return { id: `paper.ignored.${path}`, value, unit, why, source: SOURCE, at };
}

function when(at: SourceRange | null | undefined, entry: () => UsedAssumption): UsedAssumption[] {
  return at === null || at === undefined ? [] : [entry()];
}

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LIMIT_VALUES } from '../../../test/fixtures/flat-book.ts';
import { randomScenario } from '../../../test/reference/random-scenario.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import {
  COMPONENTS,
  factsOf,
  FLOWS,
  METERS,
  meterName,
  PROVIDERS,
  roundUp,
  SLOTS,
  usedSlots,
  vcpuOf,
  within,
  type MeterId,
  type Use,
} from './index.ts';
import { PLAN_METERS } from './meters.ts';

const usesOfComponents = (): Use[] => COMPONENTS.flatMap(({ uses, plans }) => [...uses, ...(plans ?? []).flatMap((plan) => plan.uses)]);
const usesOfFlows = (): Use[] =>
  FLOWS.flatMap((flow) => PROVIDERS.flatMap((p) => [...flow.sender[p], ...flow.egress[p], ...flow.receiver[p]]));

describe('one topology', () => {
  it('uses every meter, and no other', () => {
    const used = new Set([...usesOfComponents(), ...usesOfFlows()].map((use) => use.meter));
    const listed = [...Object.keys(METERS), ...Object.keys(PLAN_METERS)];
    assert.deepEqual([...used].sort(), listed.sort());
  });

  it('names each component once, by cloud and slot', () => {
    const ids = COMPONENTS.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, provider, slot } of COMPONENTS) assert.ok(id.startsWith(`${provider}.${slot}.`), id);
  });

  it('has at least one component that always runs for every slot on every cloud', () => {
    for (const slot of SLOTS)
      for (const provider of PROVIDERS)
        assert.ok(
          COMPONENTS.some((c) => c.slot === slot && c.provider === provider && !c.when && !c.crossing),
          `${slot} on ${provider}`,
        );
  });

  it('lets a component use meters of its own cloud only', () => {
    for (const { id, provider, uses, plans } of COMPONENTS)
      for (const { meter } of [...uses, ...(plans ?? []).flatMap((plan) => plan.uses)])
        assert.ok(meter.startsWith(`${provider}.`), `${id} uses ${meter}`);
    for (const flow of FLOWS)
      for (const provider of PROVIDERS)
        for (const { meter } of [...flow.sender[provider], ...flow.egress[provider], ...flow.receiver[provider]])
          assert.ok(meter.startsWith(`${provider}.`), `${flow.id} on ${provider} uses ${meter}`);
  });

  it('has each flow once, between two different slots, with the id of its ends', () => {
    assert.equal(new Set(FLOWS.map(({ id }) => id)).size, FLOWS.length);
    for (const { id, from, to } of FLOWS) {
      assert.notEqual(from, to);
      assert.equal(id, `${from}-${to}`);
    }
  });

  it('knows the flow of every component that hangs on a crossing, on one of its ends', () => {
    for (const { id, slot, crossing } of COMPONENTS) {
      if (!crossing) continue;
      const flow = FLOWS.find((candidate) => candidate.id === crossing.flow);
      assert.ok(flow, `${id} waits for the flow ${crossing.flow}`);
      assert.ok(slot === flow.from || slot === flow.to, id);
    }
  });

  it('pays egress at the source of every flow, and nowhere else', () => {
    const isEgress = (use: Use): boolean => use.meter.endsWith('.internet');
    for (const flow of FLOWS)
      for (const provider of PROVIDERS) {
        assert.equal(flow.egress[provider].filter(isEgress).length, 1, `${flow.id} from ${provider}`);
        assert.equal([...flow.sender[provider], ...flow.receiver[provider]].filter(isEgress).length, 0, `${flow.id} to ${provider}`);
      }
    assert.equal(usesOfComponents().filter(isEgress).length, 0);
  });

  it('gives plans to a component as alternatives with different names', () => {
    for (const { id, plans } of COMPONENTS) {
      if (!plans) continue;
      assert.ok(plans.length > 1, id);
      assert.equal(new Set(plans.map(({ name }) => name)).size, plans.length, id);
    }
  });

  it('names every meter’s service, thing and unit', () => {
    for (const id of [...Object.keys(METERS), ...Object.keys(PLAN_METERS)] as MeterId[]) {
      const { service, title, unit } = meterName(id);
      assert.ok(service.length > 0 && title.length > 0 && unit.length > 0, id);
      assert.equal(id.split('.').length, 3, id);
    }
  });

  it('computes finite usages that are not negative for random scenarios', () => {
    for (let seed = 0; seed < 200; seed++) {
      const facts = factsOf(randomScenario(seed), LIMIT_VALUES, { month: seed % 3 === 0 ? 1 + (seed % 24) : null });
      for (const use of [...usesOfComponents(), ...usesOfFlows()]) {
        for (const usage of usagesOf(use, facts)) {
          for (const [field, value] of Object.entries(usage)) {
            if (typeof value !== 'number') continue;
            assert.ok(value >= 0 && Number.isFinite(value), `seed ${seed}: ${use.meter} has ${field} ${value}`);
          }
        }
      }
    }
  });
});

function usagesOf(use: Use, facts: ReturnType<typeof factsOf>): object[] {
  switch (use.per) {
    case 'group':
      return facts.groups.flatMap((group) => use.usage(group, facts) ?? []);
    case 'run':
      return facts.runs.flatMap((run) => use.usage(run, facts) ?? []);
    case 'action':
      return facts.actions.flatMap((action) => use.usage(action, facts) ?? []);
    case 'twin':
      return [use.usage(facts, facts) ?? []].flat();
  }
}

describe('flows', () => {
  const flowsOf = (body: string, telemetry = 'telemetry { x: number }'): string[] => {
    const facts = factsOf(twinWith(`count 1  every 1 s  payload 1 KB  ${telemetry}`, body), LIMIT_VALUES);
    return FLOWS.filter((flow) => flow.when(facts)).map(({ id }) => id);
  };

  it('of messages are always there', () => {
    assert.deepEqual(flowsOf(''), ['L1-L2', 'L2-L3.hot']);
  });

  it('follow what the twin declares', () => {
    assert.deepEqual(flowsOf('processing { on motion.x > 1 { feedback motion { x: 1 } } }'), ['L1-L2', 'L2-L3.hot', 'L2-L1']);
    assert.deepEqual(flowsOf('storage { hot 1 month  cool 2 months }'), ['L1-L2', 'L2-L3.hot', 'L3.hot-L3.cool']);
    assert.deepEqual(flowsOf('storage { hot 1 month  archive 2 months }'), ['L1-L2', 'L2-L3.hot', 'L3.hot-L3.archive']);
    assert.deepEqual(flowsOf('storage { hot 1 month  cool 2 months  archive 3 months }'), [
      'L1-L2',
      'L2-L3.hot',
      'L3.hot-L3.cool',
      'L3.cool-L3.archive',
    ]);
    assert.deepEqual(flowsOf('management { model A }'), ['L1-L2', 'L2-L3.hot', 'L2-L4']);
    assert.deepEqual(flowsOf('visualization { editors 1 }'), ['L1-L2', 'L2-L3.hot']);
    assert.deepEqual(flowsOf('visualization { editors 1  refresh 1 / hour }'), ['L1-L2', 'L2-L3.hot', 'L3.hot-L5']);
    assert.deepEqual(flowsOf('management { model A }\nvisualization { editors 1  refresh 1 / hour }'), [
      'L1-L2',
      'L2-L3.hot',
      'L2-L4',
      'L3.hot-L4',
      'L3.hot-L5',
      'L4-L5',
    ]);
  });
});

describe('functions', () => {
  it('get the vCPU of the smallest size that holds their memory', () => {
    const { assume } = factsOf(twinWith('count 1  every 1 s  payload 1 KB'), LIMIT_VALUES);
    const MB = 1_048_576;
    const cpus = [1, 128, 129, 256, 257, 512, 513, 1024, 1025, 2048, 2049, 8192, 8193, 16_384, 40_000].map((mb) => vcpuOf(mb * MB, assume));
    assert.deepEqual(cpus, [0.083, 0.083, 0.167, 0.167, 0.333, 0.333, 0.583, 0.583, 1, 1, 2, 2, 4, 4, 4]);
  });
});

describe('used slots', () => {
  const slots = (body: string) => {
    const scenario = twinWith('count 1  every 1 s  payload 1 KB', body);
    return usedSlots(scenario, factsOf(scenario, LIMIT_VALUES));
  };

  it('are the first three always, the others by what is declared', () => {
    assert.deepEqual(slots(''), ['L1', 'L2', 'L3.hot']);
    assert.deepEqual(slots('storage { hot 1 month  cool 1 month }'), ['L1', 'L2', 'L3.hot']);
    assert.deepEqual(
      slots('storage { hot 1 month  cool 2 months  archive 3 months }\nmanagement { model A }\nvisualization { editors 1 }'),
      [...SLOTS],
    );
  });
});

describe('rounding', () => {
  it('goes up, but not for noise', () => {
    assert.deepEqual([0, 0.2, 1, 1 + 1e-12, 1.001, 60.00000000000001, 1e15 + 0.5].map(roundUp), [0, 1, 1, 1, 2, 60, 1e15 + 1]);
    assert.equal(roundUp(Infinity), Infinity);
  });

  it('lets a quantity exceed a limit by a billionth', () => {
    assert.equal(within(100 * (1 + 1e-10), 100), true);
    assert.equal(within(100 * (1 + 1e-8), 100), false);
    assert.equal(within(NaN, 100), false);
  });
});

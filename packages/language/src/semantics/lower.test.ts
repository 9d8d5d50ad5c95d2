import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Scenario } from '../scenario.ts';
import { lower, lowerVariant, variantNames } from './lower.ts';
import { TELEMETRY_FORMULA, telemetryPayload } from './telemetry.ts';
import { firstTwin, programOf, twinWith } from './test-kit.ts';

function lowered(text: string, more: Record<string, string> = {}): Scenario {
  const program = programOf({ 'test.twin': text, ...more });
  return lower(program, firstTwin(program));
}

function variant(text: string, name: string): Scenario {
  const program = programOf({ 'test.twin': text });
  return lowerVariant(program, firstTwin(program), name);
}

/** The text of a range, which must lie in this text. */
function at(text: string, range: { start: number; end: number } | null): string | null {
  return range === null ? null : text.slice(range.start, range.end);
}

const MONTH = 2_628_000;

describe('lowering', () => {
  it('gives every value of the example of the language’s document, with its place', () => {
    const scenario = lowered(EXAMPLE, { 'devices.twin': DEVICES });
    assert.equal(scenario.name, 'SmartHome');
    assert.equal(scenario.title, 'Smart Home');
    assert.equal(scenario.variant, null);
    assert.equal(scenario.documentation, 'A house with sensors.');
    const [thermostats, motion] = scenario.groups;
    assert.ok(thermostats !== undefined && motion !== undefined && scenario.groups.length === 2);
    assert.equal(thermostats.type, 'Thermostat');
    assert.equal(thermostats.count.value, 60);
    assert.equal(at(EXAMPLE, thermostats.count.at), 'count 60');
    assert.deepEqual(thermostats.cadence.value, { kind: 'every', seconds: 120 });
    assert.equal(thermostats.cadence.at?.file, 'devices.twin');
    assert.equal(at(DEVICES, thermostats.cadence.at), 'every   2 min');
    assert.equal(thermostats.payload.value, 256);
    assert.deepEqual(
      thermostats.telemetry.map((field) => [field.name, field.type, field.length, field.unit]),
      [
        ['temperature', 'number', null, '°C'],
        ['setpoint', 'number', null, '°C'],
        ['window', 'boolean', null, null],
        ['label', 'string', 12, null],
        ['vibration', 'vector', 3, null],
      ],
    );
    assert.deepEqual(motion.cadence.value, { kind: 'rate', events: 30, perSeconds: 3_600 });
    assert.deepEqual(motion.active.value, { hoursPerDay: 16, daysPerWeek: 5 });
    assert.equal(at(EXAMPLE, motion.active.at), 'active    16 h / day  5 days / week');
    assert.deepEqual(motion.connect, { value: 'always', at: null });
    assert.equal(motion.peak, null);
    assert.deepEqual([motion.retention.hot.value, motion.retention.cool.value, motion.retention.archive.value], [MONTH, 3 * MONTH, null]);
    assert.equal(at(EXAMPLE, motion.retention.archive.at), 'archive none');
    assert.equal(at(EXAMPLE, motion.retention.cool.at), 'cool    3 months');
    assert.equal(thermostats.retention.archive.value, 12 * MONTH);

    const { processing } = scenario;
    assert.deepEqual(processing.function.value, { memory: 134_217_728, duration: 0.1 });
    assert.deepEqual(
      processing.runs.map((run) => [run.file, run.groups, run.function.value.memory]),
      [['./functions/comfort.ts', ['thermostats'], 134_217_728]],
    );
    assert.deepEqual(
      processing.rules.map((rule) => [
        rule.group,
        rule.condition,
        rule.holdsFor,
        rule.matches.value,
        rule.actions.map((action) => action.kind),
      ]),
      [
        ['thermostats', 'thermostats.temperature > 30', 300, 0.01, ['notify', 'feedback']],
        ['motion', 'motion.battery < 10', null, 0.1, ['call']],
      ],
    );
    assert.deepEqual(scenario.storage.retention.archive.value, 12 * MONTH);
    assert.equal(scenario.storage.readCool.value, 0);

    assert.deepEqual(
      scenario.management?.models.map((model) => [model.name, model.title, model.models.map((inner) => [inner.name, inner.has])]),
      [
        [
          'House',
          'Main house',
          [
            [
              'LivingRoom',
              [
                { group: 'thermostats', count: 40 },
                { group: 'motion', count: null },
              ],
            ],
            ['Cellar', [{ group: 'thermostats', count: null }]],
          ],
        ],
      ],
    );
    assert.equal(scenario.management.scene?.value, 104_857_600);
    assert.equal(scenario.management.sceneFile, './house.glb');
    assert.deepEqual(scenario.visualization?.refresh?.value, { kind: 'rate', events: 12, perSeconds: 3_600 });
    assert.deepEqual(
      [scenario.visualization.editors.value, scenario.visualization.viewers.value, scenario.visualization.viewing.value],
      [2, 5, 3_600],
    );
    assert.deepEqual([scenario.visualization.panels.value, scenario.visualization.window.value], [4, 3_600]);
    assert.equal(scenario.placement.L1.provider, 'aws');
    assert.equal(scenario.placement['L3.hot'].provider, 'azure');
    assert.deepEqual(scenario.placement.L4.except, ['gcp']);
    assert.deepEqual(scenario.placement.L2, { provider: null, except: [], at: null });
    assert.equal(at(EXAMPLE, scenario.placement.L4.at), 'L4     auto except gcp');
    assert.deepEqual(scenario.providers.value, ['aws', 'azure', 'gcp']);
    assert.equal(scenario.region.logical.value, 'eu-central');
    assert.equal(scenario.residency?.value, 'EU');
    assert.equal(scenario.currency.value, 'EUR');
    assert.deepEqual(
      scenario.budgets.map(({ path, perMonth, currency }) => [path, perMonth, currency]),
      [
        [null, 60, 'EUR'],
        ['L3', 10, 'EUR'],
      ],
    );
    assert.deepEqual(scenario.tags, { team: 'facility', 'cost-center': '4711' });
    assert.deepEqual(scenario.freeTier, { value: true, at: null });
  });

  it('applies the scenarios of the example', () => {
    const program = programOf({ 'test.twin': EXAMPLE, 'devices.twin': DEVICES });
    const twin = firstTwin(program);
    assert.deepEqual(variantNames(twin), ['Winter', 'SecondFlat']);
    const winter = lowerVariant(program, twin, 'Winter');
    assert.equal(winter.variant, 'Winter');
    assert.deepEqual(winter.groups[0]?.cadence.value, { kind: 'every', seconds: 30 });
    assert.equal(at(EXAMPLE, winter.groups[0].cadence.at ?? null), 'thermostats.every = 30 s');
    const second = lowerVariant(program, twin, 'SecondFlat');
    assert.deepEqual(
      second.groups.map((group) => [group.count.value, group.retention.cool.value]),
      [
        [120, null],
        [80, null],
      ],
    );
    assert.deepEqual(lowerVariant(program, twin, 'NoSuch'), lower(program, twin));
  });

  it('has a default for everything that is left out', () => {
    const scenario = lowered('twin T { devices a { every 1 s  payload 1 B } }');
    const [group] = scenario.groups;
    assert.deepEqual(group?.count, { value: 1, at: null });
    assert.deepEqual(group.active, { value: { hoursPerDay: 24, daysPerWeek: 7 }, at: null });
    assert.deepEqual(group.retention, {
      hot: { value: MONTH, at: null },
      cool: { value: null, at: null },
      archive: { value: null, at: null },
    });
    assert.equal(scenario.management, null);
    assert.equal(scenario.visualization, null);
    assert.deepEqual(scenario.currency, { value: 'USD', at: null });
    assert.deepEqual(scenario.region, { logical: { value: 'eu-central', at: null }, named: {} });
    assert.deepEqual(lowered(twinWith('visualization { }')).visualization?.viewing, { value: 86_400, at: null });
  });

  it('keeps numbers as they were written', () => {
    const group = (line: string): Scenario['groups'][number] | undefined => lowered(`twin T { devices a { ${line} } }`).groups[0];
    assert.equal(group('every 0.1 min  payload 5.1 KB')?.payload.value, 5.1 * 1_024);
    assert.deepEqual(group('every 0.05 min  payload 1 B')?.cadence.value, { kind: 'every', seconds: 0.05 * 60 });
    assert.deepEqual(group('rate 5 Hz  payload 1 B')?.cadence.value, { kind: 'rate', events: 5, perSeconds: 1 });
    assert.deepEqual(group('rate 5 / week  payload 1 B')?.cadence.value, { kind: 'rate', events: 5, perSeconds: 604_800 });
    assert.deepEqual(group('every 1 s  rate 5 / min  payload 1 B')?.cadence.value, { kind: 'rate', events: 5, perSeconds: 60 });
    assert.deepEqual(group('rate 5 / min  every 1 s  payload 1 B')?.cadence.value, { kind: 'every', seconds: 1 });
    assert.equal(lowered(twinWith('budget 120 EUR / year')).budgets[0]?.perMonth, 10);
    assert.equal(lowered(twinWith('storage { cool 1 year }')).storage.retention.cool.value, 12 * MONTH);
    assert.equal(lowered(twinWith('storage { cool 2 months  read cool 12 GB / year }')).storage.readCool.value, 1_073_741_824);
  });

  it('computes a missing payload from telemetry by the printed formula', () => {
    const message = {
      id: 'x'.repeat(36),
      t: '2026-11-21T07:39:51.000Z',
      name: 123456,
      n: 1234,
      b: false,
      s: 'y'.repeat(16),
      at: '2026-11-21T07:39:51.000Z',
    };
    const fields = 'name: number  n: integer  b: boolean  s: string  at: timestamp';
    const scenario = lowered(`twin T { devices a { every 1 s  telemetry { ${fields} } } }`);
    assert.equal(scenario.groups[0]?.payload.value, JSON.stringify(message).length);
    assert.equal(scenario.groups[0].payloadFromTelemetry, true);
    const vector = telemetryPayload([{ name: 'v', type: 'vector', length: 3, unit: null }]);
    assert.equal(vector, JSON.stringify({ id: 'x'.repeat(36), t: 'x'.repeat(24), v: [123456, 123456, 123456] }).length);
    assert.equal(telemetryPayload([{ name: 'größe', type: 'number', length: null, unit: null }]), 76 + 4 + 7 + 6);
    assert.match(TELEMETRY_FORMULA, /76/);
  });

  it('adds a group’s fields to its type’s, and replaces those of the same name', () => {
    const scenario = lowered(
      'device D { every 1 s  telemetry { a: number  b: string 5 } }\ntwin T { devices g : D { telemetry { b: boolean  c: integer } } }',
    );
    assert.deepEqual(
      scenario.groups[0]?.telemetry.map((field) => `${field.name}:${field.type}`),
      ['a:number', 'b:boolean', 'c:integer'],
    );
  });

  it('lets the more specific line of `place` win in any order', () => {
    for (const lines of ['L3 aws\n L3.cool gcp', 'L3.cool gcp\n L3 aws']) {
      const { placement } = lowered(twinWith(`place { ${lines} }`));
      assert.deepEqual(
        [placement['L3.hot'].provider, placement['L3.cool'].provider, placement['L3.archive'].provider],
        ['aws', 'gcp', 'aws'],
      );
    }
  });

  it('takes a logical region and regions of providers', () => {
    const { region } = lowered(twinWith('region us-east aws eu-central-1\n region azure westeurope'));
    assert.equal(region.logical.value, 'us-east');
    assert.deepEqual([region.named.aws?.value, region.named.azure?.value, region.named.gcp], ['eu-central-1', 'westeurope', undefined]);
  });

  it('lets a group’s retention beat its type’s, and that the twin’s', () => {
    const text =
      'device D { every 1 s  payload 1 B  storage { cool 5 months  archive 9 months } }\n' +
      'twin T { devices a : D { storage { cool none } }\n devices b { every 1 s  payload 1 B }\n storage { hot 2 months  cool 3 months } }';
    const [a, b] = lowered(text).groups;
    assert.deepEqual([a?.retention.hot.value, a?.retention.cool.value, a?.retention.archive.value], [2 * MONTH, null, 9 * MONTH]);
    assert.deepEqual([b?.retention.cool.value, b?.retention.archive.value], [3 * MONTH, null]);
  });

  describe('leaves out what has an error and keeps the rest', () => {
    it('a statement', () => {
      const scenario = lowered(twinWith('storage { hot 2 months  cool 3 KB }\n visualization { editors -1  viewers 4 }'));
      assert.deepEqual([scenario.storage.retention.hot.value, scenario.storage.retention.cool.value], [2 * MONTH, null]);
      assert.deepEqual([scenario.visualization?.editors.value, scenario.visualization?.viewers.value], [0, 4]);
    });

    it('the broken one of two, so that the earlier counts', () => {
      assert.equal(lowered('twin T { devices a { count 5  count 3 KB  every 1 s  payload 1 B } }').groups[0]?.count.value, 5);
    });

    it('a group without `every` or `payload`, and what names it', () => {
      const text = twinWith(
        'devices lame { count 3  telemetry { x: number } }\n processing { run "a.ts" for lame motion\n run "b.ts" for lame\n on lame.x > 1 { notify "x" } }\n management { model A { has lame motion } }',
      );
      const scenario = lowered(text);
      assert.deepEqual(
        scenario.groups.map((group) => group.name),
        ['motion'],
      );
      assert.deepEqual(
        scenario.processing.runs.map((run) => run.groups),
        [['motion']],
      );
      assert.deepEqual(scenario.processing.rules, []);
      assert.deepEqual(scenario.management?.models[0]?.has, [{ group: 'motion', count: null }]);
    });

    it('a tier out of order', () => {
      const { retention } = lowered(twinWith('storage { hot 3 months  cool 1 month  archive 6 months }')).storage;
      assert.deepEqual([retention.hot.value, retention.cool.value, retention.archive.value], [3 * MONTH, null, 6 * MONTH]);
    });

    it('a peak below the rate, a line of `place` that no provider fits', () => {
      assert.equal(lowered('twin T { devices a { every 1 s  peak 1 / h  payload 1 B } }').groups[0]?.peak, null);
      assert.equal(lowered(twinWith('providers aws\n place { L1 gcp }')).placement.L1.provider, null);
    });
  });

  it('places devices beside the models', () => {
    assert.deepEqual(lowered(twinWith('management { has 5 motion\n model A { has motion } }')).management?.has, [
      { group: 'motion', count: 5 },
    ]);
    assert.equal('has' in (lowered(twinWith('management { model A { has motion } }')).management ?? {}), false);
  });

  describe('overrides', () => {
    const overridden = (overrides: string, body = ''): Scenario => variant(twinWith(`${body}\n scenario S { ${overrides} }`), 'S');

    it('of groups', () => {
      const [group] = overridden(
        'motion.count = 3  motion.rate = 30 / hour  motion.peak = 3 / s  motion.payload = 1 KB  motion.connect = active  motion.active = 3 h / day 5 days / week  motion.storage.cool = 5 months',
      ).groups;
      assert.deepEqual(
        [group?.count.value, group?.payload.value, group?.payloadFromTelemetry, group?.connect.value, group?.retention.cool.value],
        [3, 1_024, false, 'active', 5 * MONTH],
      );
      assert.deepEqual(group?.cadence.value, { kind: 'rate', events: 30, perSeconds: 3_600 });
      assert.deepEqual(group.peak?.value, { kind: 'rate', events: 3, perSeconds: 1 });
      assert.deepEqual(group.active.value, { hoursPerDay: 3, daysPerWeek: 5 });
    });

    it('of blocks', () => {
      const body =
        'storage { cool 3 months  archive 9 months }\n management { model A { has motion } }\n visualization { viewers 3  refresh 2 / h for 3 h / day }';
      const scenario = overridden(
        'storage.cool = none  storage.read.archive = 5 GB / month  processing.function = 256 MB for 200 ms  management.entities = 7  management.scene = "a.glb" 5 MB  management.queries = 5 / day  visualization.viewers = 9  visualization.refresh = none  visualization.window = 2 h',
        body,
      );
      assert.deepEqual([scenario.groups[0]?.retention.cool.value, scenario.groups[0]?.retention.archive.value], [null, 9 * MONTH]);
      assert.equal(scenario.storage.readArchive.value, 5 * 1_024 ** 3);
      assert.deepEqual(scenario.processing.function.value, { memory: 256 * 1_024 ** 2, duration: 0.2 });
      assert.equal(scenario.management?.entities?.value, 7);
      assert.equal(scenario.management.sceneFile, 'a.glb');
      assert.deepEqual(
        [scenario.visualization?.viewers.value, scenario.visualization?.refresh, scenario.visualization?.window.value],
        [9, null, 7_200],
      );
    });

    it('of the twin', () => {
      const scenario = overridden(
        'budget = 5 EUR / month  budget.L3 = none  place.L1 = azure  place.L4 = auto  currency = EUR  residency = none  free-tier = off  region = us-east  region.gcp = europe-west1  providers = aws  assume.some.thing = 5 KB',
        'budget 9 EUR / month\n budget L3 4 EUR / month\n residency EU\n place { L4 aws }',
      );
      assert.deepEqual(
        scenario.budgets.map((budget) => [budget.path, budget.perMonth]),
        [[null, 5]],
      );
      // `place.L1 = azure` cannot hold beside `providers = aws`.
      assert.deepEqual([scenario.placement.L1.provider, scenario.placement.L4.provider], [null, null]);
      assert.deepEqual([scenario.currency.value, scenario.residency, scenario.freeTier.value], ['EUR', null, false]);
      assert.deepEqual(
        [scenario.region.logical.value, scenario.region.named.gcp?.value, scenario.providers.value],
        ['us-east', 'europe-west1', ['aws']],
      );
      assert.equal(scenario.assume['some.thing']?.value, 5_120);
    });

    it('beat a group’s type, and `every` and `rate` replace each other', () => {
      const text =
        'device D { every 1 s  peak 5 / s  payload 1 B }\ntwin T { devices a : D { }\n scenario S { a.rate = 3 / h  a.peak = none } }';
      const [group] = variant(text, 'S').groups;
      assert.deepEqual([group?.cadence.value, group?.peak], [{ kind: 'rate', events: 3, perSeconds: 3_600 }, null]);
    });

    it('that are wrong change nothing', () => {
      const twin = twinWith('scenario S { door.count = 3  motion.count = none  visualization.viewers = 3 }');
      const { variant: _, ...changed } = variant(twin, 'S');
      const { variant: __, ...plain } = lowered(twin);
      assert.deepEqual(changed, plain);
    });
  });
});

const DEVICES = `/// A radiator thermostat.
device Thermostat {
  every   2 min
  payload 0.25 KB
  telemetry {
    temperature: number "°C"
    setpoint:    number "°C"
    window:      boolean
    label:       string 12       // mean length
    vibration:   vector 3        // elements
  }
}
`;

const EXAMPLE = `language 1

// Shared device types live in their own file.
import "./devices.twin"

/// A house with sensors.
twin SmartHome "Smart Home" {
  region    eu-central                 // or: region aws eu-central-1 azure westeurope gcp europe-west1
  currency  EUR
  budget    60 EUR / month
  budget    L3 10 EUR / month
  residency EU
  providers aws azure gcp              // the clouds that may be used; all three if left out
  tags      { team: "facility"  cost-center: "4711" }

  devices thermostats : Thermostat { count 60 }

  devices motion {
    count     40
    rate      30 / hour                // the same as \`every 2 min\`
    active    16 h / day  5 days / week
    payload   0.25 KB
    telemetry { moving: boolean  battery: number "%" }
    storage   { archive none }         // this group is not archived
  }

  processing {
    function 128 MB for 100 ms         // one execution of a user function
    run "./functions/comfort.ts" for thermostats
    on thermostats.temperature > 30 for 5 min matches 1 % { notify "too hot"  feedback thermostats { setpoint: 20 } }
    on motion.battery < 10                                { call "./functions/order-battery.ts" }
  }

  storage {
    hot     1 month
    cool    3 months
    archive 12 months
  }

  management {
    model House "Main house" {
      model LivingRoom { has 40 thermostats motion }
      model Cellar     { has thermostats }
    }
    scene "./house.glb" 100 MB
  }

  visualization {
    editors 2
    viewers 5
    refresh 12 / hour for 1 h / day    // of all viewers together, while somebody looks
    panels  4
    window  1 h                        // how far back one panel reads
  }

  place {
    L1     aws
    L3.hot azure
    L4     auto except gcp
  }

  scenario Winter     { thermostats.every = 30 s }
  scenario SecondFlat { thermostats.count = 120  motion.count = 80  storage.cool = none }
}
`;

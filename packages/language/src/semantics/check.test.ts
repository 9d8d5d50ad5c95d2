import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse, syntaxProblems } from '../syntax/index.ts';
import { check } from './check.ts';
import { SEMANTIC_CODES } from './codes.ts';
import { applyFix, brief, problemsOf, programOf, twinWith, unmark } from './test-kit.ts';

/** The marked ranges are exactly those of the problems, in order, and their codes are these. */
function expectProblems(marked: string, ...codes: string[]): void {
  const { text, ranges } = unmark(marked);
  const found = problemsOf(text).map(({ code, start, end }) => ({ code, start, end }));
  assert.deepEqual(
    found,
    ranges.map((range, index) => ({ code: codes[index], ...range })),
    brief(text).join('\n'),
  );
}

/** The fix of this title, applied: the text has no problem left. */
function expectMended(text: string, title: string): string {
  const fixes = problemsOf(text).flatMap((problem) => problem.fixes ?? []);
  const fix = fixes.find((found) => found.title === title);
  assert.ok(fix !== undefined, `no fix ${title} among: ${fixes.map((found) => found.title).join(', ')}`);
  const mended = applyFix(text, fix);
  assert.deepEqual([...brief(mended), ...syntaxProblems(parse(mended)).map((problem) => problem.message)], [], mended);
  return mended;
}

describe('problems of meaning', () => {
  it('finds none in the example of the language’s document', () => {
    const program = programOf({ 'example.twin': EXAMPLE, 'devices.twin': DEVICES });
    assert.deepEqual(check(program), []);
    assert.deepEqual(problemsOf(DEVICES), []);
  });

  describe('every code', () => {
    for (const { code, example } of SEMANTIC_CODES) {
      if (code === 'twin-2026') continue;
      it(`${code}: its example has it and nothing else`, () => {
        const file = parse(example, 'example.twin');
        assert.deepEqual([...new Set(check(file).map((problem) => problem.code))], [code]);
        assert.deepEqual(syntaxProblems(file), []);
      });
    }

    it('twin-2026: two files that declare one type', () => {
      const program = programOf({
        'main.twin': 'import "./a.twin"\nimport "./b.twin"\ntwin T { devices a : Pump { } }\n',
        'a.twin': 'device Pump { every 1 s  payload 1 KB }\n',
        'b.twin': 'device Pump { every 2 s  payload 1 KB }\n',
      });
      const problems = check(program);
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.start, problem.end]),
        [['twin-2026', 25, 35]],
      );
      assert.deepEqual(
        problems[0]?.related?.map((other) => [other.file, other.start, other.end]),
        [
          ['a.twin', 7, 11],
          ['b.twin', 7, 11],
        ],
      );
    });

    it('has a title and an explanation, and no code twice', () => {
      assert.equal(new Set(SEMANTIC_CODES.map((row) => row.code)).size, SEMANTIC_CODES.length);
      for (const row of SEMANTIC_CODES) {
        assert.match(row.code, /^twin-[23]\d{3}$/);
        assert.ok(row.title.length > 5 && row.explanation.length > 20, row.code);
      }
    });
  });

  describe('properties', () => {
    it('marks an unknown one by its name', () => {
      expectProblems('twin T { devices a { ⟦cuont⟧ 3  every 1 s  payload 1 B } }', 'twin-2001');
      expectProblems('twin T { ⟦curency⟧ EUR\n devices a { every 1 s  payload 1 B } }', 'twin-2001');
      expectProblems(twinWith('storage { ⟦warm⟧ 3 months }'), 'twin-2001');
      expectProblems(twinWith('management { ⟦entites⟧ 3 }'), 'twin-2001');
      expectProblems(twinWith('visualization { ⟦pannels⟧ 3 }'), 'twin-2001');
      expectProblems(twinWith('processing { ⟦mathces⟧ 3 % }'), 'twin-2001');
    });

    it('says where a known one belongs', () => {
      expectProblems('device D { ⟦count⟧ 3  every 1 s  payload 1 B }', 'twin-2002');
      expectProblems(twinWith('storage { ⟦viewers⟧ 3 }'), 'twin-2002');
      assert.match(problemsOf(twinWith('storage { viewers 3 }'))[0]?.message ?? '', /stands in `visualization`/);
      expectProblems('twin T { devices a { every 1 s  payload 1 B  storage { ⟦read⟧ cool 5 GB / month } } }', 'twin-2002');
    });

    it('lets the last of several count, `every` and `rate` being one', () => {
      expectProblems('twin T { devices a { ⟦every 1 s⟧\n rate 3 / h  payload 1 B } }', 'twin-2004');
      expectProblems(`twin T {\n ⟦currency EUR⟧\n currency USD\n devices a { every 1 s  payload 1 B } }`, 'twin-2004');
      expectProblems(
        twinWith('budget 3 EUR / month\n budget L1 3 EUR / month\n ⟦budget L3 3 EUR / month⟧\n budget L3 4 EUR / month'),
        'twin-2004',
      );
      expectProblems(
        twinWith('storage { cool 2 months  ⟦read cool 5 GB / month⟧\n read archive 5 GB / month  read cool 6 GB / month }'),
        'twin-2004',
      );
    });

    it('takes no property without its value for a second problem', () => {
      assert.deepEqual(brief('twin T { devices a { every \n payload 1 B } }'), []);
    });
  });

  describe('quantities', () => {
    const device = (line: string): string => `twin T {\n  devices a {\n    every 1 s\n    payload 1 B\n    ${line}\n  }\n}\n`;

    it('names both dimensions and offers what fits', () => {
      const text = 'twin T { devices a { every 30 / hour  payload 1 B } }';
      assert.match(problemsOf(text)[0]?.message ?? '', /takes a duration, and this is a rate/);
      assert.match(expectMended(text, 'Write `2 min`'), /every 2 min/);
      expectMended('twin T { devices a { rate 2 min  payload 1 B } }', 'Write `30 / hour`');
      expectMended('twin T { devices a { every 2  payload 1 B } }', 'Write `2 min`');
      expectMended('twin T { devices a { every 2 s  payload 100 } }', 'Write `100 B`');
      expectMended(device('active 16 h'), 'Write `16 h / day`');
      expectMended(device('count 4 KB'), 'Write `4`');
      expectMended(twinWith('budget 60 EUR'), 'Write `60 EUR / month`');
      expectMended(twinWith('storage { read cool 5 GB }'), 'Write `5 GB / month`');
      expectMended(twinWith('storage { hot 3 }'), 'Write `3 months`');
      expectMended(twinWith('processing { matches 5 }'), 'Write `5 %`');
    });

    it('marks a misspelt unit alone', () => {
      expectProblems('twin T { devices a { every 2 ⟦m⟧  payload 1 B } }', 'twin-2008');
      expectProblems('twin T { devices a { every 2 s  payload 1 ⟦kB⟧ } }', 'twin-2008');
      expectProblems('twin T { devices a { rate 2 / ⟦hr⟧  payload 1 B } }', 'twin-2008');
      expectProblems(twinWith('storage { hot 2 ⟦mo⟧ }'), 'twin-2008');
      expectMended('twin T { devices a { every 2 mins  payload 1 B } }', 'Write `min`');
      expectMended('twin T { devices a { rate 2 / parsec  payload 1 B } }'.replace('parsec', 'dya'), 'Write `day`');
    });

    it('keeps to the ranges, with the bound as the fix', () => {
      expectProblems(device('count ⟦-1⟧'), 'twin-2009');
      expectProblems(device('count ⟦1.5⟧'), 'twin-2009');
      expectProblems(device('count ⟦2e9⟧'), 'twin-2009');
      expectProblems(device('count ⟦1e308⟧'), 'twin-2009');
      expectProblems(device('count ⟦1e999⟧'), 'twin-2009');
      expectProblems('twin T { devices a { every ⟦0 s⟧\n payload 1 B } }', 'twin-2009');
      expectProblems('twin T { devices a { every ⟦1e300 years⟧\n payload 1 B } }', 'twin-2009');
      expectProblems('twin T { devices a { every 1 s\n payload ⟦0 B⟧ } }', 'twin-2009');
      expectProblems(twinWith('storage { hot ⟦12 h⟧ }'), 'twin-2009');
      expectProblems(twinWith('processing { function ⟦32 MB⟧ for ⟦20 min⟧ }'), 'twin-2009', 'twin-2009');
      expectProblems(twinWith('visualization { refresh 1 / hour for ⟦25 h / day⟧ }'), 'twin-2009');
      expectProblems(device('active 16 h / day  ⟦8 days / week⟧'), 'twin-2009');
      expectMended(device('count 2e9'), 'Write `1000000000`');
      expectMended(twinWith('storage { hot 12 h }'), 'Write `1 day`');
      expectMended(device('payload 20 MB').replace('payload 1 B\n', '\n'), 'Write `10 MB`');
    });

    it('takes what is at the edges', () => {
      assert.deepEqual(brief(device('count 0')), []);
      assert.deepEqual(brief(device('count 1e9')), []);
      assert.deepEqual(brief('twin T { devices a { every 1 ms  payload 10 MB } }'), []);
      assert.deepEqual(brief('twin T { devices a { rate 5 Hz  payload 0.1 B } }'), []);
      assert.deepEqual(brief(twinWith('storage { hot 1 day  cool 1 day  archive 1 day }')), []);
      assert.deepEqual(brief(twinWith('visualization { refresh 0 / hour for 24 h / day }')), []);
    });
  });

  describe('names', () => {
    it('suggests the nearest type, group, field, provider and slot', () => {
      expectMended('device Pump { every 1 s  payload 1 B }\ntwin T { devices a : Pmup { } }', 'Write `Pump`');
      expectMended(twinWith('processing { run "a.ts" for motions }'), 'Write `motion`');
      expectMended(twinWith('processing { on motion.batery < 3 { notify "low" } }'), 'Write `battery`');
      expectMended(twinWith('processing { on batery < 3 { notify "low" } }').replace('batery', 'battery'), 'Write `motion.battery`');
      expectMended(twinWith('place { L1 AWS }'), 'Write `aws`');
      expectMended(twinWith('place { L3.hott aws }'), 'Write `L3.hot`');
      expectMended(twinWith('scenario W { mtion.count = 3 }'), 'Write `motion`');
      expectMended(twinWith('scenario W { motion.conut = 3 }'), 'Write `count`');
      expectMended(twinWith('management { model A { has moton } }'), 'Write `motion`');
    });

    it('reports two of one name and leaves the second out', () => {
      expectProblems('twin T { devices a { every 1 s  payload 1 B }\n devices ⟦a⟧ { every 1 s  payload 1 B } }', 'twin-2019');
      expectProblems(twinWith('scenario A { motion.count = 1 }\n scenario ⟦A⟧ { motion.count = 2 }'), 'twin-2019');
      expectProblems(twinWith('management { model A { has motion }\n model ⟦A⟧ { } }'), 'twin-2019');
      expectProblems('device D { every 1 s  payload 1 B }\ndevice ⟦D⟧ { every 1 s  payload 1 B }', 'twin-2019');
      expectProblems(`${twinWith('')}twin ⟦Home⟧ { devices a { every 1 s  payload 1 B } }`, 'twin-2019');
    });

    it('keeps groups and types apart', () => {
      assert.deepEqual(brief('device pump { every 1 s  payload 1 B }\ntwin T { devices pump : pump { } }'), []);
    });

    it('lets a group be called like a property, but not like a block', () => {
      assert.deepEqual(brief('twin T { devices hot { every 1 s  payload 1 B }\n devices count { every 1 s  payload 1 B } }'), []);
      expectProblems('twin T { devices ⟦place⟧ { every 1 s  payload 1 B } }', 'twin-2020');
    });
  });

  describe('groups', () => {
    it('lacks nothing that its type has', () => {
      assert.deepEqual(brief('device D { rate 3 / h  telemetry { a: number } }\ntwin T { devices a : D { count 3 } }'), []);
      expectProblems('device D { rate 3 / h }\ntwin T { devices ⟦a⟧ : D { count 3 } }', 'twin-2030');
    });

    it('says once what a broken property already says', () => {
      expectProblems('twin T { devices a { every ⟦2 KB⟧\n payload 1 B } }', 'twin-2007');
      expectProblems('device D { every ⟦2 KB⟧\n payload 1 B }\ntwin T { devices a : D { } }', 'twin-2007');
      expectProblems('twin T { devices a { every 2 s  telemetry { x: ⟦flaot⟧ } } }', 'twin-2017');
    });

    it('holds the ages in order, wherever they are written', () => {
      expectProblems(twinWith('storage { hot 3 months  ⟦cool 1 month⟧ }'), 'twin-3001');
      expectProblems(twinWith('storage { ⟦archive 1 week⟧ }'), 'twin-3001');
      expectProblems(
        'twin T { devices a { every 1 s  payload 1 B  storage { ⟦hot 4 months⟧ } }\n storage { cool 3 months } }',
        'twin-3001',
      );
      expectProblems(
        'device D { every 1 s  payload 1 B  storage { hot 4 months } }\ntwin T { devices a : ⟦D⟧ { }\n storage { cool 3 months } }',
        'twin-3001',
      );
      expectProblems(twinWith('storage { cool 3 months }\n scenario S { ⟦storage.hot = 4 months⟧ }'), 'twin-3001');
      expectMended(twinWith('storage { hot 3 months  cool 1 month }'), 'Write `cool 3 months`');
    });

    it('holds the peak above the rate', () => {
      expectProblems('twin T { devices a { every 1 s  ⟦peak 1 / h⟧\n payload 1 B } }', 'twin-3013');
      assert.deepEqual(brief('twin T { devices a { every 3 s  peak 20 / min  payload 1 B } }'), []);
    });
  });

  describe('rules', () => {
    const rule = (condition: string): string => twinWith(`processing { on ${condition} { notify "x" } }`);

    it('fit the types of their fields', () => {
      assert.deepEqual(brief(rule('motion.moving and not (motion.battery < 10 or motion.battery == 50)')), []);
      assert.deepEqual(brief(rule('motion.moving == false')), []);
      expectProblems(rule('⟦motion.battery⟧'), 'twin-2028');
      expectProblems(rule('motion.moving ⟦<⟧ true'), 'twin-2028');
      expectProblems(rule('motion.battery < ⟦"low"⟧'), 'twin-2027');
      expectProblems(rule('motion.battery < ⟦10 %⟧'), 'twin-2027');
      expectMended(rule('motion.battery < 10 %'), 'Write `10`');
    });

    it('are about one group', () => {
      const two = (condition: string): string =>
        `twin T { devices a { every 1 s  telemetry { x: integer } }\n devices b { every 1 s  telemetry { y: integer } }\n processing { on ${condition} { notify "x" } } }`;
      expectProblems(two('a.x > 1 and ⟦b⟧.y > 1'), 'twin-3006');
      expectProblems(two('⟦a.x.average⟧ > 1'), 'twin-2003');
      expectProblems(two('⟦z⟧.x > 1'), 'twin-2015');
    });

    it('can hold', () => {
      expectProblems(rule('⟦motion.battery > 5 and motion.battery < 3⟧'), 'twin-3005');
      expectProblems(rule('⟦motion.moving and not motion.moving⟧'), 'twin-3005');
      expectProblems(rule('⟦motion.battery == 3 and motion.battery != 3⟧'), 'twin-3005');
      expectProblems(rule('⟦not (motion.battery < 5 or motion.battery >= 5)⟧'), 'twin-3005');
      assert.deepEqual(brief(rule('motion.battery > 5 and motion.battery < 6')), []);
      assert.deepEqual(brief(rule('motion.battery > 5 and motion.battery < 3 or motion.moving')), []);
      assert.deepEqual(brief(rule('motion.battery >= 5 and motion.battery <= 5')), []);
      expectProblems(
        'twin T { devices a { every 1 s  telemetry { x: integer } }\n processing { on ⟦a.x > 5 and a.x < 6⟧ { notify "x" } } }',
        'twin-3005',
      );
    });

    it('have actions that exist', () => {
      expectMended(twinWith('processing { on motion.moving { notfy "x" } }'), 'Write `notify`');
      expectProblems(twinWith('processing { on motion.moving { feedback ⟦door⟧ { a: 1 } } }'), 'twin-2015');
      expectProblems(twinWith('processing { on motion.moving { feedback motion { battery: ⟦"x"⟧ } } }'), 'twin-2027');
      expectProblems(twinWith('processing { on motion.moving { workflow ⟦0⟧ steps } }'), 'twin-2009');
    });
  });

  describe('models', () => {
    it('hold no more devices than there are', () => {
      expectProblems(twinWith('management { model A { count 3  has ⟦20 motion⟧ } }'), 'twin-3004');
      assert.deepEqual(brief(twinWith('management { model A { count 2  has 20 motion } }')), []);
      assert.deepEqual(brief(twinWith('management { model A { has 20 motion\n model B { has motion } } }')), []);
    });

    it('leave no group out', () => {
      expectProblems(twinWith('management { model A { } }').replace('devices motion', 'devices ⟦motion⟧'), 'twin-3003');
      assert.deepEqual(brief(twinWith('management { entities 3 }')), []);
      expectMended(twinWith('management {\n model A {\n model B { }\n }\n }'), 'Add `has motion` to A');
    });
  });

  describe('placement', () => {
    it('knows which slots are used', () => {
      expectProblems(twinWith('place { ⟦L4 aws⟧\n ⟦L5 aws⟧\n ⟦L3.archive aws⟧\n L3 aws }'), 'twin-3008', 'twin-3008', 'twin-3008');
      assert.deepEqual(brief(twinWith('place { L3.cool aws }\n storage { cool 2 months }')), []);
      expectProblems(twinWith('place { ⟦L3.cool aws⟧ }\n storage { hot 2 months  cool 2 months }'), 'twin-3008');
      assert.deepEqual(brief(twinWith('place { L3.cool aws }').replace('every', 'storage { cool 2 months }  every')), []);
    });

    it('keeps to the providers', () => {
      expectProblems(twinWith('providers aws azure\n place { L1 ⟦gcp⟧ }'), 'twin-3010');
      expectProblems(twinWith('providers aws azure\n place { ⟦L1 auto except aws azure⟧ }'), 'twin-3009');
    });

    it('takes one region for a slot', () => {
      assert.deepEqual(brief(twinWith('region us-east aws eu-central-1 azure westeurope')), []);
      expectProblems(twinWith('region eu-central\n region ⟦us-east⟧'), 'twin-2003');
      expectProblems(twinWith('region aws eu-central-1 aws ⟦eu-west-1⟧'), 'twin-2003');
      expectProblems(twinWith('region ⟦aws⟧'), 'twin-2005');
    });

    it('keeps data in its zone', () => {
      expectProblems(twinWith('residency US\n region ⟦eu-central⟧'), 'twin-3007');
      expectProblems(twinWith('⟦residency US⟧'), 'twin-3007');
      expectProblems(twinWith('residency EU\n region aws ⟦us-east-1⟧ azure westeurope'), 'twin-3007');
      assert.deepEqual(brief(twinWith('residency EU')), []);
      assert.deepEqual(brief(twinWith('residency DE\n region eu-central')), []);
    });
  });

  describe('scenarios', () => {
    it('take every path that the language has', () => {
      const body = `
        storage { cool 3 months }
        management { model A { has motion } }
        visualization { viewers 3 }
        scenario All {
          motion.count = 3  motion.every = 30 s  motion.peak = 3 / s  motion.payload = 1 KB  motion.connect = each-message
          motion.active = 3 h / day 5 days / week  motion.storage.archive = 5 months
          storage.hot = 2 months  storage.cool = none  storage.read.cool = 5 GB / month
          processing.function = 256 MB for 200 ms  processing.matches = 5 %
          management.entities = 3  management.scene = "a.glb" 5 MB  management.queries = none
          visualization.editors = 3  visualization.refresh = 3 / h for 2 h / day  visualization.window = 2 h
          budget = 5 EUR / month  budget.L3 = none  budget.L3.hot = 5 EUR / month
          place.L1 = azure  place.L3.hot = auto  currency = EUR  residency = none  free-tier = off  region = us-east
          region.aws = eu-central-1  providers = aws  assume.some.thing = 5 KB
        }`;
      assert.deepEqual(brief(twinWith(body)), []);
    });

    it('mark what is wrong in a path or a value', () => {
      expectProblems(twinWith('scenario S { ⟦door⟧.count = 3 }'), 'twin-2018');
      expectProblems(twinWith('scenario S { motion.⟦colour⟧ = 3 }'), 'twin-2018');
      expectProblems(twinWith('scenario S { place.⟦L9⟧ = aws }'), 'twin-2018');
      expectProblems(twinWith('scenario S { motion.every = ⟦3 KB⟧ }'), 'twin-2007');
      expectProblems(twinWith('scenario S { motion.count = ⟦none⟧ }'), 'twin-2010');
      expectProblems(twinWith('scenario S { ⟦motion.every = 3 s⟧\n motion.rate = 3 / h }'), 'twin-2004');
      expectProblems(twinWith('scenario S { place.L1 = ⟦azur⟧ }'), 'twin-2011');
    });
  });

  describe('fixes', () => {
    it('each mend what they claim to, or at least change the text', () => {
      for (const { code, example } of SEMANTIC_CODES) {
        for (const problem of problemsOf(example)) {
          for (const fix of problem.fixes ?? []) {
            const mended = applyFix(example, fix);
            const left = problemsOf(mended).filter((found) => found.code === problem.code);
            assert.ok(
              left.length < problemsOf(example).length,
              `${code}: ${fix.title} leaves ${left.map((found) => found.message).join(', ')}\n${mended}`,
            );
          }
        }
      }
    });

    it('take the whole line of a removed statement', () => {
      const text = 'twin T {\n  devices a {\n    every 1 s\n    rate 3 / h\n    payload 1 B\n  }\n}\n';
      assert.equal(expectMended(text, 'Remove the one that does not count'), text.replace('    every 1 s\n', ''));
    });
  });

  it('reads an unknown version as version 1', () => {
    expectProblems(`⟦language 2⟧\n${twinWith('')}`, 'twin-2023');
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

import "./devices.twin"

twin SmartHome "Smart Home" {
  region    eu-central                 // or: region aws eu-central-1 azure westeurope gcp europe-west1
  budget    60 EUR / month
  budget    L3 10 EUR / month
  residency EU
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
  visualization { refresh 12 / hour for 1 h / day }
  place {
    L3.hot azure
    L4     auto except gcp
  }
  scenario SecondFlat { thermostats.count = 120  motion.count = 80  storage.cool = none }
}
`;

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { check } from '../semantics/check.ts';
import { completion, completionDocumentation } from './completion.ts';
import type { CompletionOptions } from './completion-item.ts';
import { applied, marked, programOf } from './test-kit.ts';

const plain: CompletionOptions = { snippets: false };
const TYPES = {
  'devices.twin': 'device Thermostat {\n  every 2 min\n  telemetry {\n    temperature: number "°C"\n    window: boolean\n  }\n}\n',
};
const HOME = `import "./devices.twin"
twin Home {
  currency EUR
  devices thermostats : Thermostat { count 60 }
  devices motion { every 2 min  telemetry { battery: number "%"  moving: boolean  text: string } }
`;

const offered = (source: string, options: CompletionOptions = plain) => {
  const { text, offset } = marked(source);
  return { text, items: completion(programOf(text, TYPES), offset, options) };
};
/** The labels that an editor would show: those that begin with what is typed. */
const labels = (source: string, options: CompletionOptions = plain): string[] => {
  const { text, items } = offered(source, options);
  const { offset } = marked(source);
  return items.filter((item) => item.label.startsWith(text.slice(item.start, offset).trimStart())).map((item) => item.label);
};
/** The text after choosing an item. */
const chosen = (source: string, label: string, options: CompletionOptions = plain): string => {
  const { text, items } = offered(source, options);
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not among ${items.map((candidate) => candidate.label).join(', ')}`);
  return applied(text, [{ start: item.start, end: item.end, text: item.insertText }]);
};

describe('completion of statements', () => {
  it('offers properties that are not set yet, with their defaults', () => {
    const source = 'twin X {\n  devices a {\n    every 2 min\n    <|>\n    payload 3 B\n  }\n}';
    assert.deepEqual(labels(source), ['count', 'peak', 'active', 'connect', 'telemetry', 'storage']);
    assert.equal(chosen(source, 'count'), 'twin X {\n  devices a {\n    every 2 min\n    count 1\n    payload 3 B\n  }\n}');
    assert.equal(
      chosen('twin X {\n  processing {\n    fu<|>\n  }\n}', 'function'),
      'twin X {\n  processing {\n    function 128 MB for 100 ms\n  }\n}',
    );
    const detail = offered('device T { <|> }').items.find((item) => item.label === 'active')?.detail;
    assert.equal(detail, 'H / day N days / week · default 24 h / day  7 days / week');
  });

  it('puts what is required first', () => {
    assert.equal(labels('device T { <|> }')[0], 'every');
  });

  it('replaces the word at the cursor', () => {
    assert.equal(chosen('twin X {\n  devices a { cou<|>nt 4 }\n}', 'count'), 'twin X {\n  devices a { count 1 4 }\n}');
    assert.equal(chosen('twin X { free-<|> }', 'free-tier'), 'twin X { free-tier on }');
  });

  it('offers blocks once, as snippets', () => {
    const source = 'twin X {\n  storage { hot 1 month }\n  <|>\n}';
    assert.ok(!labels(source).includes('storage'));
    assert.ok(labels(source).includes('devices'));
    const item = offered(source, {}).items.find((candidate) => candidate.label === 'devices');
    assert.equal(item?.snippet, true);
    assert.equal(item.insertText, 'devices ${1:name} {\n  count   ${2:1}\n  every   ${3:2 min}\n  payload ${4:0.25 KB}\n  $0\n}');
    assert.equal(
      chosen('twin X {\n<|>\n}', 'storage'),
      'twin X {\nstorage {\n  hot     1 month\n  cool    3 months\n  archive 12 months\n}\n}',
    );
  });

  it('puts the twin’s own groups into snippets', () => {
    const item = offered(`${HOME}  management { <|> }\n}`, {}).items.find((candidate) => candidate.label === 'has');
    assert.equal(item?.insertText, 'has ${1|thermostats,motion|}');
  });

  it('writes blocks that have no problem of syntax or names', () => {
    const text = chosen('<|>', 'twin');
    assert.deepEqual(
      check(programOf(text)).map((problem) => problem.message),
      [],
    );
  });

  it('offers declarations at the beginning and after a twin', () => {
    assert.deepEqual(labels('<|>'), ['language', 'import', 'device', 'twin']);
    assert.deepEqual(labels('twin X {\n}\n\nd<|>'), ['device']);
  });

  it('offers the next statement on the same line', () => {
    assert.equal(chosen('twin X { devices a { count 60 <|> } }', 'every'), 'twin X { devices a { count 60 every 2 min } }');
    assert.equal(chosen('twin X { storage { hot 1 month  co<|> } }', 'cool'), 'twin X { storage { hot 1 month  cool 3 months } }');
  });

  it('works in blocks that are not closed', () => {
    assert.deepEqual(labels('twin X {\n  devices a {\n    count 3\n    e<|>\n\ntwin Y {\n}\n'), ['every']);
    assert.deepEqual(labels('twin X {\n  visualization {\n    editors 1\n    <|>'), ['viewers', 'refresh', 'panels', 'window']);
  });

  it('offers nothing in comments, texts and unknown blocks', () => {
    for (const source of ['// <|>', '/// tw<|>\ntwin X {}', 'twin X "<|>" {}', 'twin X { foo { <|> } }', 'twin X { tags { <|> } }']) {
      assert.deepEqual(labels(source), [], source);
    }
  });
});

describe('completion of values', () => {
  it('offers units after a number', () => {
    assert.deepEqual(labels('device T { every 2 <|> }'), ['min', 's', 'h', 'ms', 'days', 'weeks', 'months', 'years']);
    assert.equal(chosen('device T { every 2<|> }', 'min'), 'device T { every 2 min }');
    assert.equal(chosen('device T { every 2 mi<|> }', 'min'), 'device T { every 2 min }');
    assert.equal(chosen('device T { every 2mi<|> }', 'min'), 'device T { every 2min }');
    assert.equal(chosen('device T { rate 30 <|> }', '/ hour'), 'device T { rate 30 / hour }');
    assert.equal(chosen('device T { rate 30 / <|> }', 'hour'), 'device T { rate 30 / hour }');
    assert.equal(chosen('twin X { budget 60 EUR <|> }', '/ month'), 'twin X { budget 60 EUR / month }');
    assert.equal(labels(`${HOME}  budget 60 <|>\n}`)[0], 'EUR / month');
    assert.equal(chosen('twin X { storage { read cool 5 <|> } }', 'GB / month'), 'twin X { storage { read cool 5 GB / month } }');
    assert.equal(labels('twin X { storage { hot 1 <|> } }')[0], 'month');
    assert.equal(labels('device T { active 16 <|> }')[0], 'h / day');
    assert.equal(labels('device T { active 16 h / day 5 <|> }')[0], 'days / week');
  });

  it('offers a value before anything is written', () => {
    assert.equal(chosen('device T { every <|> }', '2 min'), 'device T { every 2 min }');
    assert.equal(chosen('twin X { storage { cool <|> } }', 'none'), 'twin X { storage { cool none } }');
    assert.deepEqual(labels('device T { connect <|> }').slice(0, 3), ['always', 'active', 'each-message']);
    assert.equal(chosen('twin X { processing { function 256 MB <|> } }', 'for'), 'twin X { processing { function 256 MB for 100 ms } }');
    assert.equal(chosen('twin X { processing { function 256 MB for 2 <|> } }', 's'), 'twin X { processing { function 256 MB for 2 s } }');
  });

  it('offers providers, regions, currencies and zones', () => {
    assert.deepEqual(labels('twin X {\n  providers aws <|>\n}'), ['azure', 'gcp']);
    const regions = [
      { name: 'eu-central', provider: null },
      { name: 'eu-central-1', provider: 'aws' },
      { name: 'westeurope', provider: 'azure' },
    ];
    assert.deepEqual(labels('twin X {\n  region <|>\n}', { ...plain, regions }), ['eu-central', 'aws', 'azure', 'gcp']);
    assert.deepEqual(labels('twin X {\n  region aws <|>\n}', { ...plain, regions }), ['eu-central-1']);
    assert.equal(chosen('twin X {\n  currency E<|>\n}', 'EUR'), 'twin X {\n  currency EUR\n}');
    assert.equal(labels('twin X {\n  residency <|>\n}')[0], 'EU');
  });

  it('offers slots and what follows them', () => {
    assert.equal(chosen('twin X { place { L3.h<|> } }', 'L3.hot'), 'twin X { place { L3.hot } }');
    assert.deepEqual(labels('twin X { place { L1 aws\n <|> } }').slice(0, 2), ['L3', 'L2']);
    assert.deepEqual(labels('twin X { place { L4 <|> } }'), ['aws', 'azure', 'gcp', 'auto']);
    assert.equal(chosen('twin X { place { L4 auto ex<|> } }', 'except'), 'twin X { place { L4 auto except  } }');
    assert.deepEqual(labels('twin X { place { L4 auto except gcp <|> } }'), ['aws', 'azure']);
    assert.equal(chosen('twin X { budget L3.<|> }', 'L3.cool'), 'twin X { budget L3.cool }');
  });

  it('offers types, groups and fields', () => {
    assert.equal(chosen(`${HOME}  devices b : <|>\n}`, 'Thermostat'), `${HOME}  devices b : Thermostat\n}`);
    const unknown = marked('twin X { devices b : <|> }');
    const item = completion(programOf(unknown.text, TYPES), unknown.offset, plain).find((candidate) => candidate.label === 'Thermostat');
    assert.equal(item?.detail, 'import from ./devices.twin');
    assert.equal(
      applied(unknown.text, [{ start: item.start, end: item.end, text: item.insertText }, ...item.additionalEdits]),
      'import "./devices.twin"\n\ntwin X { devices b : Thermostat }',
    );
    assert.deepEqual(labels(`${HOME}  management { model A { has 3 <|> } }\n}`), ['thermostats', 'motion']);
    assert.deepEqual(labels(`${HOME}  management { model A { has thermostats <|> } }\n}`), ['motion']);
    assert.deepEqual(labels(`${HOME}  processing { run "./a.ts" for th<|> }\n}`), ['thermostats']);
    assert.equal(chosen(`${HOME}  processing { run "./a.ts" <|> }\n}`, 'for'), `${HOME}  processing { run "./a.ts" for  }\n}`);
    assert.deepEqual(labels(`${HOME}  devices c { telemetry { x: <|> } }\n}`), [
      'number',
      'integer',
      'boolean',
      'string',
      'timestamp',
      'vector',
    ]);
  });

  it('offers the fields of the type, to be replaced', () => {
    assert.deepEqual(labels(`${HOME}  devices c : Thermostat { telemetry { window: integer  <|> } }\n}`), ['temperature']);
  });

  it('offers what a rule needs next', () => {
    const rule = (text: string): string => `${HOME}  processing {\n    on ${text}\n  }\n}`;
    assert.deepEqual(labels(rule('<|>')).slice(0, 2), ['thermostats.temperature', 'thermostats.window']);
    assert.equal(chosen(rule('thermostats.te<|>'), 'temperature'), rule('thermostats.temperature'));
    assert.deepEqual(labels(rule('motion.<|>')), ['battery', 'moving', 'text']);
    assert.deepEqual(labels(rule('motion.battery <|>')), ['>', '>=', '<', '<=', '==', '!=']);
    assert.deepEqual(labels(rule('motion.text <|>')), ['==', '!=']);
    assert.deepEqual(labels(rule('motion.moving == <|>')), ['true', 'false']);
    assert.deepEqual(labels(rule('motion.battery < 10 <|>')), ['for', 'matches', 'and', 'or']);
    assert.deepEqual(labels(rule('motion.battery < 10 and <|>')).slice(0, 3), ['motion.battery', 'motion.moving', 'motion.text']);
    assert.equal(chosen(rule('motion.battery < 10 for 5 <|>'), 'min'), rule('motion.battery < 10 for 5 min'));
    assert.equal(chosen(rule('motion.battery < 10 matches 1 <|>'), '%'), rule('motion.battery < 10 matches 1 %'));
    assert.deepEqual(labels(rule('motion.moving { <|> }')), ['notify', 'call', 'workflow', 'feedback']);
    assert.deepEqual(labels(rule('motion.moving { feedback <|> }')), ['motion', 'thermostats']);
    assert.equal(
      chosen(rule('motion.moving { feedback motion { <|> } }'), 'moving'),
      rule('motion.moving { feedback motion { moving:  } }'),
    );
    assert.deepEqual(labels(rule('motion.moving { feedback motion { moving: <|> } }')), ['true', 'false']);
    assert.equal(chosen(rule('motion.moving { workflow 3 <|> }'), 'steps'), rule('motion.moving { workflow 3 steps }'));
  });

  it('offers the paths and values of a scenario', () => {
    const scenario = (text: string): string => `${HOME}  scenario S {\n    ${text}\n  }\n}`;
    assert.deepEqual(labels(scenario('<|>')).slice(0, 2), ['thermostats', 'motion']);
    assert.equal(chosen(scenario('th<|>'), 'thermostats'), scenario('thermostats.'));
    assert.equal(chosen(scenario('thermostats.ev<|>'), 'every'), scenario('thermostats.every = '));
    assert.equal(chosen(scenario('motion.storage.<|>'), 'cool'), scenario('motion.storage.cool = '));
    assert.equal(chosen(scenario('storage.<|>'), 'archive'), scenario('storage.archive = '));
    assert.equal(chosen(scenario('place.L3.<|>'), 'L3.hot'), scenario('place.L3.hot = '));
    assert.deepEqual(labels(scenario('place.L1 = <|>')), ['aws', 'azure', 'gcp', 'auto']);
    assert.equal(chosen(scenario('thermostats.every = 30 <|>'), 's'), scenario('thermostats.every = 30 s'));
    assert.ok(labels(scenario('storage.cool = <|>')).includes('none'));
    assert.equal(chosen(scenario('motion.count = 3  th<|>'), 'thermostats'), scenario('motion.count = 3  thermostats.'));
    assert.equal(chosen(scenario('motion.count = 3  thermostats.cou<|>'), 'count'), scenario('motion.count = 3  thermostats.count = '));
  });

  it('offers files and assumptions that the host gives', () => {
    const options: CompletionOptions = {
      ...plain,
      files: (statement) => (statement === 'import' ? ['./devices.twin'] : statement === 'run' ? ['./comfort.ts'] : []),
      assumptions: [{ id: 'stored.overhead', value: '100 B', documentation: 'Bytes beside the payload.' }],
    };
    assert.equal(chosen('import "<|>"', './devices.twin', options), 'import "./devices.twin"');
    assert.equal(chosen('import "./dev<|>', './devices.twin', options), 'import "./devices.twin');
    assert.equal(chosen('import <|>', './devices.twin', options), 'import "./devices.twin"');
    assert.equal(chosen('twin X { processing { run <|> } }', './comfort.ts', options), 'twin X { processing { run "./comfort.ts" } }');
    assert.equal(chosen('twin X { assume { stored.overhead 12 <|> } }', 'B', options), 'twin X { assume { stored.overhead 12 B } }');
    assert.equal(chosen('twin X { assume { st<|> } }', 'stored.overhead', options), 'twin X { assume { stored.overhead 100 B } }');
  });
});

describe('completionDocumentation', () => {
  it('says what an item means, when it is asked', () => {
    const { text, offset } = marked(`${HOME}  devices x { <|> }\n}`);
    const program = programOf(text, TYPES);
    const item = completion(program, offset).find((candidate) => candidate.label === 'payload');
    assert.ok(item?.subject);
    assert.match(
      completionDocumentation(program, item.subject, offset) ?? '',
      /size of every message.*\n\nUnit: a size\. Range: > 0, ≤ 10 MB\. Default: from `telemetry`\./s,
    );
    assert.match(
      completionDocumentation(program, { kind: 'unit', name: 'month' }, offset) ?? '',
      /1 month = 43\u202f800 min = 730 h = 30\.42 days/,
    );
    assert.match(completionDocumentation(program, { kind: 'type', name: 'Thermostat' }, offset) ?? '', /every 2 min/);
  });
});

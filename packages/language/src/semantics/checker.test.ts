import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { DeviceGroup } from '../scenario.ts';
import type { Parsed } from '../syntax/index.ts';
import { parse, update } from '../syntax/index.ts';
import { check, createChecker } from './check.ts';
import { lower, lowerVariant, variantNames } from './lower.ts';
import type { ParsedFile } from './program.ts';
import { link, linkAlone } from './program.ts';

/** How many random cases; set RUNS for more. */
const RUNS = Number(process.env.RUNS ?? 150);

/** Twins that use everything that members tell each other. */
const BASE = `language 1

device Pump { every 1 s  payload 1 KB  telemetry { pressure: number "bar"  on: boolean } }
device Valve { rate 3 / h  telemetry { open: boolean } }

/// A plant.
twin Plant "Plant" {
  region eu-central
  providers aws azure
  budget 60 EUR / month
  residency EU
  devices pumps : Pump { count 6  storage { cool 2 months } }
  devices valves : Valve { count 3 }
  devices doors {
    count 4
    every 2 min
    telemetry { open: boolean  battery: number "%" }
  }
  processing {
    run "a.ts" for pumps doors
    on pumps.pressure > 3 and not pumps.on { notify "x"  feedback valves { open: true } }
    on doors.battery < 10 for 5 min matches 1 % { call "b.ts" }
  }
  storage { hot 1 month  cool 3 months }
  management {
    model Hall { has 4 pumps valves }
    model Yard { count 2  has 2 doors }
  }
  visualization { editors 2  viewers 3  refresh 12 / hour for 1 h / day }
  place { L1 aws  L3.cool azure  L5 auto except gcp }
  scenario Winter { pumps.every = 3 s  storage.hot = 2 months }
  tags { team: "a" }
}

twin Second { devices a : Pump { }
  storage { cool 1 month } }
twin Third { devices b { every 3 s  payload 3 B } }
`;

/** Pieces that edits put in: whole statements, halves of them, single characters. */
const PIECES = [
  'x',
  ' ',
  '\n',
  '{',
  '}',
  '"',
  '1',
  '-1',
  'none',
  'count 5',
  '\n  devices more { every 1 s  payload 1 B }\n',
  '\n  devices more { }\n',
  '\n  storage { hot 5 months }\n',
  '\n  model Extra { has pumps }\n',
  '\n  visualization { viewers 3 }\n',
  '\n  currency EUR\n',
  '\n  residency US\n',
  'pumps',
  'doors.open',
  ' and doors.battery > 20',
  '\ndevice Pump { every 1 s }\n',
  '\ndevice Other { every 1 s }\n',
  '\ntwin Third { }\n',
  '\nimport "./more.twin"\n',
  '\nlanguage 2\n',
  ': Pump',
  'twin Plant {',
  'every 3 KB',
  'min',
  'h',
];

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(12), fc.nat(120)),
    text: fc.oneof(fc.constantFrom(...PIECES), fc.constant('')),
  }),
  { minLength: 1, maxLength: 12 },
);

function edited(parsed: Parsed, edit: { at: number; length: number; text: string }): Parsed {
  const size = parsed.text.length;
  const start = Math.floor(edit.at * size);
  return update(parsed, { start, end: Math.min(size, start + edit.length), text: edit.text });
}

describe('a checker', () => {
  it('finds after every edit what a check from scratch finds', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const checker = createChecker();
        let parsed = parse(BASE, 'plant.twin');
        checker.check(parsed);
        for (const edit of list) {
          parsed = edited(parsed, edit);
          assert.deepEqual(checker.check(parsed), check(parse(parsed.text, 'plant.twin')), parsed.text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('finds after small edits and their undoing what was there before', () => {
    const checker = createChecker();
    let parsed = parse(BASE, 'plant.twin');
    const before = checker.check(parsed);
    for (let at = 0; at < BASE.length; at += 3) {
      const old = BASE.slice(at, at + 1);
      parsed = update(parsed, { start: at, end: at + 1, text: 'x' });
      assert.deepEqual(checker.check(parsed), check(parse(parsed.text, 'plant.twin')));
      parsed = update(parsed, { start: at, end: at + 1, text: old });
      assert.deepEqual(checker.check(parsed), before);
    }
  });

  it('follows the imported files', () => {
    const main = parse('import "./types.twin"\ntwin T { devices a : Pump { }\n devices b : Valve { } }\n', 'main.twin');
    const versions = [
      'device Pump { every 1 s  payload 1 B }\n',
      'device Pump { every 1 s }\n',
      'device Pump { every 1 s  payload 1 B }\ndevice Valve { every 1 s  payload 1 B }\n',
      'device Valve { every 1 s  payload 1 B }\n',
      '',
    ];
    const checker = createChecker();
    for (const text of [...versions, ...versions.reverse()]) {
      const files = new Map<string, ParsedFile>([
        ['main.twin', main],
        ['types.twin', parse(text, 'types.twin')],
      ]);
      assert.deepEqual(checker.check(link(files, 'main.twin')), check(link(files, 'main.twin')));
    }
    assert.deepEqual(checker.check(linkAlone(main)), check(linkAlone(main)));
  });
});

describe('lowering after edits', () => {
  const scenarios = (parsed: Parsed): unknown[] => {
    const program = linkAlone(parsed);
    return parsed.tree.declarations.flatMap((twin) =>
      twin.kind === 'twin' ? [lower(program, twin), ...variantNames(twin).map((name) => lowerVariant(program, twin, name))] : [],
    );
  };

  it('gives what lowering from scratch gives', () => {
    fc.assert(
      fc.property(edits, (list) => {
        let parsed = parse(BASE, 'plant.twin');
        scenarios(parsed);
        for (const edit of list) {
          parsed = edited(parsed, edit);
          assert.deepEqual(scenarios(parsed), scenarios(parse(parsed.text, 'plant.twin')), parsed.text);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('takes over the groups that have neither changed nor moved', () => {
    const text = `twin T {\n${Array.from({ length: 100 }, (_, index) => `  devices g${String(index)} { count 1  every 1 s  payload 1 B }\n`).join('')}}\n`;
    const before = parse(text, 'a.twin');
    const groupsOf = (parsed: Parsed): readonly DeviceGroup[] => {
      const [twin] = parsed.tree.declarations;
      return twin?.kind === 'twin' ? lower(linkAlone(parsed), twin).groups : [];
    };
    const old = groupsOf(before);
    const at = text.indexOf('count 1', text.indexOf('g50 ')) + 'count '.length;
    const now = groupsOf(update(before, { start: at, end: at + 1, text: '2' }));
    assert.equal(now[50]?.count.value, 2);
    assert.deepEqual(
      now.map((group, index) => group === old[index]),
      now.map((_, index) => index !== 50),
    );
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...PIECES,
    ...BASE.split(/\s+/),
    'L3',
    '=',
    ':',
    '%',
    'for',
    'matches',
    'auto',
    'except',
    '1e999',
    'a.b.c',
    '"a"',
    '/',
  );
  const soup = fc.oneof(
    fc.array(words, { maxLength: 60 }).map((list) => list.join(' ')),
    fc.string({ maxLength: 300 }),
    edits.map((list) => list.reduce((parsed, edit) => edited(parsed, edit), parse(BASE)).text),
  );

  it('is checked and lowered without throwing, to finite numbers', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const parsed = parse(text, 'soup.twin');
        for (const problem of check(parsed)) {
          assert.ok(problem.start >= 0 && problem.end >= problem.start && problem.end <= text.length, JSON.stringify(problem));
          for (const fix of problem.fixes ?? [])
            for (const edit of fix.edits) assert.ok(edit.start >= 0 && edit.end <= text.length && edit.start <= edit.end);
          for (const other of problem.related ?? []) assert.ok(other.start >= 0 && other.end <= text.length && other.start <= other.end);
        }
        const program = linkAlone(parsed);
        for (const twin of parsed.tree.declarations) {
          if (twin.kind !== 'twin') continue;
          for (const scenario of [lower(program, twin), ...variantNames(twin).map((name) => lowerVariant(program, twin, name))])
            expectSound(scenario, text.length);
        }
      }),
      { numRuns: 6 * RUNS },
    );
  });
});

/** Every number of a scenario is finite and not negative, every range lies in the text. */
function expectSound(value: unknown, length: number): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), String(value));
  else if (Array.isArray(value)) for (const item of value) expectSound(item, length);
  else if (typeof value === 'object' && value !== null) {
    if ('start' in value && 'end' in value)
      assert.ok(Number(value.start) <= Number(value.end) && Number(value.end) <= length, JSON.stringify(value));
    for (const item of Object.values(value)) expectSound(item, length);
  }
}

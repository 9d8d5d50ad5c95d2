/** A file against an earlier state of it: totals, values, and what one changed line does. `‸` marks the offset that is asked about. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bundledBook } from '@twin2multicloud/pricing';
import {
  analyze,
  changedValues,
  valueChanges,
  changeSince,
  createBase,
  gather,
  lineChange,
  lineChangeMarkdown,
  sinceText,
  type AnalyzerOptions,
  type Base,
  type LineChange,
  type TwinReport,
} from './index.ts';

const OPTIONS: AnalyzerOptions = { book: bundledBook() };
const FILE = 'main.twin';

const TYPES = 'device Thermostat { every 2 min  payload 0.25 KB }\n';
const HOUSE = `import "./types.twin"

/// A house.
twin House {
  currency EUR
  budget L3 10 EUR / month
  devices thermostats : Thermostat { count 180 }
  devices motion {
    count   40   // in every room
    rate    30 / hour
    payload 0.5 KB
    telemetry { battery: number }
  }
  processing {
    on motion.battery < 10 { notify "low" }
    on motion.battery < 5 matches 2 % { notify "very low" }
  }
  storage { hot 1 month  cool 3 months }
  place { L1 aws }
  scenario Winter { thermostats.every = 30 s }
}
`;

type Files = Readonly<Record<string, string>>;

function programOf(text: string, files: Files = {}): ReturnType<typeof gather> {
  const all: Files = { 'types.twin': TYPES, ...files, [FILE]: text };
  return gather(FILE, (name) => (all[name] === undefined ? { error: 'there is no such file' } : { text: all[name] }));
}

function baseOf(text = HOUSE, files: Files = {}, options = OPTIONS): Base {
  return createBase(programOf(text, files), options);
}

function reportsOf(text: string, files: Files = {}): readonly TwinReport[] {
  return analyze(programOf(text, files), OPTIONS).twins;
}

function written(text: string, variant: string | null = null): TwinReport {
  const found = reportsOf(text).find((report) => report.variant === variant);
  assert.ok(found);
  return found;
}

/** The change at the mark. */
function changeAt(marked: string, base = baseOf(), files: Files = {}): LineChange | null {
  const offset = marked.indexOf('‸');
  assert.ok(offset >= 0, 'the text has no mark');
  const text = marked.replace('‸', '');
  const all = reportsOf(text, files);
  return lineChange(
    base,
    programOf(text, files),
    (twin) => all.filter(({ name }) => twin === undefined || name === twin.name.text),
    offset,
  );
}

function words(marked: string, base = baseOf(), files: Files = {}): string | null {
  const change = changeAt(marked, base, files);
  return change === null ? null : lineChangeMarkdown(change, 'HEAD');
}

/** The house with a part of it replaced. */
function edited(from: string, to: string): string {
  assert.ok(HOUSE.includes(from), `\`${from}\` does not stand in the text`);
  return HOUSE.replace(from, to);
}

function close(actual: number | null | undefined, expected: number): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)),
    `${actual} is not ${expected}`,
  );
}

describe('a base', () => {
  it('prices as a report does, twins and scenarios', () => {
    const base = baseOf();
    for (const report of reportsOf(HOUSE)) close(base.priced('House', report.variant)?.total, report.cost.total ?? NaN);
    assert.equal(base.priced('Other', null), null);
    assert.equal(base.scenario('House', 'Summer'), null);
    assert.deepEqual(base.twins, ['House']);
  });

  it('holds the defaults of a workspace', () => {
    const text = HOUSE.replace('  currency EUR\n', '').replace('  place { L1 aws }\n', '');
    const options: AnalyzerOptions = { ...OPTIONS, defaults: { providers: ['gcp'] } };
    assert.notEqual(baseOf(text, {}, options).priced('House', null)?.total, baseOf(text).priced('House', null)?.total);
  });

  it('tells same, changed and new', () => {
    const base = baseOf();
    const same = changeSince(base, written(`// more words\n${HOUSE}`));
    assert.equal(same.state, 'same');
    close(same.before, written(HOUSE).perMonth ?? NaN);
    assert.equal(same.by, 0);
    const more = written(edited('count 180', 'count 200'));
    const changed = changeSince(base, more);
    assert.equal(changed.state, 'changed');
    close(changed.by, (more.perMonth ?? NaN) - (written(HOUSE).perMonth ?? NaN));
    assert.deepEqual(changeSince(base, written(HOUSE.replace('twin House', 'twin Home'))), { state: 'new', before: null, by: null });
    assert.deepEqual(changeSince(null, written(HOUSE)), { state: 'new', before: null, by: null });
    assert.equal(changeSince(base, written(edited('30 s', '20 s'), 'Winter')).state, 'changed');
    assert.equal(changeSince(base, written(edited('30 s', '20 s'))).state, 'same');
  });

  it('counts what an import said then, and tells a change of currency from a change of cost', () => {
    const base = baseOf(HOUSE, { 'types.twin': TYPES.replace('2 min', '1 min') });
    const change = changeSince(base, written(HOUSE));
    assert.ok((change.by ?? 0) < 0);
    assert.equal(changeSince(baseOf(), written(edited('currency EUR', 'currency USD'))).state, 'same');
  });

  it('has no amount where one of the two has no total', () => {
    const impossible = edited('currency EUR', 'currency EUR\n  residency FR');
    const report = written(impossible);
    assert.equal(report.perMonth, null, 'the test needs a twin that cannot be placed');
    const change = changeSince(baseOf(), report);
    assert.equal(change.state, 'changed');
    assert.equal(change.by, null);
    assert.equal(sinceText(change, report.money, 'HEAD'), '');
    assert.equal(changeSince(baseOf(impossible), report).state, 'same');
  });

  it('lists the values that changed, with their places', () => {
    const text = edited('count 180', 'count 200').replace('  storage { hot 1 month  cool 3 months }\n', '  storage { hot 1 month }\n');
    const found = changedValues(baseOf(), written(text));
    const count = found.find(({ path }) => path === 'thermostats.count');
    assert.deepEqual([count?.before, count?.after], ['180', '200']);
    assert.equal(text.slice(count?.at?.start, count?.at?.end).includes('200'), true);
    assert.ok(found.some(({ path, at }) => path === 'storage.cool' && at === null));
    assert.equal(
      found.find(({ path }) => path === 'motion.count'),
      undefined,
    );
  });

  it('takes a path that stands several times apart, and tells what groups inherit once', () => {
    const on = (...values: readonly string[]) => values.map((value) => ({ path: 'processing.on', value }));
    assert.deepEqual(valueChanges(on('a', 'b'), on('b', 'a')), []);
    assert.deepEqual(valueChanges(on('a', 'b'), on('a', 'c', 'd')), [
      { path: 'processing.on', before: 'b', after: 'c', at: null },
      { path: 'processing.on', before: null, after: 'd', at: null },
    ]);
    const cool = (value: string) => ['m.storage.cool', 'storage.cool'].map((path) => ({ path, value }));
    assert.deepEqual(
      valueChanges(cool('1 month'), cool('2 months')).map(({ path }) => path),
      ['storage.cool'],
    );
    assert.deepEqual(
      valueChanges(cool('1 month'), []).map(({ path }) => path),
      ['storage.cool'],
    );
  });

  it('is told in a few words', () => {
    const report = written(edited('count 180', 'count 2000'));
    const text = sinceText(changeSince(baseOf(), report), report.money, 'HEAD');
    assert.match(text, /^\+\d+\.\d\d €\/month since HEAD$/);
    assert.equal(sinceText(changeSince(baseOf(), written(HOUSE)), report.money, 'HEAD'), '');
    assert.equal(sinceText(changeSince(null, report), report.money, 'HEAD'), '');
  });
});

describe('a changed line', () => {
  it('says what it was and what it adds', () => {
    const marked = edited('count 180', 'cou‸nt 2000');
    const text = edited('count 180', 'count 2000');
    close(changeAt(marked)?.effect, (written(text).perMonth ?? NaN) - (written(HOUSE).perMonth ?? NaN));
    assert.match(words(marked) ?? '', /^was `180` in HEAD; this line: \+\d+\.\d\d €\/month$/);
    assert.match(words(edited('count   40   // in every room', 'count 4‸0000')) ?? '', /^was `40` in HEAD; this line: \+/);
    assert.match(words(edited('hot 1 month', 'ho‸t 1 day')) ?? '', /^was `1 month` in HEAD; this line: /);
  });

  it('counts its own change alone, beside others', () => {
    const text = edited('count 180', 'count 2000').replace('0.5 KB', '2 KB');
    const without = written(text.replace('count 2000', 'count 180'));
    close(changeAt(text.replace('count 2000', 'count 20‸00'))?.effect, (written(text).perMonth ?? NaN) - (without.perMonth ?? NaN));
    const other = changeAt(text.replace('payload 2 KB', 'pay‸load 2 KB'));
    close(other?.effect, (written(text).perMonth ?? NaN) - (written(text.replace('2 KB', '0.5 KB')).perMonth ?? NaN));
  });

  it('is silent where nothing but the shape changed', () => {
    assert.equal(words(edited('count 180', 'cou‸nt   180 // the same')), null);
    assert.equal(words(edited('devices motion {', '/// Words.\n  devices mo‸tion   {')), null);
    assert.equal(words(HOUSE.replace(/\n/g, '\r\n').replace('hot 1', 'ho‸t 1')), null);
    assert.equal(words(HOUSE.replace('twin House', '‸twin House')), null);
    assert.equal(words(HOUSE.replace('import', 'imp‸ort')), null);
  });

  it('says that a line or a block was not there, and what it adds', () => {
    const line = edited('rate    30 / hour', 'rate    30 / hour\n    con‸nect each-message');
    assert.match(words(line) ?? '', /^not in HEAD; this line: /);
    const text = edited('  storage {', '  devices meters { count 500  every 1 min  payload 2 KB }\n  storage {');
    const block = text.replace('devices meters', 'devices me‸ters');
    assert.match(words(block) ?? '', /^not in HEAD; this block: \+\d/);
    close(changeAt(block)?.effect, (written(text).perMonth ?? NaN) - (written(HOUSE).perMonth ?? NaN));
  });

  it('sums up a block that changed', () => {
    const text = edited('count   40 ', 'count 4000 ').replace('0.5 KB', '2 KB');
    assert.match(words(text.replace('devices motion', 'devices mo‸tion')) ?? '', /^changed since HEAD; this block: \+/);
    close(
      changeAt(text.replace('devices motion', 'devices mo‸tion'))?.effect,
      (written(text).perMonth ?? NaN) - (written(HOUSE).perMonth ?? NaN),
    );
  });

  it('knows one rule from another', () => {
    const swapped = edited('matches 2 %', 'matches 90 %');
    assert.match(words(swapped.replace('on motion.battery < 5', '‸on motion.battery < 5')) ?? '', /^(was|changed)/);
    assert.equal(words(swapped.replace('on motion.battery < 10', '‸on motion.battery < 10')), null);
    const more = edited('  processing {', '  processing {\n    on motion.battery > 90 { notify "full" }');
    assert.match(words(more.replace('on motion.battery > 90', '‸on motion.battery > 90')) ?? '', /^not in HEAD/);
    assert.equal(words(more.replace('on motion.battery < 5', '‸on motion.battery < 5')), null);
  });

  it('speaks of a line of place, a budget and a scenario', () => {
    assert.match(words(edited('L1 aws', 'L‸1 gcp')) ?? '', /^was `aws` in HEAD; this line: /);
    assert.equal(words(edited('budget L3 10', 'bud‸get L3 20')), 'was `L3 10 EUR / month` in HEAD; this line: no change of the total');
    const winter = edited('thermostats.every = 30 s', 'thermostats.ev‸ery = 1 s');
    assert.match(words(winter) ?? '', /^was `30 s` in HEAD; this line: \+/);
    assert.equal(changeAt(winter)?.twins, 1);
    assert.match(
      words(edited('scenario Winter { thermostats.every = 30 s', 'scenario Win‸ter { thermostats.every = 1 s')) ?? '',
      /^was .* in HEAD: \+.* since$/,
    );
    assert.equal(words(edited('scenario Winter', 'scenario Sum‸mer')), 'not in HEAD');
  });

  it('gives the whole change at a twin’s name', () => {
    const text = edited('count 180', 'count 2000').replace('0.5 KB', '2 KB');
    const change = changeAt(text.replace('twin House', 'twin Ho‸use'));
    close(change?.effect, (written(text).perMonth ?? NaN) - (written(HOUSE).perMonth ?? NaN));
    assert.match(words(text.replace('twin House', 'twin Ho‸use')) ?? '', /^was \d+\.\d\d €\/month in HEAD: \+\d+\.\d\d €\/month since$/);
    assert.equal(words(HOUSE.replace('twin House', 'twin Ho‸me')), 'not in HEAD');
  });

  it('counts all twins of the file that use a device type, and none for a type alone', () => {
    const two = `${TYPES}twin A { currency EUR  devices a : Thermostat { count 2000 } }\ntwin B { currency EUR  devices b : Thermostat { count 3000 } }\ntwin C { devices c { count 5  every 1 min  payload 1 KB } }\n`;
    const now = two.replace('2 min', '10 s');
    const change = changeAt(now.replace('every 10 s', 'ev‸ery 10 s'), baseOf(two));
    const total = (text: string): number =>
      reportsOf(text).reduce((sum, report) => sum + (report.name === 'C' ? 0 : (report.perMonth ?? NaN)), 0);
    assert.equal(change?.twins, 2);
    close(change?.effect, total(now) - total(two));
    assert.match(words(now.replace('every 10 s', 'ev‸ery 10 s'), baseOf(two)) ?? '', /^was `2 min` in HEAD; this line: \+.* over 2 twins$/);
    assert.equal(words(TYPES.replace('2 min', '1‸ min'), baseOf(TYPES)), 'was `2 min` in HEAD');
  });

  it('puts no markup of the file into the words', () => {
    assert.equal(
      words(
        'twin A { tags { team: "a`b" ‸ } }'.replace('te', '‸te').replace('" ‸', '"').replace('a`b', 'c'),
        baseOf('twin A { tags { team: "a`b" } }'),
      ),
      'was `` "a`b" `` in HEAD; this line: no change of the total',
    );
  });
});

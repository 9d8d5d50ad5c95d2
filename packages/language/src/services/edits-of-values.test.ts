/** Edits that panels make: what they write is read again as wished, comments and everything else stay. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../syntax/parse.ts';
import type { TwinDeclaration } from '../tree.ts';
import { overrideEdits, overrideLines, scenarioBlock, scenarioEdit } from './override-edits.ts';
import { applyEdits, placeEdits, type PlaceWish } from './place-edits.ts';
import { unitOf, usualUnit, valueEdits, valueText, writtenQuantity, type ValueChange } from './value-edits.ts';

function twinOf(text: string): { parsed: ReturnType<typeof parse>; twin: TwinDeclaration } {
  const parsed = parse(text, 'test.twin');
  const twin = parsed.tree.declarations.find((declaration) => declaration.kind === 'twin');
  if (twin?.kind !== 'twin') throw new Error('the text has no twin');
  return { parsed, twin };
}

function placed(text: string, wish: PlaceWish): string {
  const { parsed, twin } = twinOf(text);
  return applyEdits(text, placeEdits(parsed, twin, wish));
}

describe('edits of place', () => {
  const BLOCK = 'twin T {\n  place {\n    L1     aws  // near the devices\n    L4     auto except gcp\n    L3 azure\n  }\n}\n';

  it('change the cloud of a line and keep its comment', () => {
    assert.match(placed(BLOCK, { set: { L1: 'gcp' } }), /L1 {5}gcp {2}\/\/ near the devices/);
  });

  it('free a line in its place', () => {
    assert.match(placed(BLOCK, { set: {}, free: ['L1'] }), /L1 {5}auto {2}\/\/ near the devices/);
  });

  it('fix what was left to the optimizer, and leave it where only others are to be fixed', () => {
    assert.match(placed(BLOCK, { set: { L4: 'azure' } }), /L4 {5}azure\n/);
    assert.match(placed(BLOCK, { set: { L4: 'azure' }, keepAuto: true }), /L4 {5}auto except gcp\n/);
  });

  it('set one tier beside the line for all three, and free all three in their line', () => {
    assert.equal(placed(BLOCK, { set: { 'L3.hot': 'aws' } }), BLOCK.replace('    L3 azure\n', '    L3 azure\n    L3.hot aws\n'));
    assert.equal(placed(BLOCK, { set: {}, free: ['L3.hot'] }), BLOCK.replace('    L3 azure\n', '    L3 azure\n    L3.hot auto\n'));
    assert.equal(placed(BLOCK, { set: {}, free: ['L3.hot', 'L3.cool', 'L3.archive'] }), BLOCK.replace('L3 azure', 'L3 auto'));
  });

  it('make the block where there is none', () => {
    assert.equal(
      placed('twin T {\n  currency EUR\n}\n', { set: { L5: 'gcp' } }),
      'twin T {\n  currency EUR\n\n  place {\n    L5 gcp\n  }\n}\n',
    );
  });

  it('change nothing where the file says so already', () => {
    assert.equal(placed(BLOCK, { set: { L1: 'aws', 'L3.cool': 'azure' } }), BLOCK);
    assert.equal(placed(BLOCK, { set: {}, free: ['L2', 'L4'] }), BLOCK);
  });
});

const TWIN = `device Pump { every 2 min  payload 1 KB }
twin T {
  devices pumps : Pump { count 6 }  // in the cellar
  devices doors {
    count     4
    rate      30 / hour  // often
    telemetry { open: boolean }
  }
  storage {
    hot     1 month // short
  }
  visualization { viewers 3  refresh 12 / hour for 1 h / day }
}
`;

function changed(changes: readonly (Omit<ValueChange, 'at'> & { at?: string })[], text = TWIN): string {
  const { parsed, twin } = twinOf(text);
  const edits = valueEdits(
    parsed,
    twin,
    changes.map(({ at, ...change }) => {
      const start = at === undefined ? -1 : text.indexOf(at);
      return { ...change, at: at === undefined ? null : { file: 'test.twin', start, end: start + at.length } };
    }),
  );
  assert.ok(edits !== null);
  return applyEdits(text, edits);
}

describe('edits of values', () => {
  it('replace the quantity where it stands', () => {
    assert.equal(changed([{ path: 'doors.rate', text: '45 / hour', at: 'rate      30 / hour' }]), TWIN.replace('30 / hour', '45 / hour'));
    assert.equal(changed([{ path: 'storage.hot', text: '2 months', at: 'hot     1 month' }]), TWIN.replace('1 month ', '2 months '));
  });

  it('replace both halves of refresh', () => {
    const refresh = 'refresh 12 / hour for 1 h / day';
    assert.equal(
      changed([
        { path: 'visualization.refresh', text: '6 / hour', at: refresh },
        { path: 'visualization.refresh.for', text: '8 h / day', at: refresh },
      ]),
      TWIN.replace(refresh, 'refresh 6 / hour for 8 h / day'),
    );
    const bare = TWIN.replace(' for 1 h / day', '');
    assert.equal(changed([{ path: 'visualization.refresh.for', text: '8 h / day' }], bare), TWIN.replace('1 h / day', '8 h / day'));
  });

  it('give what comes from a type or by default a line of its own, in the style of its neighbors', () => {
    assert.equal(
      changed([{ path: 'pumps.every', text: '3 min', at: 'every 2 min' }]),
      TWIN.replace('{ count 6 }', '{ count 6  every 3 min }'),
    );
    assert.equal(changed([{ path: 'doors.payload', text: '2 KB' }]), TWIN.replace('// often\n', '// often\n    payload   2 KB\n'));
    assert.equal(
      changed([{ path: 'storage.read.cool', text: '5 GB / month' }]),
      TWIN.replace('// short\n', '// short\n    read cool 5 GB / month\n'),
    );
    assert.equal(changed([{ path: 'visualization.panels', text: '4' }]), TWIN.replace('1 h / day }', '1 h / day  panels 4 }'));
  });

  it('make a block that is not there, one for all its lines', () => {
    const bare = TWIN.replace(/ {2}storage \{[^}]*\}\n/, '');
    assert.match(
      changed(
        [
          { path: 'storage.hot', text: '2 months' },
          { path: 'storage.read.cool', text: '1 GB / month' },
        ],
        bare,
      ),
      /\n {2}\}\n\n {2}storage \{ hot 2 months {2}read cool 1 GB \/ month \}\n/,
    );
    assert.match(changed([{ path: 'pumps.storage.cool', text: '2 months' }]), /count 6 {2}storage \{ cool 2 months \} \}/);
  });

  it('say null where a brace is missing', () => {
    const { parsed, twin } = twinOf('twin T {\n  storage {\n    hot 1 month\n');
    assert.equal(valueEdits(parsed, twin, [{ path: 'storage.read.cool', text: '1 GB / month', at: null }]), null);
  });
});

describe('written units', () => {
  it('are kept, with the word for one and for many', () => {
    const { parsed } = twinOf(TWIN);
    const start = TWIN.indexOf('hot     1 month');
    const written = writtenQuantity(new Map([['test.twin', parsed]]), { file: 'test.twin', start, end: start + 15 }, 'storage.hot');
    const unit = written && unitOf(written, 'duration');
    assert.ok(unit);
    assert.equal(valueText(2_628_000, unit), '1 month');
    assert.equal(valueText(3 * 2_628_000, unit), '3 months');
  });

  it('are usual ones where nobody has written any', () => {
    assert.equal(valueText(90, usualUnit(120, 'duration')), '1.5 min');
    assert.equal(valueText(2_048, usualUnit(1_024, 'size')), '2 KB');
    assert.equal(valueText(0.05, usualUnit(0.1, 'share')), '5 %');
    assert.equal(valueText(3_600 * 6, usualUnit(3_600, 'time-rate')), '6 h / day');
  });

  it('tell rates, sizes a month and times a day in base units', () => {
    assert.deepEqual(unitOf({ unit: null, per: 'hour' }, 'rate'), { text: '/ hour', factor: 1 / 3_600 });
    assert.equal(unitOf({ unit: 'GB', per: 'month' }, 'size-rate')?.factor, 1_024 ** 3);
    assert.equal(unitOf({ unit: 'h', per: 'day' }, 'time-rate')?.factor, 3_600);
    assert.equal(unitOf({ unit: 'furlong', per: null }, 'duration'), null);
  });
});

describe('edits of scenarios', () => {
  const LINES = [
    { path: 'pumps.count', text: '9' },
    { path: 'storage.hot', text: '2 months' },
  ];

  it('add a block at the end of the twin', () => {
    const { parsed, twin } = twinOf(TWIN);
    const edit = scenarioEdit(parsed, twin, 'Winter', LINES);
    assert.ok(edit);
    assert.equal(applyEdits(TWIN, [edit]), TWIN.replace(/\}\n$/, '\n  scenario Winter { pumps.count = 9  storage.hot = 2 months }\n}\n'));
  });

  it('replace what the block of the name says, and keep its title', () => {
    const text = TWIN.replace(/\}\n$/, '  scenario Winter "Cold" { pumps.count = 2 }\n}\n');
    const { parsed, twin } = twinOf(text);
    const edit = scenarioEdit(parsed, twin, 'Winter', LINES);
    assert.ok(edit);
    assert.equal(applyEdits(text, [edit]), text.replace('{ pumps.count = 2 }', '{ pumps.count = 9  storage.hot = 2 months }'));
  });

  it('write long ones in lines', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ path: `pumps.storage.archive${index}`, text: '12 months' }));
    const { parsed, twin } = twinOf(TWIN);
    assert.match(scenarioEdit(parsed, twin, 'Long', many)?.text ?? '', /scenario Long \{\n {4}pumps\.storage\.archive0 = 12 months\n/);
  });

  it('change single lines, and add the others', () => {
    const text = TWIN.replace(/\}\n$/, '  scenario S { doors.every = 10 s  pumps.count = 2 }\n}\n');
    const { parsed, twin } = twinOf(text);
    const block = scenarioBlock(twin, 'S');
    assert.ok(block);
    assert.deepEqual(overrideLines(parsed, twin, block), [
      { path: 'doors.every', text: '10 s' },
      { path: 'pumps.count', text: '2' },
    ]);
    const edits = overrideEdits(parsed, twin, block, [
      { path: 'doors.rate', text: '1 / min' },
      { path: 'storage.hot', text: '2 months' },
    ]);
    assert.ok(edits);
    assert.equal(
      applyEdits(text, edits),
      text.replace('doors.every = 10 s  pumps.count = 2', 'doors.rate = 1 / min  pumps.count = 2  storage.hot = 2 months'),
    );
  });
});

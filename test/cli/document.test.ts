import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, it } from 'mocha';
import type { CostDocument } from '../../cli/src/formats/document.ts';
import { twin } from './in-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ajv = new Ajv2020({ strict: true, allErrors: true });
const schema = (name: string) => ajv.compile(JSON.parse(readFileSync(path.join(ROOT, 'docs/schema', name), 'utf8')) as object);
const isCost = schema('twin-cost-1.json');
const isCheck = schema('twin-check-1.json');
const isSweep = schema('twin-sweep-1.json');

const inputs = [...globSync('samples/**/*.twin', { cwd: ROOT }), ...globSync('test/golden/bad-*.twin', { cwd: ROOT })];

async function document(args: readonly string[], options: Parameters<typeof twin>[1] = {}): Promise<CostDocument> {
  const ran = await twin(['cost', '--json', ...args], options);
  return JSON.parse(ran.out) as CostDocument;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
const GROUP = 'devices motion { count 40  every 2 min  payload 0.25 KB }';

describe('twin cost --json', function () {
  this.timeout(60_000);

  for (const model of ['billing', 'paper']) {
    for (const file of inputs) {
      it(`${file} (${model}) fits its schema, and its parts add up`, async () => {
        const doc = await document(['--model', model, file]);
        assert.ok(isCost(doc), JSON.stringify(isCost.errors?.slice(0, 3)));
        assert.equal(doc.priceBook.id, model === 'paper' ? 'paper-2025-06' : 'bundled-2026-11-20');
        for (const found of doc.twins) {
          const what = `${found.name} ${found.scenario ?? ''}`;
          if (found.perMonth === null) {
            assert.ok(found.impossible !== null && found.impossible.length > 5, `${what}: no total without a reason`);
            continue;
          }
          const { placement } = found;
          assert.ok(placement !== null, what);
          let sum = 0;
          for (const [slot, cells] of Object.entries(found.slots)) {
            for (const [provider, cell] of Object.entries(cells)) {
              if (!cell.available) continue;
              const lines = cell.lines.reduce((total, line) => total + line.amount, 0);
              assert.ok(near(lines, cell.amount), `${what} ${slot} ${provider}: lines ${lines}, amount ${cell.amount}`);
              for (const line of cell.lines) {
                if (line.quantity !== 0) assert.ok(near(line.unitPrice * line.quantity, line.amount), `${what} ${line.meter}`);
                if (line.status === 'unconfirmed') assert.ok((line.why ?? '').length > 5, `${line.meter} says why it is not confirmed`);
              }
              if (placement[slot as keyof typeof placement] === provider) {
                sum += cell.amount;
                assert.ok(cell.delta === null || near(cell.delta, 0), `${what} ${slot}: the chosen cell changes nothing`);
              }
            }
          }
          for (const transfer of found.transfers) {
            sum += transfer.amount;
            assert.equal(placement[transfer.from], transfer.fromProvider, what);
            assert.equal(placement[transfer.to], transfer.toProvider, what);
          }
          assert.ok(near(sum, found.perMonth), `${what}: chosen cells + transfers are ${sum}, perMonth ${found.perMonth}`);
          const first = found.alternatives[0];
          assert.ok(first !== undefined && near(first.perMonth, found.perMonth), `${what}: the first alternative is the chosen one`);
          if (found.best !== null) assert.ok(found.best.perMonth <= found.perMonth + 1e-9, what);
        }
      });
    }
  }

  it('gives the published totals of the paper', async () => {
    const totals = await document([
      '--model',
      'paper',
      'samples/paper-smart-home.twin',
      'samples/paper-industrial.twin',
      'samples/paper-large-building.twin',
    ]);
    assert.deepEqual(
      totals.twins.map((found) => found.perMonth?.toFixed(4)),
      ['25.1688', '1664.7194', '46988.9355'],
    );
    assert.equal(totals.twins[0]?.model, 'paper');
  });

  it('gives every amount in the currency of the twin', async () => {
    const [dollars, euros] = await Promise.all([
      document(['--currency', 'USD', 'samples/vehicle-fleet.twin']),
      document(['--currency', 'EUR', 'samples/vehicle-fleet.twin']),
    ]);
    const a = dollars.twins[0];
    const b = euros.twins[0];
    assert.ok(a !== undefined && b !== undefined);
    assert.equal(b.currency, 'EUR');
    const { perUsd } = b.currencyRate;
    assert.ok(perUsd !== 1 && perUsd > 0);
    // Every number that is money changes by the rate, and no other does.
    const money = new Set(['amount', 'unitPrice', 'perMonth', 'delta', 'regret', 'aws', 'azure', 'gcp', 'firstYear', 'oneTime', 'spent']);
    const compare = (left: unknown, right: unknown, key: string, where: string): void => {
      if (typeof left === 'number' && typeof right === 'number') {
        const isMoney = money.has(key) || /\.months\.\d+$/.test(where) || key === 'budget';
        const expected = isMoney && key !== 'currencyRate' ? left * perUsd : left;
        if (key === 'perUsd') return;
        assert.ok(Math.abs(expected - right) <= 1e-9 * Math.max(1e-12, Math.abs(expected)), `${where}: ${left} → ${right}`);
      } else if (typeof left === 'object' && left !== null && typeof right === 'object' && right !== null) {
        assert.deepEqual(Object.keys(left), Object.keys(right), where);
        for (const name of Object.keys(left)) {
          compare((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name], name, `${where}.${name}`);
        }
      }
    };
    compare(a, b, '', 'twin');
  });

  it('puts the scenarios after their twin, and twins in the order of files and declarations', async () => {
    const doc = await document(['samples/vehicle-fleet.twin', 'samples/smart-home.twin']);
    assert.deepEqual(
      doc.twins.map(({ name, scenario }) => [name, scenario]),
      [
        ['VehicleFleet', null],
        ['VehicleFleet', 'DoubleFleet'],
        ['VehicleFleet', 'SlowBeat'],
        ['VehicleFleet', 'LongMemory'],
        ['SmartHome', null],
        ['SmartHome', 'Winter'],
        ['SmartHome', 'SecondFlat'],
      ],
    );
  });

  it('takes hundreds of twins in one file', async () => {
    const text = Array.from(
      { length: 400 },
      (_, index) => `twin T${index} { devices motion { count ${index + 1}  every 2 min  payload 0.25 KB } }\n`,
    ).join('');
    const start = performance.now();
    const doc = await document(['many.twin'], { files: { 'many.twin': text } });
    assert.ok(performance.now() - start < 20_000);
    assert.equal(doc.twins.length, 400);
    assert.deepEqual(
      doc.twins.map(({ name }) => name),
      Array.from({ length: 400 }, (_, index) => `T${index}`),
    );
    assert.ok(doc.twins.every(({ perMonth }) => perMonth !== null));
  });

  it('gives what can be known of a file with problems, exit code 1', async () => {
    const text = `twin Good { ${GROUP} }\ntwin Broken {\n  devices motion { count 40  evry 2 min }\n}\n`;
    const ran = await twin(['cost', '--json', 'x.twin'], { files: { 'x.twin': text } });
    assert.equal(ran.code, 1);
    const doc = JSON.parse(ran.out) as CostDocument;
    assert.deepEqual(
      doc.twins.map(({ name, complete, problems }) => [name, complete, problems.length > 0]),
      [
        ['Good', true, false],
        ['Broken', false, true],
      ],
    );
    assert.ok((doc.twins[0]?.perMonth ?? 0) > 0);
    const [problem] = doc.problems;
    assert.equal(problem?.line, 3);
  });

  it('costs only the twins of the files that it is given, not those of imports', async () => {
    const files = {
      'a.twin': `import "./b.twin"\ntwin A { devices m : M { count 3 } }\n`,
      'b.twin': `device M { every 1 min  payload 1 KB }\ntwin B { ${GROUP} }\n`,
    };
    const doc = await document(['a.twin'], { files });
    assert.deepEqual(
      doc.twins.map(({ name }) => name),
      ['A'],
    );
  });
});

describe('settings', () => {
  const plain = { 'x.twin': `twin X { ${GROUP} }\n` };
  const euro = { 'x.twin': `twin X {\n  currency EUR\n  free-tier off\n  ${GROUP}\n}\n` };
  const first = async (args: readonly string[], options: Parameters<typeof twin>[1]) => {
    const doc = await document([...args, 'x.twin'], options);
    const [found] = doc.twins;
    assert.ok(found !== undefined);
    return found;
  };

  it('a flag beats the file, the file a setting, a setting the default', async () => {
    assert.equal((await first([], { files: plain })).currency, 'USD');
    assert.equal((await first([], { files: plain, env: { TWIN_CURRENCY: 'EUR' } })).currency, 'EUR');
    assert.equal((await first([], { files: euro, env: { TWIN_CURRENCY: 'USD' } })).currency, 'EUR');
    assert.equal((await first(['--currency', 'USD'], { files: euro, env: { TWIN_CURRENCY: 'EUR' } })).currency, 'USD');
    assert.equal((await first([], { files: plain, env: { TWIN_MODEL: 'paper' } })).model, 'paper');
    assert.equal((await first(['--model', 'billing'], { files: plain, env: { TWIN_MODEL: 'paper' } })).model, 'billing');
  });

  it('the same for the free allowances', async () => {
    const free = (await first([], { files: plain })).perMonth ?? 0;
    const paid = (await first(['--free-tier', 'off'], { files: plain })).perMonth ?? 0;
    assert.ok(paid > free);
    assert.equal((await first([], { files: plain, env: { TWIN_FREE_TIER: 'off' } })).perMonth, paid);
    const own = (await first(['--currency', 'USD'], { files: euro, env: { TWIN_FREE_TIER: 'on' } })).perMonth;
    assert.equal(own, paid);
    assert.equal((await first(['--currency', 'USD', '--free-tier', 'on'], { files: euro })).perMonth, free);
  });

  it('refuses words that are none, with the remedy', async () => {
    for (const [args, env, message] of [
      [['--currency', 'XYZ'], {}, /no rate of XYZ.*\n.*EUR/],
      [[], { TWIN_MODEL: 'guess' }, /TWIN_MODEL takes billing or paper/],
      [[], { TWIN_FREE_TIER: 'maybe' }, /TWIN_FREE_TIER takes on or off/],
    ] as const) {
      const ran = await twin(['cost', ...args, 'x.twin'], { files: plain, env });
      assert.equal(ran.code, 2);
      assert.match(ran.err, message);
      assert.equal(ran.out, '');
    }
  });
});

describe('other JSON', () => {
  it('twin check fits its schema', async () => {
    for (const file of inputs) {
      const ran = await twin(['check', '--json', file]);
      const doc: unknown = JSON.parse(ran.out);
      assert.ok(isCheck(doc), JSON.stringify(isCheck.errors?.slice(0, 3)));
    }
  }).timeout(60_000);

  it('twin sweep fits its schema, and its last axis runs fastest', async () => {
    const ran = await twin([
      'sweep',
      '--json',
      'samples/smart-home.twin',
      '--vary',
      'thermostats.count=10..30:10',
      '--vary',
      'motion.payload=0.5 KB..1 KB:0.5 KB',
    ]);
    const doc = JSON.parse(ran.out) as { points: { values: number[] }[]; axes: { baseValues: number[] }[] };
    assert.ok(isSweep(doc), JSON.stringify(isSweep.errors?.slice(0, 3)));
    assert.deepEqual(
      doc.points.map(({ values }) => values),
      [
        [10, 0.5],
        [10, 1],
        [20, 0.5],
        [20, 1],
        [30, 0.5],
        [30, 1],
      ],
    );
    assert.deepEqual(doc.axes[1]?.baseValues, [512, 1024]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { add, multiply } from '@twin2multicloud/pricing';
import { decimalText, FOCUS_COLUMNS } from '../../cli/src/formats/focus.ts';
import type { CostDocument } from '../../cli/src/formats/document.ts';
import { displayWidth } from '../../cli/src/formats/table.ts';
import { twin } from './in-process.ts';

const BROKEN = 'twin Home {\n  devices motion {\n    cuont 40\n    every 2 min\n    payload 0.25 KB\n  }\n  place { L4 aws }\n}\n';
const files = { 'a b,c.twin': BROKEN, 'fine.twin': 'twin Fine { devices m { every 1 min  payload 1 KB } }\n' };

describe('twin check --format', () => {
  it('text marks the place and names the fix', async () => {
    const { out, code } = await twin(['check', 'a b,c.twin'], { files });
    assert.equal(code, 1);
    assert.match(out, /^a b,c\.twin:3:5 error twin-2001 .*cuont/m);
    assert.match(out, /^ {2}3 \| {5}cuont 40\n {4}\| {5}\^{5}$/m);
    assert.match(out, /fix: Write `count`/);
    assert.match(out, /1 error, 1 warning in 1 file\.\n$/);
  });

  it('quiet text tells errors alone', async () => {
    const { out } = await twin(['check', '-q', 'a b,c.twin', 'fine.twin'], { files });
    assert.match(out, /twin-2001/);
    assert.doesNotMatch(out, /warning|in 2 files/);
  });

  it('sarif names rules, places and levels', async () => {
    const { out } = await twin(['check', '--format', 'sarif', 'a b,c.twin', 'fine.twin'], { files });
    const log = JSON.parse(out) as {
      version: string;
      runs: {
        tool: { driver: { rules: { id: string; help: { text: string } }[] } };
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.ok(run !== undefined);
    const error = run.results.find(({ ruleId }) => ruleId === 'twin-2001');
    assert.equal(error?.level, 'error');
    assert.equal(run.tool.driver.rules[error.ruleIndex]?.id, 'twin-2001');
    assert.ok((run.tool.driver.rules[error.ruleIndex]?.help.text.length ?? 0) > 20);
    const place = error.locations[0]?.physicalLocation;
    assert.equal(place?.artifactLocation.uri, 'a%20b,c.twin');
    assert.deepEqual(place.region, { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 });
    assert.ok(run.results.some(({ level }) => level === 'warning'));
  });

  it('junit fails an error, passes a warning, and a file without problems', async () => {
    const { out } = await twin(['check', '--format', 'junit', 'a b,c.twin', 'fine.twin'], { files });
    assert.match(out, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites/);
    assert.match(out, /<testsuite name="a b,c\.twin" tests="2" failures="1" errors="0">/);
    assert.match(out, /<failure type="twin-2001" message="[^"<&]*(&quot;|&lt;|&amp;|[^"<&])*"\/>/);
    assert.match(out, /<testcase name="fine\.twin" classname="fine\.twin"\/>/);
    assert.equal((out.match(/<testcase /g) ?? []).length, 3);
    const strict = await twin(['check', '--strict', '--format', 'junit', 'a b,c.twin'], { files });
    assert.match(strict.out, /tests="2" failures="2"/);
  });

  it('github writes commands with what it must escape', async () => {
    const { out } = await twin(['check', '--format', 'github', 'a b,c.twin'], { files });
    assert.match(out, /^::error file=a b%2Cc\.twin,line=3,col=5,endLine=3,endColumn=10,title=twin-2001::/m);
    assert.match(out, /^::warning /m);
  });

  it('--strict makes warnings count, --no-cost leaves out what prices tell', async () => {
    const warned = { 'w.twin': 'twin Home {\n  devices m { every 1 min  payload 1 KB }\n  place { L1 azure }\n}\n' };
    assert.equal((await twin(['check', 'w.twin'], { files: warned })).code, 0);
    assert.equal((await twin(['check', '--strict', 'w.twin'], { files: warned })).code, 1);
    const bare = await twin(['check', '--strict', '--no-cost', 'w.twin'], { files: warned });
    assert.equal(bare.code, 0);
    assert.doesNotMatch(bare.out, /twin-4/);
  });
});

/** Reads a CSV as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character === '"' && text[at + 1] === '"') {
        field += '"';
        at++;
      } else if (character === '"') quoted = false;
      else field += character;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(field);
      field = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      at++;
    } else field += character;
  }
  return rows;
}

describe('twin cost --format', function () {
  this.timeout(20_000);

  it('csv has the columns of FOCUS and exact products, and adds up to the total', async () => {
    const [csv, json] = await Promise.all([
      twin(['cost', '--format', 'csv', 'samples/wind-farm.twin', '--scenario', 'Repowered']),
      twin(['cost', '--json', 'samples/wind-farm.twin', '--scenario', 'Repowered']),
    ]);
    const [head, ...rows] = readCsv(csv.out);
    assert.deepEqual(head, [...FOCUS_COLUMNS]);
    assert.ok(rows.length > 20);
    let total = '0';
    for (const row of rows) {
      const cell = (name: (typeof FOCUS_COLUMNS)[number]): string => row[FOCUS_COLUMNS.indexOf(name)] ?? '';
      assert.equal(row.length, FOCUS_COLUMNS.length);
      assert.equal(multiply(cell('ListUnitPrice'), cell('PricingQuantity')), cell('ListCost'));
      for (const name of ['BilledCost', 'EffectiveCost', 'ContractedCost', 'ListCost'] as const) assert.match(cell(name), /^\d+(\.\d+)?$/);
      assert.equal(cell('BillingCurrency'), 'EUR');
      assert.equal(cell('ChargePeriodStart'), '2026-11-01T00:00:00.000Z');
      assert.equal(cell('ChargePeriodEnd'), '2026-12-01T00:00:00.000Z');
      assert.notEqual(cell('ServiceCategory'), 'Other');
      assert.equal((JSON.parse(cell('Tags')) as Record<string, string>)['twin:scenario'], 'Repowered');
      total = add(total, cell('EffectiveCost'));
    }
    const perMonth = (JSON.parse(json.out) as CostDocument).twins[0]?.perMonth ?? 0;
    assert.ok(Math.abs(Number(total) - perMonth) < 1e-9 * perMonth, `${total} ${perMonth}`);
  });

  it('writes every double as a decimal', () => {
    for (const value of [0, 1, 0.1, 1e-7, 1.5e-9, 123456.789, 1e21, 1.25e22, Number.MIN_VALUE, -2.5e-8]) {
      const text = decimalText(value);
      assert.doesNotMatch(text, /e/);
      assert.equal(Number(text), value);
    }
  });

  it('html stands alone and escapes what the file says', async () => {
    const evil = { 'x.twin': 'twin X "<script>alert(1)</script> & \\"co\\"" {\n  devices m { every 1 min  payload 1 KB }\n}\n' };
    const { out } = await twin(['cost', '--html', 'x.twin'], { files: evil });
    assert.match(out, /^<!doctype html>/);
    // A fill may name a pattern of the page itself.
    assert.doesNotMatch(out, /<script|<link|<img|src=|@import|url\((?!#)/);
    assert.match(out, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.match(out, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;co&quot;/);
    assert.equal((out.match(/<table/g) ?? []).length, (out.match(/<\/table>/g) ?? []).length);
    assert.equal((out.match(/<td/g) ?? []).length, (out.match(/<\/td>/g) ?? []).length);
  });

  it('markdown has straight tables and escapes what the file says', async () => {
    const evil = { 'x.twin': 'twin X "a|b *c*" {\n  providers aws\n  devices m { every 1 min  payload 1 KB }\n}\n' };
    const { out } = await twin(['cost', '--format', 'markdown', 'x.twin'], { files: evil });
    assert.match(out, /## X: a\\\|b \\\*c\\\*/);
    for (const line of out.split('\n').filter((text) => text.startsWith('|')))
      assert.equal(line.replaceAll('\\|', '').split('|').length, 6, line);
  });

  it('the table is no wider than 80 columns and has no color unless asked', async () => {
    for (const file of ['samples/city.twin', 'samples/hospital.twin', 'samples/factory.twin']) {
      for (const command of ['cost', 'compare', 'optimize', 'explain']) {
        const { out } = await twin([command, file]);
        for (const line of out.split('\n')) assert.ok(displayWidth(line) <= 80, `${command} ${file}: ${line}`);
        assert.ok(!out.includes('\u001b'), command);
      }
    }
    const colored = await twin(['cost', 'samples/smart-home.twin'], { env: { FORCE_COLOR: '1' } });
    assert.ok(colored.out.includes('\u001b['));
    const none = await twin(['cost', 'samples/smart-home.twin'], { terminal: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
    assert.ok(!none.out.includes('\u001b') && !none.err.includes('\u001b'));
    const flag = await twin(['cost', '--no-color', 'samples/smart-home.twin'], { terminal: true });
    assert.ok(!flag.out.includes('\u001b'));
  });

  it('pools the free allowances of several twins', async () => {
    const two = {
      'x.twin': ['A', 'B']
        .map((name) => `twin ${name} {\n  providers gcp\n  devices m { count 100  every 1 min  payload 1 KB }\n}\n`)
        .join('\n'),
    };
    const { out } = await twin(['cost', 'x.twin'], { files: two });
    const { sum } = JSON.parse((await twin(['cost', '--json', 'x.twin'], { files: two })).out) as CostDocument;
    assert.ok(sum !== null && sum.pooled > sum.alone && sum.currency === 'USD');
    assert.match(out, /2 twins together {2}\d+\.\d\d USD\/month\non one account \d+\.\d\d USD\/month/);
  });
});

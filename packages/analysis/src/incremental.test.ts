/** The analyzer that keeps its answers says the same as `analyze`, after any row of edits; and it costs only what an edit touches. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { link, parse, update, type Parsed, type Problem, type Program } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { analyze, createAnalyzer, hints, lenses, type AnalysisOptions, type Outline } from './index.ts';

const OPTIONS: AnalysisOptions = { book: bundledBook() };
const TYPES = `/// A radiator thermostat.
device Imported { every 2 min  payload 0.25 KB }
`;
const TEXT = `language 1

import "./types.twin"

device Own {
  every 1 min
  payload 300 KB
}

twin First "The first" {
  currency EUR
  budget 1 EUR / month
  devices a : Imported { count 60 }
  devices b { count 4  every 30 s  payload 1 KB  telemetry { level: number } }
  storage { hot 1 month  cool 40 days }
  place { L1 azure }
  scenario More { a.count = 120 }
}

twin Second {
  devices c : Own { count 10 }
  management { model House { has c } }
  visualization { viewers 3  refresh 6 / hour }
  place { L1 aws  L4 gcp }
}

twin Third {
  devices d : Imported { count 5 }
  devices e : Own { count 7 }
}
`;

function programOf(parsed: Parsed, types = TYPES): Program {
  const files = new Map([
    ['main.twin', parsed],
    ['types.twin', parse(types, 'types.twin')],
  ]);
  return link(files, 'main.twin');
}

/** Without the problems that imported files have of themselves: those are shown where the file is open. */
function expected(program: Program, options: AnalysisOptions = OPTIONS) {
  const report = analyze(program, options);
  const ofTwins = new Set(report.twins.flatMap((twin) => twin.problems.map(key)));
  return {
    problems: report.problems.filter((problem) => problem.file === program.entry || ofTwins.has(key(problem))).map(plain),
    lenses: lenses(report.twins),
    hints: report.twins.filter((twin) => twin.variant === null).flatMap(hints),
  };
}

function told(outline: Outline) {
  return { problems: outline.problems.map(plain), lenses: outline.lenses(), hints: outline.hints() };
}

function key({ code, file, start, end, message }: Problem): string {
  return `${code} ${file} ${start} ${end} ${message}`;
}

/** The same whether `fixes` is a value or computed when asked for. */
function plain({ code, severity, message, file, start, end, fixes, related }: Problem) {
  return { code, severity, message, file, start, end, fixes: fixes ?? [], related: related ?? [] };
}

describe('createAnalyzer', () => {
  it('says what analyze says', () => {
    const program = programOf(parse(TEXT, 'main.twin'));
    assert.deepEqual(told(createAnalyzer(OPTIONS).update(program)), expected(program));
    assert.ok(expected(program).problems.some(({ code }) => code === 'twin-4002'));
    assert.ok(expected(program).hints.length >= 5);
  });

  it('equals analyze after each of any edits', function () {
    this.timeout(60_000);
    const snippet = fc.constantFrom(
      '',
      ' ',
      '\n',
      '}',
      '{',
      '7',
      'twin X {',
      '  storage { hot 2 months }\n',
      'count 3',
      '"',
      '// note\n',
      'Own',
      'device Own { every 5 min payload 1 KB }\n',
      'b',
    );
    const edit = fc.record({ at: fc.nat({ max: 1200 }), remove: fc.nat({ max: 12 }), text: snippet });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const analyzer = createAnalyzer(OPTIONS);
        let parsed = parse(TEXT, 'main.twin');
        analyzer.update(programOf(parsed));
        for (const { at, remove, text } of edits) {
          const start = Math.min(at, parsed.text.length);
          parsed = update(parsed, { start, end: Math.min(start + remove, parsed.text.length), text });
          const outline = analyzer.update(programOf(parsed));
          const whole = programOf(parse(parsed.text, 'main.twin'));
          assert.deepEqual(told(outline), expected(whole));
        }
      }),
      { numRuns: Number(process.env.FUZZ ?? 40) },
    );
  });

  it('follows a change of an imported type', () => {
    const analyzer = createAnalyzer(OPTIONS);
    const parsed = parse(TEXT, 'main.twin');
    analyzer.update(programOf(parsed));
    const changed = programOf(parsed, TYPES.replace('0.25 KB', '8 KB'));
    assert.deepEqual(told(analyzer.update(changed)), expected(changed));
    const moved = programOf(parsed, `// a line more\n${TYPES.replace('0.25 KB', '300 KB')}`);
    assert.deepEqual(told(analyzer.update(moved)), expected(moved));
  });

  it('costs no other twin, even where the whole file is read again', () => {
    let costed = 0;
    const book = new Proxy(bundledBook(), {
      get: (target, property, receiver): unknown => {
        if (property === 'currencyRates') costed++;
        return Reflect.get(target, property, receiver);
      },
    });
    const text = Array.from(
      { length: 30 },
      (_, index) => `twin T${index} {\n  currency EUR\n  devices g { count ${index + 1}  every 1 min  payload 1 KB }\n}\n`,
    ).join('');
    const analyzer = createAnalyzer({ book });
    let parsed = parse(text, 'main.twin');
    analyzer.update(programOf(parsed));
    assert.equal(costed, 30);
    const at = text.indexOf('count 5 ') + 'count '.length;
    parsed = update(parsed, { start: at, end: at + 1, text: '55' });
    analyzer.update(programOf(parsed));
    assert.equal(costed, 31);
    parsed = parse(`language 1\n${parsed.text}`, 'main.twin');
    const outline = analyzer.update(programOf(parsed));
    assert.equal(costed, 31);
    assert.deepEqual(told(outline), expected(programOf(parsed)));
  });

  it('gives the report at an offset with the offsets of the present text', () => {
    const analyzer = createAnalyzer(OPTIONS);
    let parsed = parse(TEXT, 'main.twin');
    analyzer.update(programOf(parsed));
    parsed = update(parsed, { start: TEXT.indexOf('currency'), end: TEXT.indexOf('currency'), text: 'residency EU\n  ' });
    const outline = analyzer.update(programOf(parsed));
    const offset = parsed.text.indexOf('devices e');
    const report = outline.reportAt(offset);
    assert.equal(report?.name, 'Third');
    assert.equal(report.declaredAt.start, parsed.text.indexOf('twin Third'));
    assert.equal(outline.reportAt(parsed.text.indexOf('More'))?.variant, 'More');
    assert.equal(outline.reportAt(0), null);
  });

  it('takes what a twin does not say from the defaults', () => {
    const program = programOf(parse(TEXT, 'main.twin'));
    const outline = createAnalyzer({ ...OPTIONS, defaults: { currency: 'EUR', providers: ['aws'] } }).update(program);
    const [first, , second] = outline.reports();
    assert.equal(first?.money.currency, 'EUR');
    assert.equal(second?.money.currency, 'EUR');
    assert.deepEqual(second.scenario.providers.value, ['aws']);
  });
});

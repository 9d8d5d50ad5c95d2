import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PriceBook } from '@twin2multicloud/cost';
import type { Problem } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import { analyze, COST_CODES, gather, type AnalysisOptions, type FileReport } from './index.ts';

function reportOf(text: string, options: Partial<AnalysisOptions> = {}): FileReport {
  return analyze(
    gather('main.twin', () => ({ text })),
    { book: bundledBook(), ...options },
  );
}

const HOME = (body: string, device = 'count 40  every 2 min  payload 0.25 KB'): string =>
  `twin Home {\n  devices motion { ${device} }\n${body}\n}\n`;

const problems = (text: string, code: string, options: Partial<AnalysisOptions> = {}): readonly Problem[] =>
  reportOf(text, options).problems.filter((problem) => problem.code === code);

function only(text: string, code: string, options: Partial<AnalysisOptions> = {}): Problem {
  const found = problems(text, code, options);
  assert.equal(found.length, 1, `${found.length} problems ${code}: ${found.map(({ message }) => message).join(' | ')}`);
  return found[0] as Problem;
}

/** The text with the edits of a fix. */
function fixed(text: string, problem: Problem, title: RegExp): string {
  const fix = problem.fixes?.find((candidate) => title.test(candidate.title));
  assert.ok(fix, `no fix ${title} among ${problem.fixes?.map((candidate) => candidate.title).join(' | ')}`);
  return [...fix.edits]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: by }) => changed.slice(0, start) + by + changed.slice(end), text);
}

/** What an example needs beside its text: a book that lacks something, or a date. */
const NEEDS: Readonly<Record<string, Partial<AnalysisOptions>>> = {
  'twin-4004': { book: regionBook() },
  'twin-4005': { book: flatBook({ without: ['aws.iot-core.rules'] }) },
  'twin-4006': { today: '2027-06-01' },
};

describe('cost problems: the examples of the documentation', () => {
  for (const { code, title, explanation, example } of COST_CODES) {
    it(`${code} ${title}`, () => {
      assert.ok(explanation.length > 40);
      const { problems: all } = reportOf(example, NEEDS[code] ?? {});
      const codes = all.map((problem) => problem.code);
      assert.ok(codes.includes(code), `the example has ${codes.join(' ')}`);
      for (const problem of all) {
        assert.ok(
          problem.start >= 0 && problem.start < problem.end && problem.end <= example.length,
          `${problem.code} at ${problem.start}–${problem.end}`,
        );
        assert.ok(!/NaN|undefined|null/.test(problem.message), problem.message);
        for (const edit of (problem.fixes ?? []).flatMap((fix) => fix.edits))
          assert.ok(edit.start <= edit.end && edit.end <= example.length);
      }
    });
  }
});

/** The region of the example of 4004, which has prices but no IoT Core. */
function regionBook(): PriceBook {
  const book = flatBook({
    unavailable: [{ provider: 'aws', region: 'eu-south-2', service: 'iot-core', reason: 'AWS IoT Core is not there' }],
  });
  const spain = book.entries
    .filter((entry) => entry.region === 'eu-central-1' && entry.service !== 'iot-core')
    .map((entry) => ({ ...entry, region: 'eu-south-2' }));
  return { ...book, entries: [...book.entries, ...spain] };
}

describe('cost problems', () => {
  it('of an ordinary twin are none', () => {
    assert.deepEqual(reportOf(HOME('')).problems, []);
  });

  it('4001: the line of `place`, what it costs, and a fix that mends it', () => {
    const text = HOME('  place { L1 azure }');
    const found = only(text, 'twin-4001');
    assert.equal(text.slice(found.start, found.end), 'L1 azure');
    assert.match(found.message, /^L1 on Azure costs [\d\u202f.]+ USD per month more than on (AWS|Google Cloud), the best for the rest/);
    assert.equal(found.severity, 'warning');
    const after = fixed(text, found, /Leave L1/);
    assert.match(after, /place \{ L1 auto \}/);
    assert.deepEqual(problems(after, 'twin-4001'), []);
  });

  it('4001 of one tier beside a line for all three writes the more specific line', () => {
    const text = HOME('  storage { hot 1 month  cool 6 months }\n  place {\n    L3 azure\n  }');
    const book = flatBook({ price: 1e-6, prices: { 'azure.blob-cool.storage': 100 } });
    const [found] = problems(text, 'twin-4001', { book });
    assert.match(found?.message ?? '', /^L3\.cool on Azure costs/);
    assert.ok(found);
    const after = fixed(text, found, /Leave L3\.cool/);
    assert.match(after, /L3 azure\n {4}L3\.cool auto/);
    assert.deepEqual(
      problems(after, 'twin-4001', { book }).filter(({ message }) => message.startsWith('L3.cool')),
      [],
    );
    assert.equal(reportOf(after, { book }).twins[0]?.cost.placement?.['L3.hot'], 'azure');
  });

  it('4002: by how much, what the best would cost, and fixes that fit', () => {
    const text = HOME('  budget 1 USD / month\n  place { L1 azure }');
    const found = only(text, 'twin-4002');
    assert.equal(text.slice(found.start, found.end), 'budget 1 USD / month');
    assert.match(found.message, /^Over the budget: [\d.]+ of 1\.00 USD per month, [\d.]+ too much\. The best placement costs [\d.]+\.$/);
    for (const fix of found.fixes ?? []) {
      const after = fixed(text, found, new RegExp(`^${fix.title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
      assert.deepEqual(problems(after, 'twin-4002'), [], `${fix.title} leaves the budget exceeded:\n${after}`);
    }
    assert.ok((found.fixes ?? []).length >= 2);
  });

  it('4002: fixes that solve for a quantity fit the budget and keep the text sound', () => {
    const text = HOME('  storage { hot 1 month  archive 60 months }\n  budget 30 USD / month', 'count 9000  every 10 s  payload 2 KB');
    const spent = reportOf(text).twins[0]?.perMonth ?? NaN;
    assert.ok(spent > 30);
    const found = only(text.replace('30 USD', `${Math.floor(spent - 3)} USD`), 'twin-4002');
    const changed = text.replace('30 USD', `${Math.floor(spent - 3)} USD`);
    const titles = (found.fixes ?? []).map(({ title }) => title);
    assert.ok(
      titles.some((title) => title.startsWith('Write `count ')),
      titles.join(' | '),
    );
    for (const title of titles) {
      const after = fixed(changed, found, new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
      const errors = reportOf(after).problems.filter(({ severity, code }) => severity === 'error' || code === 'twin-4002');
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
        title,
      );
    }
  });

  it('4002 of a slot, of storage, and of a twin in another currency', () => {
    const text = HOME(
      '  currency EUR\n  budget L1 0.01 EUR / month\n  budget L3 1 USD / year\n  storage { hot 12 months }',
      'count 4000  every 10 s  payload 1 KB',
    );
    const found = problems(text, 'twin-4002', { book: flatBook() });
    assert.deepEqual(
      found.map(({ message }) => message.split(' the budget')[0]),
      ['L1 is over', 'L3 is over'],
    );
    assert.match(found[1]?.message ?? '', / of 0\.04 EUR per month/);
  });

  it('4003: the whole twin, why, and nothing else about it', () => {
    const text = HOME('  place { L1 aws }', 'count 40  every 2 min  payload 300 KB');
    const found = only(text, 'twin-4003');
    assert.equal(found.severity, 'error');
    assert.equal(text.slice(found.start, found.end), 'L1 aws');
    assert.match(found.message, /^Home has no possible placement: no cloud can serve L1 \(aws: messages of motion have 300 KB, [^)]*\)\.$/);
    const [twin] = reportOf(text).twins;
    assert.deepEqual([twin?.perMonth, twin?.cost.total], [null, null]);
  });

  it('3101: at the payload that is too large, for each cloud and slot that it loses', () => {
    const text = HOME('', 'count 40  every 2 min  payload 300 KB');
    const found = problems(text, 'twin-3101');
    for (const problem of found) assert.equal(text.slice(problem.start, problem.end), 'payload 300 KB');
    assert.ok(
      found.some(({ message }) =>
        /^L1 \(data acquisition\) on AWS is not available: messages of motion have 300 KB, AWS IoT Core takes at most 128 KB\.$/.test(
          message,
        ),
      ),
    );
    // A cloud that the twin does not use anyway is not told.
    assert.ok(problems(HOME('  providers gcp', 'count 40  every 2 min  payload 300 KB'), 'twin-3101').length === 0);
  });

  it('4005: the meter’s id', () => {
    const found = only(HOME(''), 'twin-4005', { book: flatBook({ without: ['aws.iot-core.rules'] }) });
    assert.equal(found.severity, 'error');
    assert.match(found.message, /aws\.iot-core\.rules/);
    const twice = flatBook();
    const doubled: PriceBook = {
      ...twice,
      entries: [...twice.entries, ...twice.entries.filter(({ service, meter }) => service === 'iot-core' && meter === 'rules')],
    };
    assert.match(only(HOME(''), 'twin-4005', { book: doubled }).message, /several prices/);
  });

  it('4006: only for prices older than thirty days, and only where today is known', () => {
    const book = flatBook();
    assert.deepEqual(problems(HOME(''), 'twin-4006', { book }), []);
    assert.deepEqual(problems(HOME(''), 'twin-4006', { book, today: '2026-01-31' }), []);
    assert.match(only(HOME(''), 'twin-4006', { book, today: '2026-02-01' }).message, /31 days old \(book flat\)/);
    assert.deepEqual(problems(HOME(''), 'twin-4006', { book, today: 'not a date' }), []);
  });

  it('4006: names the clouds whose prices are old, where an update renewed the others’', () => {
    const read = (at: string | null) => ({ outcome: 'fresh', at }) as const;
    const refresh = { base: 'flat', lists: {}, providers: { aws: read('2026-03-01'), azure: read('2026-01-01'), gcp: read('2026-03-01') } };
    const book = { ...flatBook(), refresh };
    assert.match(
      only(HOME(''), 'twin-4006', { book, today: '2026-03-02' }).message,
      /^The prices of Azure are 60 days old \(book flat\)\.$/,
    );
    assert.deepEqual(problems(HOME('  providers aws, gcp'), 'twin-4006', { book, today: '2026-03-02' }), []);
  });

  it('4006: from the age on that somebody asks for; 0: never', () => {
    const book = flatBook();
    const on = (today: string, maximumAge: number) => problems(HOME(''), 'twin-4006', { book, today, maximumAge }).length;
    assert.deepEqual([on('2026-01-08', 7), on('2026-01-09', 7)], [0, 1]);
    assert.deepEqual([on('2026-03-02', 60), on('2026-03-03', 60)], [0, 1]);
    assert.equal(on('2030-01-01', 0), 0);
  });

  it('4007: at the region’s name', () => {
    const text = HOME('  region aws eu-south-2');
    const found = only(text, 'twin-4007');
    assert.match(text.slice(found.start, found.end), /eu-south-2/);
    assert.match(found.message, /^AWS: the price book has no prices for eu-south-2\.$/);
  });

  it('4008: figures stay in dollars', () => {
    const text = HOME('  currency XPF');
    const found = only(text, 'twin-4008', { book: flatBook() });
    assert.match(found.message, /no rate of XPF\. Figures are in USD\. Write one of EUR, USD/);
    assert.equal(reportOf(text, { book: flatBook() }).twins[0]?.money.currency, 'USD');
    assert.deepEqual(problems(text, 'twin-4008', { book: flatBook(), currency: 'EUR' }), []);
  });

  it('4008 too where a budget’s currency has no rate: it is not dropped in silence', () => {
    const found = only(HOME('  budget 1000 XPF / month'), 'twin-4008', { book: flatBook() });
    assert.match(found.message, /XPF/);
  });

  it('4009: a window shorter than what the chosen cloud bills', () => {
    const text = HOME('  storage { hot 1 month  cool 40 days }\n  place { L3 aws }');
    const found = only(text, 'twin-4009');
    assert.equal(text.slice(found.start, found.end), 'cool 40 days');
    assert.match(found.message, /^Data stays 9\.6 days in the cool tier, AWS bills at least 30 days\.$/);
    assert.deepEqual(problems(HOME('  storage { hot 1 month  cool 3 months }\n  place { L3 aws }'), 'twin-4009'), []);
  });

  it('4010: an assumption that the model does not have, with the one that is meant', () => {
    const text = HOME('  assume { item-overheat 120 B }');
    assert.match(only(text, 'twin-4010').message, /no assumption `item-overheat`; did you mean `item-overhead`/);
  });

  it('of a scenario say so, and have no fixes that would change the file', () => {
    const text = HOME('  scenario More { motion.count = 0  place.L1 = azure }');
    const { problems: all, twins } = reportOf(text);
    assert.deepEqual(
      twins.map(({ variant }) => variant),
      [null, 'More'],
    );
    for (const problem of all) {
      assert.match(problem.message, /^Scenario More: /);
      assert.equal(problem.fixes, undefined);
    }
    assert.ok(all.some(({ code }) => code === 'twin-4001'));
  });

  it('are told once, in the order of the text', () => {
    const text = HOME('  currency XPF\n  assume { nonsense 3 }\n  place { L1 azure }\n  scenario A { motion.count = 41 }');
    const { problems: all } = reportOf(text, { book: flatBook() });
    const starts = all.map(({ start }) => start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    const keys = all.map(({ code, start, message }) => `${code} ${start} ${message}`);
    assert.equal(new Set(keys).size, keys.length);
  });
});

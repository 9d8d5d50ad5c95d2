/** What is told about whole files: gathering, reports, differences, traces, sums, hints, hovers, what-if. Problems have a test of their own. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PROVIDERS, type PriceBook } from '@twin2multicloud/cost';
import { bundledBook } from '@twin2multicloud/pricing';
import { flatBook } from '../../../test/fixtures/flat-book.ts';
import {
  amountsByCause,
  analyze,
  axisOf,
  breakEvens,
  chosenAmount,
  chosenLines,
  convert,
  costHover,
  currencySign,
  diffReports,
  DOLLARS,
  explain,
  gather,
  hints,
  inCurrency,
  lenses,
  moneyOf,
  sensitivities,
  solveForBudget,
  sumOver,
  sweep,
  SweepError,
  type AnalysisOptions,
  type FileReport,
  type TwinReport,
} from './index.ts';

const BOOK = bundledBook();
const FILE = 'main.twin';

function report(text: string, options: Partial<AnalysisOptions> = {}): FileReport {
  return analyze(
    gather(FILE, () => ({ text })),
    { book: BOOK, ...options },
  );
}

function twin(text: string, options: Partial<AnalysisOptions> = {}): TwinReport {
  const [first] = report(text, options).twins;
  if (!first) throw new Error(`the text of the test has no twin:\n${text}`);
  return first;
}

const close = (actual: number | null | undefined, expected: number, what = 'amount'): void => {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
    `${what}: ${actual} is not ${expected}`,
  );
};

const HOUSE = `twin House "The house" {
  currency EUR
  devices thermostats { count 60  every 2 min  payload 0.25 KB  telemetry { temperature: number } }
  devices motion      { count 40  rate 30 / hour  payload 0.5 KB }
  processing { on thermostats.temperature > 30 matches 1 % { notify "hot" } }
  storage { hot 1 month  cool 3 months }
  visualization { editors 2  viewers 5  refresh 12 / hour for 1 h / day }
  place { L1 azure  L2 aws }
  scenario Winter { thermostats.every = 30 s }
}
`;

describe('gather', () => {
  const files: Readonly<Record<string, string>> = {
    'a/main.twin': 'import "./types.twin"\nimport "../b/more.twin"\ntwin T { devices x : Thing { count 2 } }',
    'a/types.twin': 'import "./main.twin"\ndevice Thing { every 1 min  payload 1 KB }',
    'b/more.twin': 'import "../a/types.twin"\ndevice Other { every 1 min  payload 1 KB }',
  };
  const read = (asked: string[]) => (path: string) => {
    asked.push(path);
    const text = files[path];
    return text === undefined ? { error: 'there is no such file' } : { text };
  };

  it('reads each file once, through cycles', () => {
    const asked: string[] = [];
    const program = gather('a/main.twin', read(asked));
    assert.deepEqual(asked, ['a/main.twin', 'a/types.twin', 'b/more.twin']);
    assert.deepEqual([...program.files.keys()], asked);
    assert.ok(program.cycles.length > 0);
    assert.equal(analyze(program, { book: BOOK }).twins[0]?.scenario.groups[0]?.payload.value, 1024);
  });

  it('goes on without a file that is missing, and tells it at its import', () => {
    const text = 'import "./gone.twin"\ntwin T { devices x { count 2  every 1 min  payload 1 KB } }';
    const asked: string[] = [];
    const program = gather('m.twin', (path) => {
      asked.push(path);
      return path === 'm.twin' ? { text } : { error: 'there is no such file' };
    });
    assert.deepEqual(asked, ['m.twin', 'gone.twin']);
    const { problems, twins } = analyze(program, { book: BOOK });
    assert.ok(problems.some(({ message, severity }) => severity === 'error' && message.includes('gone.twin')));
    assert.ok((twins[0]?.perMonth ?? 0) > 0);
  });

  it('survives an entry that cannot be read', () => {
    const program = gather('m.twin', () => ({ error: 'it is a directory' }));
    assert.deepEqual(program.files.size, 0);
    const { twins } = analyze(program, { book: BOOK });
    assert.deepEqual(twins, []);
  });
});

describe('a report', () => {
  it('has the twins in the file’s order, each followed by its scenarios', () => {
    const { twins } = report(`${HOUSE}twin Second { devices x { count 1  every 1 h  payload 1 KB } }`);
    assert.deepEqual(
      twins.map(({ name, variant, title }) => [name, variant, title]),
      [
        ['House', null, 'The house'],
        ['House', 'Winter', 'The house'],
        ['Second', null, null],
      ],
    );
    assert.ok((twins[1]?.perMonth ?? 0) > (twins[0]?.perMonth ?? Infinity));
  });

  it('is in the twin’s currency, or in the one that is asked for', () => {
    const rate = Number(BOOK.currencyRates.EUR?.perUsd);
    const euros = twin(HOUSE);
    close(euros.perMonth, (euros.cost.total ?? NaN) * rate);
    assert.equal(euros.money.currency, 'EUR');
    const dollars = twin(HOUSE, { currency: 'USD' });
    close(dollars.perMonth, euros.cost.total ?? NaN);
    assert.equal(dollars.money, DOLLARS);
  });

  it('goes by the options over the file', () => {
    const free = twin(HOUSE.replace('currency EUR', 'free-tier off'), { freeTier: true });
    const paid = twin(HOUSE.replace('currency EUR', 'free-tier off'));
    assert.ok((paid.cost.total ?? 0) > (free.cost.total ?? Infinity));
    assert.equal(twin(HOUSE, { model: 'paper' }).cost.model, 'paper');
    assert.equal(twin(HOUSE, { k: 3 }).cost.alternatives.length, 3);
  });

  it('knows the state of each budget', () => {
    const { budgets, cost, money } = twin(
      HOUSE.replace('currency EUR', 'currency EUR\n  budget 60 EUR / month\n  budget L3 12 USD / year\n  budget L5 70 EUR / month'),
    );
    assert.deepEqual(
      budgets.map(({ path }) => path),
      [null, 'L3', 'L5'],
    );
    const placement = cost.placement ?? {};
    close(budgets[0]?.spent, inCurrency(cost.total ?? NaN, money));
    close(budgets[1]?.budget, money.perUsd);
    close(budgets[1]?.spent, inCurrency(chosenAmount(cost, placement, 'L3.hot') + chosenAmount(cost, placement, 'L3.cool'), money));
    close(budgets[2]?.spent, inCurrency(chosenAmount(cost, placement, 'L5'), money));
    assert.equal(chosenAmount(cost, placement, 'L4'), 0);
  });

  it('of broken text still tells what can be known', () => {
    const { problems, twins } = report('twin T { devices x { count 2 every 1 min payload 1 KB } devices y { count } storage { hot }');
    assert.ok(problems.some(({ severity }) => severity === 'error'));
    assert.ok((twins[0]?.perMonth ?? 0) > 0);
  });

  it('of absurd numbers has problems or figures, never NaN', () => {
    const absurd = ['1e308', '-1e308', '1e999', '0', '-0', '1e-308', '999999999999999999999', '0.0000000001'];
    for (const count of absurd) {
      for (const device of [
        `count ${count}  every 1 min  payload 1 KB`,
        `count 2  every ${count} s  payload 1 KB`,
        `count 2  every 1 min  payload ${count} TB`,
        `count 2  rate ${count} / s  payload 1 B`,
      ]) {
        const text = `twin T { devices x { ${device} }\n storage { hot 1 day  cool ${count} years }\n visualization { viewers ${count}  refresh ${count} / s  window ${count} years }\n budget ${count} EUR / month\n assume { item-overhead ${count} B } }`;
        const { problems, twins } = report(text);
        const said = JSON.stringify({ problems, twins }, (_, value: unknown) =>
          typeof value === 'number' && !Number.isFinite(value) ? `NOT FINITE ${value}` : value,
        );
        assert.ok(!/NOT FINITE|NaN|Infinity/.test(said), `${text}\n${/.{80}(NOT FINITE|NaN|Infinity).{80}/.exec(said)?.[0]}`);
        for (const { perMonth, cost } of twins) assert.ok(perMonth !== null ? perMonth >= 0 : cost.impossible !== null, text);
      }
    }
  });
});

describe('money', () => {
  it('knows the rates of the book and says which there are', () => {
    const euro = moneyOf(flatBook(), 'EUR');
    assert.deepEqual(euro, { currency: 'EUR', perUsd: 0.5, date: '2026-01-01', status: 'confirmed' });
    const none = moneyOf(flatBook(), 'JPY');
    assert.ok('known' in none && none.known.join(' ') === 'EUR USD');
    assert.equal('known' in moneyOf(flatBook(), 'constructor'), true);
  });

  it('converts between any two currencies of the book', () => {
    const euro = moneyOf(flatBook(), 'EUR');
    assert.ok('perUsd' in euro);
    assert.equal(inCurrency(8, euro), 4);
    assert.equal(convert(flatBook(), 3, 'USD', euro), 1.5);
    assert.equal(convert(flatBook(), 3, 'EUR', DOLLARS), 6);
    assert.equal(convert(flatBook(), 3, 'EUR', euro), 3);
    assert.equal(convert(flatBook(), 3, 'JPY', euro), null);
  });

  it('at a doubled rate doubles every amount and nothing else', () => {
    const doubled: PriceBook = {
      ...BOOK,
      currencyRates: {
        ...BOOK.currencyRates,
        EUR: {
          ...(BOOK.currencyRates.EUR as NonNullable<typeof BOOK.currencyRates.EUR>),
          perUsd: String(2 * Number(BOOK.currencyRates.EUR?.perUsd)),
        },
      },
    };
    const text = HOUSE.replace('currency EUR', 'currency EUR\n  budget 60 EUR / month\n  budget L1 60 USD / month');
    const once = report(text).twins;
    const twice = report(text, { book: doubled }).twins;
    once.forEach((before, i) => {
      const after = twice[i];
      assert.ok(after);
      assert.equal(after.perMonth, 2 * (before.perMonth ?? NaN));
      assert.equal(after.budgets[0]?.spent, 2 * (before.budgets[0]?.spent ?? NaN));
      assert.equal(after.budgets[0]?.budget, 60);
      close(after.budgets[1]?.budget, 2 * (before.budgets[1]?.budget ?? NaN));
      assert.deepEqual(JSON.stringify(after.cost), JSON.stringify(before.cost));
      const byCause = amountsByCause(after);
      for (const [cause, amount] of amountsByCause(before)) assert.equal(byCause.get(cause), amount);
      hints(after).forEach((hint, n) => assert.equal(hint.amount, hints(before)[n]?.amount));
    });
  });
});

describe('a difference', () => {
  it('of a file to itself is none', () => {
    const { twins, total } = diffReports(report(HOUSE), report(HOUSE));
    assert.deepEqual(
      twins.map(({ state, parts, values }) => [state, parts.length, values.length]),
      [
        ['same', 0, 0],
        ['same', 0, 0],
      ],
    );
    assert.equal(total?.before, total?.after);
  });

  it('tells changed values, parts and totals', () => {
    const before = report(HOUSE);
    const after = report(HOUSE.replace('count 60', 'count 80').replace('L1 azure', 'L1 aws'));
    const [house] = diffReports(before, after).twins;
    assert.equal(house?.state, 'changed');
    assert.deepEqual(
      house.values.filter(({ path }) => path === 'thermostats.count'),
      [{ path: 'thermostats.count', before: '60', after: '80' }],
    );
    close(house.before, before.twins[0]?.perMonth ?? NaN);
    close(house.after, after.twins[0]?.perMonth ?? NaN);
    assert.equal(house.placementBefore?.L1, 'azure');
    assert.equal(house.placementAfter?.L1, 'aws');
    const changes = house.parts.map(({ before: was, after: is }) => Math.abs(is - was));
    assert.deepEqual(
      changes,
      [...changes].sort((a, b) => b - a),
    );
    close(
      house.parts.reduce((sum, part) => sum + part.after - part.before, 0),
      (house.after ?? NaN) - (house.before ?? NaN),
    );
  });

  it('tells twins that come and go, and a file that is new', () => {
    const other = 'twin Other { devices x { count 1  every 1 h  payload 1 KB } }';
    const states = (before: FileReport | null, after: FileReport) =>
      diffReports(before, after).twins.map(({ name, variant, state }) => `${name} ${variant} ${state}`);
    assert.deepEqual(states(report(HOUSE), report(other)), ['Other null added', 'House null removed', 'House Winter removed']);
    assert.deepEqual(states(null, report(other)), ['Other null added']);
    assert.equal(diffReports(report(HOUSE), report(other)).total, null);
    const grown = diffReports(report(other), report(`${other}\ntwin Third { devices x { count 1  every 1 h  payload 1 KB } }`));
    assert.ok(grown.total && grown.total.after > grown.total.before && grown.total.currency === 'USD');
  });

  it('is no change of cost where only the currency changes', () => {
    const [house] = diffReports(report(HOUSE), report(HOUSE.replace('currency EUR', 'currency USD'))).twins;
    close(house?.before, house?.after ?? NaN);
    assert.deepEqual(house?.parts, []);
    assert.equal(house.currency, 'USD');
  });
});

describe('a trace', () => {
  it('has a section for each slot and transfer, which add up to the total', () => {
    const house = twin(HOUSE);
    const { sections } = explain(house);
    close(
      sections.reduce((sum, { amount }) => sum + amount, 0),
      house.cost.total ?? NaN,
    );
    assert.equal(sections[0]?.title, 'L1 on azure');
    assert.ok(sections.some(({ title, slot }) => slot === null && title.startsWith('L1 → L2 messages, azure → ')));
    for (const { slot, others, lines, amount } of sections) {
      if (slot !== null) assert.equal(others.length, 2);
      close(
        lines.reduce((sum, line) => sum + line.amount, 0),
        amount,
      );
    }
  });

  it('of one slot has its transfers too, and `L3` is all tiers', () => {
    const house = twin(HOUSE);
    assert.deepEqual([...new Set(explain(house, 'L3').sections.flatMap(({ slot }) => slot ?? []))], ['L3.hot', 'L3.cool']);
    const first = explain(house, 'L1').sections;
    assert.deepEqual(
      first.map(({ slot }) => slot),
      ['L1', null],
    );
    assert.equal(first[1]?.title, 'L1 → L2 messages, azure → aws');
  });

  it('of an impossible twin says why', () => {
    const { sections } = explain(twin('twin T { devices x { count 1  every 1 h  payload 300 KB }\n place { L1 aws } }'), 'L1');
    assert.equal(sections[0]?.title, 'L1, not possible');
    assert.ok(sections[0].others.some(({ provider, reason }) => provider === 'aws' && (reason ?? '').includes('128 KB')));
  });
});

describe('a sum over twins', () => {
  const one = 'devices x { count 400  every 1 min  payload 1 KB }';

  it('is each alone, and all on one account with the allowances once', () => {
    const reports = report(`twin A { ${one}\n scenario More { x.count = 900 } }\ntwin B { ${one} }`).twins;
    const { alone, pooled, without } = sumOver(reports, { book: BOOK });
    close(alone, (reports[0]?.cost.total ?? NaN) + (reports[2]?.cost.total ?? NaN));
    assert.ok(pooled > alone, `${pooled} together, ${alone} alone`);
    assert.deepEqual(without, []);
  });

  it('names the twins that have no total', () => {
    const reports = report(`twin A { ${one} }\ntwin Bad { devices x { count 1  every 1 h  payload 300 KB }\n place { L1 aws } }`).twins;
    const { alone, pooled, without } = sumOver(reports, { book: BOOK });
    assert.deepEqual(without, ['Bad']);
    close(alone, reports[0]?.cost.total ?? NaN);
    close(pooled, alone);
  });

  it('pools nothing in the paper’s model', () => {
    const reports = report(`twin A { ${one} }\ntwin B { ${one} }`, { model: 'paper' }).twins;
    const { alone, pooled } = sumOver(reports, { book: BOOK, model: 'paper' });
    assert.equal(pooled, alone);
  });
});

describe('hints, lenses and hovers', () => {
  const house = twin(HOUSE);

  it('tell by cause what each group causes: all causes add up to the total', () => {
    const amounts = amountsByCause(house);
    close(
      [...amounts.values()].reduce((sum, amount) => sum + amount, 0),
      house.cost.total ?? NaN,
    );
    close(
      chosenLines(house).reduce((sum, { amount }) => sum + amount, 0),
      house.cost.total ?? NaN,
    );
    const causes = hints(house).filter(({ kind }) => kind === 'cause');
    assert.deepEqual(
      causes.map(({ amount }) => amount),
      [amounts.get('thermostats'), amounts.get('motion')],
    );
  });

  it('tell by slot what it costs and where, in order of place', () => {
    const all = hints(house);
    const starts = all.map(({ at }) => at.start);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    const places = Object.values(house.scenario.placement).flatMap(({ at }) => at?.start ?? []);
    const slots = all.filter(({ kind, at }) => kind === 'slot' && !places.includes(at.start));
    assert.equal(slots.length, 4);
    for (const { text } of slots) assert.match(text, /^[≈<] [\d\u202f]+\.\d\d €\/mo on (AWS|Azure|Google Cloud)$/);
    assert.deepEqual(hints(twin('twin T { devices x { count 1  every 1 h  payload 300 KB }\n place { L1 aws } }')), []);
  });

  it('tell on each line of `place` what its slot costs against the other clouds', () => {
    const text = (lines: string): string[] => {
      const written = twin(
        `twin T {\n  devices d { count 4000  every 1 min  payload 1 KB }\n  storage { hot 1 month }\n  place { ${lines} }\n}\n`,
      );
      return hints(written)
        .filter(({ at }) => Object.values(written.scenario.placement).some((rule) => rule.at?.start === at.start))
        .map((hint) => `${hint.name} ${hint.text}`);
    };
    const costs = ['aws', 'azure', 'gcp'].map((provider) => text(`L1 ${provider}`)[0] ?? '');
    // One of the three is the best; it alone says nothing of a better one.
    assert.equal(costs.filter((hint) => /^L1 ≈ [\d.\u202f]+ \$\/mo$/.test(hint)).length, 1, costs.join());
    assert.equal(costs.filter((hint) => /^L1 ≈ [\d.\u202f]+ \$\/mo, [\d.\u202f]+ over the best$/.test(hint)).length, 2, costs.join());
    assert.match(text('L1 auto except azure')[0] ?? '', /^L1 ≈ [\d.\u202f]+ \$\/mo on (AWS|Google Cloud), .+ [\d.\u202f]+ more$/);
    assert.match(text('L3 aws')[0] ?? '', /^L3/);
    assert.deepEqual(text(''), []);
  });

  it('stand above each twin and scenario', () => {
    const all = lenses(report(HOUSE).twins);
    assert.match(all[0]?.text ?? '', /^[\d.]+ €\/month · \d clouds? · .* alone$/);
    assert.match(all[1]?.text ?? '', /^[\d.]+ €\/month · \+[\d.]+ more than the file$/);
    assert.equal(HOUSE.slice(all[0]?.offset, (all[0]?.offset ?? 0) + 10), 'twin House');
    assert.equal(HOUSE.slice(all[1]?.offset, (all[1]?.offset ?? 0) + 15), 'scenario Winter');
    assert.deepEqual([currencySign('EUR'), currencySign('JPY')], ['€', 'JPY']);
  });

  it('hover over a group tells its lines, over a slot each cloud', () => {
    const group = costHover(house, FILE, HOUSE.indexOf('count 60'));
    assert.ok(group?.kind === 'cause' && group.cause === 'thermostats');
    close(group.amount, amountsByCause(house).get('thermostats') ?? NaN);
    close(
      group.lines.reduce((sum, { amount }) => sum + amount, 0),
      group.amount,
    );
    const slot = costHover(house, FILE, HOUSE.indexOf('L1 azure') + 1);
    assert.ok(slot?.kind === 'slot' && slot.slot === 'L1');
    assert.deepEqual(
      slot.clouds.map(({ provider, chosen }) => [provider, chosen]),
      PROVIDERS.map((provider) => [provider, provider === 'azure']),
    );
    slot.clouds.forEach(({ amount }, cloud) =>
      close(
        slot.rows.reduce((sum, { amounts }) => sum + (amounts[cloud] ?? 0), 0),
        amount ?? 0,
      ),
    );
    assert.equal(costHover(house, 'other.twin', 5), null);
    assert.equal(costHover(house, FILE, HOUSE.length + 5), null);
  });
});

describe('what if', () => {
  const options = { book: BOOK };
  const house = twin(HOUSE);

  it('a sensitivity is the total at ten per cent more', () => {
    const found = sensitivities(house, options);
    const thermostats = found.find(({ path }) => path === 'thermostats.count');
    const more = twin(HOUSE.replace('count 60', 'count 66'));
    close(thermostats?.delta, (more.cost.total ?? NaN) - (house.cost.total ?? NaN));
    const sizes = found.map(({ delta }) => Math.abs(delta));
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );
  });

  it('of an assumption is of its size, not of one more', () => {
    const text = HOUSE.replace('currency EUR', 'assume { glue-duration 50 ms }');
    const found = sensitivities(twin(text), options).find(({ path }) => path === 'assume.glue-duration');
    const more = twin(text.replace('50 ms', '55 ms'));
    close(found?.delta, (more.cost.total ?? NaN) - (twin(text).cost.total ?? NaN));
  });

  it('at the bounds of a quantity stays within them', () => {
    const text = 'twin T { devices x { count 1_000_000_000  every 1_000_000_000 s  payload 10 MB } }';
    assert.ok(Array.isArray(sensitivities(twin(text), options)));
    const axis = axisOf(twin(text).scenario, 'x.count');
    assert.equal(axis?.at(1e300).groups[0]?.count.value, 1e9);
  });

  it('break-even points are where the placement of the file changes', () => {
    const free = HOUSE.replace(/place .*/, 'providers aws azure');
    const found = breakEvens(twin(free), 'thermostats.count', options, { from: 1, to: 1_000_000 });
    assert.ok(found.length > 0);
    for (const { value, before, after } of found) {
      assert.deepEqual(twin(free.replace('count 60', `count ${value}`)).cost.placement, after, `at ${value}`);
      assert.deepEqual(twin(free.replace('count 60', `count ${value - 1}`)).cost.placement, before, `below ${value}`);
    }
    assert.deepEqual(breakEvens(house, 'nothing.count', options), []);
    assert.deepEqual(breakEvens(house, 'thermostats.count', options, { from: 10, to: 5 }), []);
  });

  it('solving for a budget finds the most that fits', () => {
    const perMonth = house.perMonth ?? NaN;
    const solved = solveForBudget(house, 'thermostats.count', perMonth - 0.05, options);
    assert.ok(solved && solved.value < 60 && solved.perMonth <= perMonth - 0.05);
    close(twin(HOUSE.replace('count 60', `count ${solved.value}`)).perMonth, solved.perMonth);
    assert.ok((twin(HOUSE.replace('count 60', `count ${solved.value + 1}`)).perMonth ?? 0) > perMonth - 0.05);
    assert.equal(solveForBudget(house, 'thermostats.count', 0.01, options), null);
    assert.equal(solveForBudget(house, 'nothing', 10, options), null);
  });

  it('a sweep is the total of each point, the last axis fastest', () => {
    const points = [
      ...sweep(
        house,
        [
          { path: 'thermostats.count', values: [10, 60] },
          { path: 'motion.payload', values: [512, 1024, 600_000] },
        ],
        options,
      ),
    ];
    assert.deepEqual(
      points.map(({ values }) => values.join(' ')),
      ['10 512', '10 1024', '10 600000', '60 512', '60 1024', '60 600000'],
    );
    close(points[3]?.total, house.cost.total ?? NaN);
    assert.deepEqual(points[3]?.placement, house.cost.placement);
    // Above Azure's limit, to which `place` ties L1.
    assert.equal(points[2]?.total, null);
    assert.throws(() => [...sweep(house, [{ path: 'nothing', values: [1] }], options)], SweepError);
  });
});

/** What a hover says of costs: marker tests over whole twins, held against the report and against twins that are really changed. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PROVIDERS, type Provider, type Slot } from '@twin2multicloud/cost';
import { documentation, link, parse, type Program } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import {
  amountText,
  analyze,
  costHover,
  hoverMarkdown,
  inCurrency,
  PROVIDER_NAMES,
  type AnalysisOptions,
  type CostHover,
  type TwinReport,
} from './index.ts';
import { whyChosen } from './hover-why.ts';
import { meteredText, sourceText } from './price-text.ts';
import { rateSwitches } from './rate-switches.ts';

const FILE = 'a.twin';
const OPTIONS: AnalysisOptions = { book: bundledBook(), today: '2026-11-21' };

const HOUSE = `twin House {
  currency EUR
  providers aws azure gcp
  devices thermostats { count 60  every 2 min  payload 0.25 KB  telemetry { temperature: number } }
  devices motion { count 40  rate 30 / hour  payload 0.25 KB  telemetry { battery: number } }
  processing {
    run "./comfort.ts" for thermostats
    on thermostats.temperature > 30 matches 10 % { notify "hot" }
  }
  storage { hot 1 month  cool 3 months  archive 12 months }
  management { model Room { has thermostats } }
  visualization { editors 2  viewers 5 }
  place {
    L3.hot aws
    L4     auto except gcp
  }
}
`;

function programOf(text: string): Program {
  return link(new Map([[FILE, parse(text, FILE)]]), FILE);
}

function reportOf(text: string): TwinReport {
  const [report] = analyze(programOf(text), OPTIONS).twins;
  assert.ok(report);
  return report;
}

/** The hover where `needle` begins, by the keyword that the language finds there. */
function at(text: string, needle: string, report = reportOf(text)): CostHover {
  const offset = text.indexOf(needle) + 1;
  const hover = costHover(report, FILE, offset, documentation(programOf(text), offset)?.keyword);
  assert.ok(hover, needle);
  return hover;
}

function said(text: string, needle: string, options = OPTIONS): string {
  const report = reportOf(text);
  const lineOf = ({ start }: { start: number }): number => text.slice(0, start).split('\n').length;
  const markdown = hoverMarkdown(report, at(text, needle, report), { today: '2026-11-21', analysis: options, lineOf });
  assertTables(markdown);
  return markdown;
}

/** Five columns at most, the same in every row. */
function assertTables(markdown: string): void {
  for (const block of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
    const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length - 2);
    assert.equal(new Set(widths).size, 1, block);
    assert.ok((widths[0] ?? 0) <= 5, block);
  }
}

const close = (a: number, b: number): void => {
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)), `${a} ≠ ${b}`);
};

describe('hover: what slots cost', () => {
  const house = reportOf(HOUSE);

  it('finds the slots of each block and of each line of `place`', () => {
    const slotsAt = (needle: string): readonly Slot[] => {
      const hover = at(HOUSE, needle, house);
      return hover.kind === 'slot' ? [hover.slot] : hover.kind === 'places' ? hover.slots.map(({ slot }) => slot) : [];
    };
    assert.deepEqual(slotsAt('devices motion'), ['L1']);
    assert.deepEqual(slotsAt('processing {'), ['L2']);
    assert.deepEqual(slotsAt('storage {'), ['L3.hot', 'L3.cool', 'L3.archive']);
    assert.deepEqual(slotsAt('hot 1'), ['L3.hot']);
    assert.deepEqual(slotsAt('cool 3'), ['L3.cool']);
    assert.deepEqual(slotsAt('archive 12'), ['L3.archive']);
    assert.deepEqual(slotsAt('management'), ['L4']);
    assert.deepEqual(slotsAt('visualization'), ['L5']);
    assert.deepEqual(slotsAt('place'), house.cost.slots);
    assert.deepEqual(slotsAt('L3.hot aws'), ['L3.hot']);
    assert.deepEqual(slotsAt('L4  '), ['L4']);
    assert.deepEqual(slotsAt('motion {'), []);
    const tiers = HOUSE.replace('L3.hot aws', 'L3     aws');
    const hover = at(tiers, 'L3  ');
    assert.deepEqual(hover.kind === 'places' ? hover.slots.map(({ slot }) => slot) : [], ['L3.hot', 'L3.cool', 'L3.archive']);
  });

  it('says which view it is, the chosen cloud first, and the total if moved', () => {
    const markdown = said(HOUSE, 'management');
    assert.match(markdown, /^What the slot costs · \*\*L4 Twin management on AWS\*\*: /);
    assert.match(markdown, /\| € per month \| quantity × rate \| AWS, chosen \| Azure \| Google Cloud \|/);
    const azure = house.cost.cells.L4?.azure;
    assert.ok(azure?.available === true && azure.delta !== null && house.cost.total !== null);
    const moved = inCurrency(house.cost.total + azure.delta, house.money);
    assert.ok(markdown.includes(`| ${amountText(moved)}\u00a0(+${amountText(inCurrency(azure.delta, house.money))}) |`), markdown);
    // What it says of a move is what a twin costs that is really moved.
    const others = house.cost.slots.flatMap((slot) =>
      slot === 'L4' || slot === 'L3.hot' ? [] : [`${slot} ${house.cost.placement?.[slot] ?? ''}`],
    );
    close(reportOf(HOUSE.replace('auto except gcp', ['azure', ...others].join('\n    '))).perMonth ?? NaN, moved);
    assert.match(markdown, /Google Cloud: excluded by `auto except gcp` \(line 15\)/);
    assert.match(markdown, /\| AWS IoT TwinMaker, twin management \| \d+ entity-months × 0\.0\d+ €/);
  });

  it('says why: fixed, and what that costs; excluded; alone', () => {
    const fixed = said(HOUSE, 'L3.hot aws');
    const regret = house.cost.overrides.find(({ slot }) => slot === 'L3.hot');
    assert.ok(regret !== undefined && regret.regret > 0.01);
    const saved = amountText(inCurrency(regret.regret, house.money));
    assert.ok(fixed.includes(`fixed by line 14; ${PROVIDER_NAMES[regret.best]} would save ${saved} €.`), fixed);
    assert.match(fixed, /Left to `auto` it would be on /);
    const best = HOUSE.replace('L3.hot aws', `L3.hot ${regret.best}`);
    assert.match(said(best, 'L3.hot'), /fixed by line 14; nothing would be cheaper\./);
    const alone = HOUSE.replace('providers aws azure gcp', 'providers aws');
    assert.match(said(alone, 'processing {'), /\*\*L2 Data processing on AWS\*\*: the only one that can serve it\./);
    assert.doesNotMatch(said(alone, 'processing {'), /messages a month/);
  });

  it('says where another cloud is cheaper for the slot but not for the whole', () => {
    const text = `twin P {
  devices d { count 100  every 2 min  payload 0.25 KB }
  storage { hot 1 month  cool 3 months  archive 12 months }
  management { model Home { has d } }
  visualization { editors 2  refresh 12 / hour for 1 h / day }
}
`;
    const report = reportOf(text);
    const found = report.cost.slots.flatMap((slot) => {
      const why = whyChosen(report, slot, () => null) ?? '';
      const chosen = report.cost.placement?.[slot];
      const here = chosen && report.cost.cells[slot]?.[chosen];
      const least = Math.min(
        ...PROVIDERS.map((provider) => {
          const cell = report.cost.cells[slot]?.[provider];
          return cell?.available === true && cell.delta !== null ? cell.amount : Infinity;
        }),
      );
      const dearer = here?.available === true && inCurrency(here.amount - least, report.money) >= 0.005;
      assert.equal(/takes .* less for this slot, but .* more elsewhere/.test(why), dearer, `${slot}: ${why}`);
      return dearer ? [slot] : [];
    });
    assert.ok(found.length > 0, 'the example has such a slot');
  });

  it('shows `place` as slots × clouds with the reason of each', () => {
    const markdown = said(HOUSE, 'place');
    assert.match(markdown, /\| € per month \| AWS \| Azure \| Google Cloud \| why \|/);
    for (const slot of house.cost.slots) {
      const row = markdown.split('\n').find((line) => line.startsWith(`| **${slot}**`)) ?? '';
      assert.equal(row.match(/\*\*/g)?.length, 4, row);
    }
    assert.match(markdown, /\| fixed by line 14 \|/);
    assert.match(markdown, /L4 Google Cloud: excluded/);
  });

  it('names the service, the page, the age, and why a price is unconfirmed', () => {
    const markdown = said(HOUSE.replace('L4     auto except gcp', 'L4     azure'), 'management');
    assert.match(markdown, /Azure Digital Twins: price \[[0-9a-f]{8}\]\(<https:[^>]+>\), .*read \d+ days ago/);
    const broker = said(HOUSE.replace('L3.hot aws', 'L1 aws'), 'L1 aws');
    assert.match(broker, /\| AWS IoT Core, message broker \| [\d\u202f]+ messages × \d\.\d+ €\/million/);
    assert.match(broker, /\| ~\d/);
    assert.match(broker, /`~` unconfirmed: The page's price/);
  });
});

describe('hover: at which message rate a choice changes', () => {
  const house = reportOf(HOUSE);

  it('is where a twin with that rate is placed otherwise', () => {
    let changes = 0;
    for (const slot of house.cost.slots) {
      const found = rateSwitches(house, slot, OPTIONS);
      assert.ok(found, slot);
      assert.equal(found.fixed, slot === 'L3.hot');
      if (found.fixed) continue;
      for (const change of [found.below, found.above]) {
        if (change === null) continue;
        changes++;
        const [, number = '', unit = ''] = /every ([\d.]+) (\w+)/.exec(change.rate) ?? [];
        const placedAt = (factor: number): Provider | undefined =>
          reportOf(HOUSE.replace('every 2 min', `every ${(Number(number) * factor).toFixed(4)} ${unit}`)).cost.placement?.[slot];
        const outward: number = change === found.above ? 0.92 : 1.08;
        assert.equal(placedAt(2 - outward), found.provider, `${slot} before ${change.rate}`);
        assert.equal(placedAt(outward), change.provider, `${slot} beyond ${change.rate}`);
      }
    }
    assert.ok(changes > 0, 'some choice changes');
  });

  it('says so in a sentence, with the interval, or between which rates nothing changes', () => {
    for (const slot of house.cost.slots) {
      const found = rateSwitches(house, slot, OPTIONS);
      const needle = {
        L1: 'devices',
        L2: 'processing',
        'L3.hot': 'hot 1',
        'L3.cool': 'cool',
        'L3.archive': 'archive',
        L4: 'management',
        L5: 'visual',
      }[slot];
      const markdown = said(HOUSE, needle);
      const expected = found?.fixed
        ? /Left to `auto` it would be on [A-Z]/
        : found?.above || found?.below
          ? /is cheapest on [A-Za-z ]+ (from|up to) [\d\u202f]+ messages a month \(thermostats every [\d.]+ \w+\).*; now 2\u202f190\u202f000\./
          : /stays on [A-Za-z ]+ from [\d\u202f]+ to [\d\u202f]+ messages a month; now 2\u202f190\u202f000\./;
      assert.match(markdown, expected);
    }
    assert.match(said(HOUSE, 'place'), /(The choice changes first|The choice stays)/);
  });

  it('prices once, and nothing without being asked', () => {
    let read = 0;
    const counted: AnalysisOptions = {
      today: '2026-11-21',
      get book() {
        read++;
        return OPTIONS.book;
      },
    };
    const report = reportOf(HOUSE);
    const hover = at(HOUSE, 'management', report);
    hoverMarkdown(report, hover);
    assert.equal(read, 0);
    const first = hoverMarkdown(report, hover, { analysis: counted });
    const once = read;
    assert.ok(once > 0);
    assert.equal(hoverMarkdown(report, hover, { analysis: counted }), first);
    assert.equal(read, once);
  });

  it('takes a rate as it is written, and is silent where nothing sends', () => {
    const text =
      'twin R {\n  devices d { count 100  rate 30 / hour  payload 0.25 KB }\n  storage { hot 1 month  cool 3 months }\n  management { }\n}\n';
    const report = reportOf(text);
    const rates = report.cost.slots.flatMap((slot) => {
      const found = rateSwitches(report, slot, OPTIONS);
      return [found?.below, found?.above].flatMap((change) => change?.rate ?? []);
    });
    assert.ok(rates.length > 0 && rates.every((rate) => /^d [\d.,]+ \/ hour$/.test(rate)), rates.join());
    const silent = reportOf('twin S {\n  management { }\n  visualization { viewers 3 }\n}\n');
    for (const slot of silent.cost.slots) assert.equal(rateSwitches(silent, slot, OPTIONS), null);
  });
});

describe('hover: what something causes', () => {
  const house = reportOf(HOUSE);
  const causeAt = (needle: string, text = HOUSE, report = house) => {
    const hover = at(text, needle, report);
    assert.ok(hover.kind === 'cause', needle);
    return hover;
  };

  it('adds up to the amount, in every slot and between clouds', () => {
    for (const needle of ['thermostats {', 'count 40', 'on thermostats']) {
      const { rows, amount, transfers } = causeAt(needle);
      const placed = rows.reduce((sum, { chosen, amounts }) => sum + (amounts[PROVIDERS.indexOf(chosen)] ?? 0), 0);
      close(placed + transfers, amount);
    }
  });

  it('tells for the other clouds what the same causes there once the slot is moved', () => {
    const moved = reportOf(HOUSE.replace('L3.hot aws', 'L3.hot aws\n    L1 azure'));
    const there = moved.cost.cells.L1?.azure;
    assert.ok(there?.available === true && house.cost.placement?.L1 !== 'azure');
    const expected = there.lines
      .flatMap(({ causes }) => causes)
      .reduce((sum, { cause, amount }) => sum + (cause === 'motion' ? amount : 0), 0);
    const row = causeAt('motion {').rows.find(({ slot }) => slot === 'L1');
    close(row?.amounts[PROVIDERS.indexOf('azure')] ?? NaN, expected);
    assert.equal(causeAt('motion {').rows.find(({ slot }) => slot === 'L4')?.amounts[PROVIDERS.indexOf('gcp')] ?? null, null);
  });

  it('says which view it is, in a table with service, quantity, rate and the totals if all moved', () => {
    const markdown = said(HOUSE, 'motion {');
    assert.match(markdown, /^What it causes, in every slot · \*\*motion: [\d.]+ € per month\*\*, \d+\u202f% of the total/);
    assert.match(markdown, /\| € per month \| quantity × rate \| AWS \| Azure \| Google Cloud \|/);
    // 40 devices × 30 an hour × 730 h, whatever the line counts for both groups.
    assert.match(markdown, /\| L2 [A-Za-z ]+ \| 876\u202f000 \w+ × 0\.\d+ €\/million \|/);
    // The thermostats run a persister, a rule and a function: the row says that there is more than the line that it shows.
    assert.match(said(HOUSE, 'thermostats {'), /\| L2 [^|]+ \| [^|]+ × [^|]+; \d more \|/);
    const alone = house.cost.singleCloud.azure.total;
    assert.ok(alone !== null && markdown.includes(`| ${amountText(inCurrency(alone, house.money))}\u00a0(`));
    assert.match(markdown, /all on Google Cloud breaks `place L3\.hot aws`, `L4 auto except gcp`/);
  });

  it('knows runs, rules, and what users cost on one cloud only', () => {
    const run = causeAt('run "');
    assert.equal(run.cause, 'run "./comfort.ts"');
    assert.ok(run.amount > 0 && run.lines.every(({ line }) => line.role === 'user functions'));
    close(
      run.amount,
      run.lines.reduce((sum, { line }) => sum + line.amount, 0),
    );
    assert.match(said(HOUSE, 'on thermostats'), /\*\*this rule: [\d.]+ € per month\*\*/);
    const editors = causeAt('editors 2');
    const aws = house.cost.cells.L5?.aws;
    assert.ok(aws?.available === true);
    assert.equal(editors.cause, 'visualization.editors');
    assert.equal(editors.rows[0]?.amounts[PROVIDERS.indexOf('aws')], 18);
  });

  it('tells what a scenario changes with the figures of the scenario', () => {
    const text = HOUSE.replace('  place {', '  scenario Busy { motion.count = 400  storage.hot = 2 months }\n  place {');
    const [written, busy] = analyze(programOf(text), OPTIONS).twins;
    assert.ok(written !== undefined && busy?.variant === 'Busy');
    const more = costHover(busy, FILE, text.indexOf('count = 400'));
    const before = costHover(written, FILE, text.indexOf('motion {'));
    assert.ok(more?.kind === 'cause' && before?.kind === 'cause' && more.cause === 'motion');
    assert.ok(more.amount > 2 * before.amount);
    const hot = costHover(busy, FILE, text.indexOf('hot = 2'));
    assert.ok(hot?.kind === 'slot' && hot.slot === 'L3.hot');
  });

  it('lets no text of a file become markup', () => {
    const text = HOUSE.replace('./comfort.ts', './a_*b*|c.ts');
    assert.match(said(text, 'run "'), /a\\_\\\*b\\\*\\\|c\.ts/);
  });
});

describe('prices in words', () => {
  const line = reportOf(HOUSE).cost.cells.L1?.aws;
  assert.ok(line?.available === true && line.lines[0]);
  const [base] = line.lines;
  const euros = { currency: 'EUR', perUsd: 0.5, date: null, status: 'confirmed' } as const;

  it('a quantity times a rate is the amount, in a scale that can be read', () => {
    const text = (quantity: number, unit: string, unitPrice: number): string =>
      meteredText({ ...base, quantity, unit, unitPrice, amount: quantity * unitPrice }, euros);
    assert.equal(text(2_000_000, 'message', 0.000_001), '2\u202f000\u202f000 messages × 0.5 €/million');
    assert.equal(text(1, 'user-month', 9), '1 user-month × 4.5 €');
    assert.equal(text(3, 'query', 0.0004), '3 queries × 0.2 €/1000');
    assert.equal(text(0.9771, 'GiB', 0.12), '0.977 GiB × 0.06 €');
    assert.equal(text(5, 'GB-month', 0), '5 GB-months, free');
    assert.equal(meteredText({ ...base, quantity: 10, unit: 'call', unitPrice: 2, amount: 20 }, euros, 0.5), '5 calls × 1 €');
  });

  it('tells the age in days, and only as well as it is known', () => {
    const source = {
      kind: 'api',
      id: '07468ba4-7fcc-5483-ac11-db92ef466bd0',
      url: null,
      effectiveFrom: null,
      readAt: '2026-11-20',
    } as const;
    const text = (readAt: string, today?: string): string => sourceText({ ...base, service: 'S', source: { ...source, readAt } }, today);
    assert.equal(text('2026-11-20', '2026-11-20'), 'S: price 07468ba4, read today');
    assert.equal(text('2026-11-19', '2026-11-20'), 'S: price 07468ba4, read 1 day ago');
    assert.equal(text('2026-11-10', '2026-11-20'), 'S: price 07468ba4, read 10 days ago');
    assert.equal(text('2026-11-10'), 'S: price 07468ba4, read 2026-11-10');
    assert.equal(text('2026-12-10', '2026-11-20'), 'S: price 07468ba4, read 2026-12-10');
    assert.equal(text('2026-10', '2026-11-20'), 'S: price 07468ba4, read in 2026-10');
  });
});

/** The vectors through ONE `.twin` text of many twins, the samples, and odd inputs that a ceiling could trip over. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { paperCost, paperQuantities } from '@twin2multicloud/cost';
import { paperPrices } from '@twin2multicloud/pricing';
import { expectVector, expectWhole, near } from './expect.ts';
import { scenariosOf } from './text.ts';
import { readVectors, scenarioOf, twinText, type Inputs } from './vectors.ts';

describe('the paper model through `.twin` text', () => {
  const vectors = readVectors();
  const text = vectors.map(({ inputs }, index) => twinText(`V${index}`, inputs)).join('\n');

  it(`prices all ${vectors.length} vectors in one file as the artifact does`, () => {
    const scenarios = scenariosOf(text);
    assert.equal(scenarios.length, vectors.length);
    for (const [index, vector] of vectors.entries()) {
      const scenario = scenarios[index];
      assert.ok(scenario?.name === `V${index}`);
      expectVector(paperCost(scenario, paperPrices), vector);
    }
  });

  it('lowers each vector to the very numbers that were written', () => {
    for (const [index, scenario] of scenariosOf(text).entries()) {
      const inputs = vectors[index]?.inputs;
      assert.ok(inputs !== undefined);
      assert.deepEqual(paperInputs(paperQuantities(scenario)), paperInputs(paperQuantities(scenarioOf('Direct', inputs))));
    }
  });

  it('reads a rate as the interval that it stands for', () => {
    const smart = vectors[0];
    assert.ok(smart !== undefined);
    const [scenario] = scenariosOf(twinText('Rate', smart.inputs).replace('every 2 min', 'rate 30 / hour'));
    assert.ok(scenario !== undefined);
    expectVector(paperCost(scenario, paperPrices), smart);
  });

  for (const [file, total] of [
    ['paper-smart-home', 25.1688],
    ['paper-industrial', 1_664.7194],
    ['paper-large-building', 46_988.9355],
  ] as const) {
    it(`samples/${file}.twin costs ${total} USD a month`, () => {
      const [scenario] = scenariosOf(readFileSync(new URL(`../../samples/${file}.twin`, import.meta.url), 'utf8'));
      assert.ok(scenario !== undefined);
      const cost = paperCost(scenario, paperPrices);
      assert.equal(cost.total?.toFixed(4), total.toFixed(4));
      expectWhole(cost, file);
    });
  }

  it('survives odd inputs: nobody looks, no editors, equal ages, nothing sent', () => {
    const base = vectors[0]?.inputs;
    assert.ok(base !== undefined);
    const odd: readonly Partial<Inputs>[] = [
      { dashboardRefreshesPerHour: 0 },
      { dashboardActiveHoursPerDay: 0 },
      { dashboardActiveHoursPerDay: 24 },
      { amountOfActiveEditors: 0, amountOfActiveViewers: 0 },
      { hotStorageDurationInMonths: 6, coolStorageDurationInMonths: 6, archiveStorageDurationInMonths: 6 },
      { numberOfDevices: 0 },
      { needs3DModel: true, entityCount: 0 },
      { needs3DModel: true, entityCount: 1_000_000 },
      { averageSizeOfMessageInKb: 5 },
      { averageSizeOfMessageInKb: 5.000001 },
      { averageSizeOfMessageInKb: 128 },
      { deviceSendingIntervalInMinutes: 1440 },
      { deviceSendingIntervalInMinutes: 43_200, numberOfDevices: 1 },
      { numberOfDevices: 10_000_000, deviceSendingIntervalInMinutes: 0.05, averageSizeOfMessageInKb: 64 },
    ];
    const inputs = odd.map((change) => ({ ...base, ...change }));
    const scenarios = scenariosOf(inputs.map((it, index) => twinText(`Odd${index}`, it)).join('\n'));
    assert.equal(scenarios.length, odd.length);
    for (const [index, scenario] of scenarios.entries()) {
      const direct = paperCost(scenarioOf('Direct', inputs[index] ?? base), paperPrices);
      const cost = paperCost(scenario, paperPrices);
      assert.ok(cost.total !== null && Number.isFinite(cost.total), `Odd${index}: ${cost.impossible}`);
      near(cost.total, direct.total ?? Number.NaN, `Odd${index}`);
      assert.deepEqual(cost.placement, direct.placement);
      expectWhole(cost, `Odd${index}`);
    }
  });
});

/** The numbers of one group and its twin, without names and places. */
function paperInputs(quantities: ReturnType<typeof paperQuantities>): unknown {
  const { groups, ...rest } = quantities;
  return { ...rest, groups: groups.map(({ n, i, s, M, N, g, months }) => ({ n, i, s, M, N, g, months })) };
}

/** One scenario: all 2,187 placements with every coupling, from usage to the ranked list; and branch and bound beside it. */
import { pathToFileURL } from 'node:url';
import { gather } from '@twin2multicloud/analysis';
import { measure, ratesFor } from '@twin2multicloud/cost';
import { lower } from '@twin2multicloud/language';
import { allowedBy, bestOf, exclusionsOf, rankAll } from '@twin2multicloud/optimizer';
import { bundledBook } from '@twin2multicloud/pricing';
import { median, printTable, type Measurement } from './measurement.ts';
import { houseText } from './house.ts';

export function run(): Promise<Measurement[]> {
  const book = bundledBook();
  const program = gather('house.twin', () => ({ text: houseText() }));
  const twin = program.files.get('house.twin')?.tree.declarations.find((declaration) => declaration.kind === 'twin');
  if (twin?.kind !== 'twin') throw new Error('the text of the benchmark has no twin');
  const scenario = lower(program, twin);
  const rates = ratesFor(book, scenario);
  // A new object each time, so that nothing remembered of the groups helps.
  const anew = () => ({ ...scenario, groups: scenario.groups.map((group) => ({ ...group })) });
  const exhaustive: number[] = [];
  const bounded: number[] = [];
  for (let i = 0; i < 600; i++) {
    const one = anew();
    let start = performance.now();
    let measured = measure(one, rates);
    const ranked = rankAll(
      measured,
      allowedBy(measured, exclusionsOf(measured), () => null),
      2187,
    );
    const exhausted = performance.now() - start;
    const two = anew();
    start = performance.now();
    measured = measure(two, rates);
    const found = bestOf(
      measured,
      allowedBy(measured, exclusionsOf(measured), () => null),
    );
    const searched = performance.now() - start;
    if (ranked.length !== 2187 || ranked[0]?.choice.join() !== found?.choice.join()) throw new Error('the searches disagree');
    if (i >= 200) {
      exhaustive.push(exhausted);
      bounded.push(searched);
    }
  }
  const all = median(exhaustive);
  return Promise.resolve([
    { name: 'all 2,187 placements, usage to ranked list', value: rounded(all), unit: 'ms', reach: '≤ 2', met: all <= 2 },
    { name: 'the best alone, branch and bound', value: rounded(median(bounded)), unit: 'ms', reach: null, met: null },
  ]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());

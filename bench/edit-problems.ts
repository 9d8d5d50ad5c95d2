/** From a one-character edit in 10,000 lines to the tree and all problems, of syntax and of meaning: once with 600 twins, once with one twin. */
import { pathToFileURL } from 'node:url';
import { createChecker, parse, syntaxProblems, update } from '@twin2multicloud/language';
import { random, textOfLines } from './generate.ts';
import { median, printTable, type Measurement } from './measurement.ts';

const EDITS = 2_000;

export function run(): Promise<Measurement[]> {
  return Promise.resolve([measured('many', '600 twins'), measured('one', 'one twin of 1,000 groups')]);
}

/** Each edit puts another letter or digit where one stands, and the next edit puts it back. */
function measured(shape: 'many' | 'one', name: string): Measurement {
  const text = textOfLines(10_000, shape);
  const checker = createChecker();
  let parsed = parse(text, 'bench.twin');
  checker.check(parsed);
  const numbers = random(11);
  const times: number[] = [];
  let found = 0;
  while (times.length < EDITS) {
    const at = Math.floor(numbers() * text.length);
    const old = text.charAt(at);
    if (!/[a-z0-9]/.test(old)) continue;
    for (const character of [/[0-9]/.test(old) ? String((Number(old) + 1) % 10) : 'x', old]) {
      const start = performance.now();
      parsed = update(parsed, { start: at, end: at + 1, text: character });
      found += syntaxProblems(parsed).length + checker.check(parsed).length;
      times.push(performance.now() - start);
    }
  }
  if (found === 0) throw new Error('the edits caused no problem');
  const middle = median(times);
  return {
    name: `edit → tree and problems, ${name}`,
    value: Number(middle.toPrecision(3)),
    unit: 'ms',
    reach: '≤ 0.1',
    met: middle <= 0.1,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());

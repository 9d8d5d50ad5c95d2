/** Parsing: a warm parse against the yardstick, one-character edits, and the memory that a tree retains. */
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse, update, type Parsed } from '@twin2multicloud/language';
import { manyTwins, oneTwin, random, textOfLines } from './generate.ts';
import { best, median, printTable, type Measurement } from './measurement.ts';
import { parseByHand } from './yardstick/parse.ts';

/** How many times as long as the yardstick the parser takes; both warm, the best of many runs, taken in turns. */
function ratio(text: string, runs: number): { ratio: number; parser: number; yardstick: number } {
  let parser = Infinity;
  let yardstick = Infinity;
  for (let turn = 0; turn < 6; turn++) {
    parser = Math.min(
      parser,
      best(runs, () => parse(text)),
    );
    yardstick = Math.min(
      yardstick,
      best(runs, () => parseByHand(text)),
    );
  }
  return { ratio: parser / yardstick, parser, yardstick };
}

/** Median time of a one-character edit, in milliseconds. Every edit is taken back, so that the text stays whole. */
function editTime(text: string): number {
  const next = random(11);
  const times: number[] = [];
  let document: Parsed = parse(text);
  for (let round = 0; round < 3_000; round++) {
    const at = Math.floor(next() * (text.length - 1));
    const inserts = round % 2 === 0;
    const edit = inserts ? { start: at, end: at, text: 'a1 '.charAt(round % 3) } : { start: at, end: at + 1, text: '' };
    const start = performance.now();
    const edited = update(document, edit);
    times.push(performance.now() - start);
    document = update(edited, { start: at, end: at + edit.text.length, text: text.slice(edit.start, edit.end) });
  }
  return median(times);
}

/** Bytes that a parsed document of so many lines keeps, beyond its text. */
function retained(lines: number): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  const text = textOfLines(lines, 'many');
  const kept: unknown[] = [];
  gc();
  const before = process.memoryUsage().heapUsed;
  kept.push(parse(text));
  gc();
  const bytes = process.memoryUsage().heapUsed - before;
  assert.equal(kept.length, 1);
  return bytes;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

export async function run(): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const [lines, shape] of [
    [1_000, 'many'],
    [10_000, 'many'],
    [10_000, 'one'],
  ] as const) {
    const text = textOfLines(lines, shape);
    const { ratio: times, parser, yardstick } = ratio(text, lines === 1_000 ? 150 : 30);
    const name = `parse ${lines.toLocaleString('en-US')} lines, ${shape === 'many' ? 'many twins' : 'one twin'}`;
    results.push({ name: `${name}, times the yardstick`, value: round(times, 2), unit: '×', reach: '≤ 3.3', met: times <= 3.3 });
    results.push({ name: `${name} (yardstick ${round(yardstick, 2)} ms)`, value: round(parser, 2), unit: 'ms', reach: null, met: null });
    results.push({ name: `${name}, speed`, value: round(text.length / parser / 1_000, 1), unit: 'MB/s', reach: null, met: null });
  }
  for (const [shape, text] of [
    ['600 twins', manyTwins(600)],
    ['one twin of 1,000 groups', oneTwin(1_000)],
  ] as const) {
    const time = editTime(text);
    results.push({ name: `one-character edit, ${shape} → tree`, value: round(time, 4), unit: 'ms', reach: '≤ 0.05', met: time <= 0.05 });
  }
  const megabytes = retained(100_000) / 1_048_576;
  results.push({ name: 'memory retained by 100,000 lines', value: round(megabytes, 1), unit: 'MB', reach: '≤ 50', met: megabytes <= 50 });
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) printTable(await run());

/** Any bytes are a text: random damage to the samples, and noise, always give a tree and problems, quickly and without an exception. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { format, parse, syntaxProblems, update, type Parsed, type Problem } from '@twin2multicloud/language';
import { manyTwins, oneTwin, random } from '../../bench/generate.ts';

const SAMPLES = new URL('../../samples/', import.meta.url);
const MUTATIONS = Number(process.env.FUZZ ?? 20_000);

const BITS = [
  '{', '}', '"', '(', ')', '\n', '\r\n', '\r', '\u0000', '\ud800', '\udc00', '\ufeff', '\t', '///', '//', ':', '=', '.', '/', '-', '%', '\\', '#', ',', ';', '==', '1e999',
  'twin ', '\ntwin X {', '\ndevice D {', 'import "x"\n', 'devices ', 'storage ', 'on ', 'not ', 'and\n', 'for ', 'has ', 'é', '😀', '９', 'language 2\n', 'NaN', '__proto__', 'constructor',
]; // prettier-ignore

function samples(): string[] {
  const files = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((file) => file.endsWith('.twin')) : [];
  return [...files.map((file) => readFileSync(new URL(file, SAMPLES), 'utf8')), manyTwins(3), oneTwin(4)];
}

function mutated(text: string, next: () => number): string {
  let result = text;
  for (let step = Math.floor(next() * 5); step >= 0; step--) {
    const at = Math.floor(next() * (result.length + 1));
    const cut = next() < 0.5 ? 0 : Math.floor(next() * (next() < 0.1 ? 400 : 12));
    const bit = next() < 0.75 ? (BITS[Math.floor(next() * BITS.length)] ?? '') : result.slice(at, at + Math.floor(next() * 60));
    result = result.slice(0, at) + bit + result.slice(at + cut);
  }
  return result;
}

/** What holds for every document: a tree whose nodes lie in the text in order, and problems in the text. */
function assertSound(parsed: Parsed, text: string): void {
  const problems = syntaxProblems(parsed);
  for (const problem of problems) assertInText(problem, text);
  let end = 0;
  for (const declaration of parsed.tree.declarations) {
    assert.ok(declaration.start >= end && declaration.end >= declaration.start && declaration.end <= text.length);
    end = declaration.end;
    let inner = 0;
    for (const member of declaration.members) {
      assert.ok(member.start >= inner && member.end >= member.start && declaration.start + member.end <= declaration.end);
      inner = member.end;
    }
  }
  assert.ok(!JSON.stringify(parsed.tree).includes('null,"numberEnd"'), 'a number that is not finite');
}

function assertInText(problem: Problem, text: string): void {
  assert.match(problem.code, /^twin-1\d{3}$/);
  assert.ok(
    problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length,
    `${problem.code} at ${problem.start}…${problem.end}`,
  );
  for (const fix of problem.fixes ?? []) {
    for (const edit of fix.edits)
      assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length, `${problem.code}: its fix`);
  }
}

describe('fuzzing the syntax', () => {
  it(`stands ${MUTATIONS.toLocaleString('en-US')} random mutations`, function () {
    this.timeout(600_000);
    const texts = samples();
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const next = random(seed);
      const text = mutated(texts[seed % texts.length] ?? '', next);
      try {
        const parsed = parse(text);
        assertSound(parsed, text);
        if (seed % 20 === 0) {
          const at = Math.floor(next() * text.length);
          const bit = BITS[Math.floor(next() * BITS.length)] ?? '';
          assertSound(update(parsed, { start: at, end: at, text: bit }), text.slice(0, at) + bit + text.slice(at));
          assert.equal(typeof format(text), 'string');
        }
      } catch (error) {
        throw new Error(`seed ${seed}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  const million = 1_000_000;
  const next = random(5);
  const noise: Record<string, string> = {
    '1 MB of {': '{'.repeat(million),
    '1 MB of }': '}'.repeat(million),
    '1 MB of quotation marks': '"'.repeat(million),
    '1 MB of NUL': '\u0000'.repeat(million),
    '1 MB of lone surrogates': '\ud800'.repeat(million),
    '1 MB of blanks': ' '.repeat(million),
    '1 MB of line breaks': '\r\n'.repeat(million / 2),
    '1 MB of blocks, each in the one before': 'twin X {\n'.concat('a{\n'.repeat(million / 3)),
    '1 MB of (': `twin X { processing { on ${'('.repeat(million)}`,
    '1 MB of not': `twin X { processing { on ${'not '.repeat(million / 4)}`,
    '1 MB of =, one a line': `twin X {\n${'=\n'.repeat(million / 2)}`,
    '1 MB of heads': 'twin x\n'.repeat(million / 7),
    '1 MB of documentation': '///\n'.repeat(million / 4),
    '1 MB of -': '-'.repeat(million),
    '1 MB of one number': '9'.repeat(million),
    '1 MB of one path': `twin X { a${'.a'.repeat(million / 2)}`,
    '1 MB of texts that are not closed': `twin X {\n${'tags { a: "b }\n'.repeat(million / 16)}`,
    '1 MB of random UTF-16': Array.from({ length: million }, () => String.fromCharCode(Math.floor(next() * 65_536))).join(''),
    '1 MB of random ASCII': Array.from({ length: million }, () => String.fromCharCode(Math.floor(next() * 128))).join(''),
  };
  for (const [name, text] of Object.entries(noise)) {
    it(`reads ${name} quickly`, function () {
      this.timeout(60_000);
      parse(text.slice(0, 1_000));
      const start = process.cpuUsage();
      const parsed = parse(text);
      const problems = syntaxProblems(parsed);
      const { user, system } = process.cpuUsage(start);
      assert.ok(problems.length <= 1_001);
      for (const problem of problems) assertInText(problem, text);
      // Processor time of all threads, the garbage collector's too: well under a second where nothing else runs.
      assert.ok(user + system < 3_000_000, `${(user + system) / 1_000} ms`);
    });
  }
});

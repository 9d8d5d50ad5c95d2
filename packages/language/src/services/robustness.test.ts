import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { check } from '../semantics/check.ts';
import { link, type Program } from '../semantics/program.ts';
import { parse, syntaxProblems } from '../syntax/parse.ts';
import { update } from '../syntax/update.ts';
import type { Span } from '../tree.ts';
import {
  codeActions,
  completion,
  completionDocumentation,
  definition,
  documentation,
  documentHighlights,
  documentLinks,
  documentSymbols,
  foldingRanges,
  linkedEditingRanges,
  nodeAt,
  onTypeFormatting,
  prepareRename,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  signatureHelp,
  workspaceSymbols,
} from './index.ts';
import { occurrences, symbolAt } from './symbols.ts';
import { applied } from './test-kit.ts';

const SAMPLES = new URL('../../../../samples/', import.meta.url);
const samples = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.twin'))
  .map((name): [string, string] => [name, readFileSync(new URL(name, SAMPLES), 'utf8')]);

/** Rounds of the fuzz test; FUZZ=100000 for a long one. */
const ROUNDS = Number(process.env.FUZZ ?? 200);

/** A generator of pseudo-random numbers below `limit` (mulberry32), so that a failure can be repeated. */
function generator(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

const SCRAPS = [
  '{', '}', '{\n', '\n}\n', '"', '.', ':', '=', '/', '//', '///', '(', ')', ' for ', ' and ', ' on ', 'twin X {', 'device ', '\ndevices ', ' has ', 'model ', 'scenario ',
  'telemetry {', 'storage {', '\r\n', '\t', '\0', '\ud800', '😀', 'ä', '1e308', '-', '60', ' %', 'feedback ', 'place {\n', 'read cool', 'import "', '\ufeff', 'every 2 ', '.x',
]; // prettier-ignore

/** A text with some damage: a piece taken away, doubled, or replaced by a scrap. */
function damaged(text: string, pick: (limit: number) => number): string {
  let result = text;
  for (let count = 1 + pick(3); count > 0; count--) {
    const start = pick(result.length + 1);
    const end = Math.min(result.length, start + pick(pick(4) === 0 ? 200 : 8));
    const kind = pick(4);
    const middle = kind === 0 ? '' : kind === 1 ? result.slice(start, end).repeat(2) : (SCRAPS[pick(SCRAPS.length)] ?? '');
    result = result.slice(0, start) + middle + result.slice(end);
  }
  return pick(6) === 0 ? result.slice(0, pick(result.length + 1)) : result;
}

function within(range: Span, length: number, what: string): void {
  assert.ok(
    Number.isInteger(range.start) && 0 <= range.start && range.start <= range.end && range.end <= length,
    `${what}: ${range.start}…${range.end} of ${length}`,
  );
}

/** Asks everything at an offset and checks what must always hold. */
function askAll(program: Program, offset: number): void {
  const parsed = program.files.get(program.entry);
  assert.ok(parsed);
  const { text } = parsed;
  const { length } = text;
  let outer: Span = { start: 0, end: length };
  for (const step of nodeAt(parsed, offset)) {
    within(step, length, 'nodeAt');
    assert.ok(outer.start <= step.start && step.end <= outer.end, 'a node lies within its parent');
    outer = step;
  }
  for (const item of completion(program, offset, { files: () => ['./a.twin'] })) {
    within(item, length, 'completion');
    assert.ok(item.start <= offset && offset <= item.end, 'the edit holds the cursor');
    assert.ok(!/[\r\n]/.test(text.slice(item.start, item.end)), 'the edit stays on its line');
    if (item.subject !== null) completionDocumentation(program, item.subject, offset);
  }
  const hover = documentation(program, offset);
  if (hover !== null) {
    within(hover, length, 'documentation');
    assert.doesNotMatch(hover.markdown, /NaN|undefined|Infinity/);
  }
  const help = signatureHelp(program, offset);
  if (help !== null && help.active !== null) assert.ok(help.active < help.parameters.length);
  for (const found of [...definition(program, offset), ...references(program, offset)])
    within(found, program.files.get(found.file)?.text.length ?? 0, 'navigation');
  for (const found of [...documentHighlights(program, offset), ...linkedEditingRanges(program, offset)])
    within(found, length, 'highlights');
  const prepared = prepareRename(program, offset);
  if (prepared !== null) {
    within(prepared, length, 'prepareRename');
    assert.equal(text.slice(prepared.start, prepared.end), prepared.placeholder);
    const renamed = rename(program, offset, 'brand-new');
    assert.ok('edits' in renamed && renamed.edits.length > 0, 'what can be prepared can be renamed');
    for (const edit of renamed.edits) assert.equal(program.files.get(edit.file)?.text.slice(edit.start, edit.end), prepared.placeholder);
  }
  let inner: Span | null = null;
  for (const range of selectionRanges(parsed, offset)) {
    within(range, length, 'selectionRanges');
    assert.ok(inner === null || (range.start <= inner.start && inner.end <= range.end), 'a selection holds the one before');
    inner = range;
  }
  for (const typed of ['\n', '}']) for (const edit of onTypeFormatting(parsed, offset, typed)) within(edit, length, 'onTypeFormatting');
}

/** Asks everything about a whole file. */
function askFile(program: Program, offset: number): void {
  const parsed = program.files.get(program.entry);
  assert.ok(parsed);
  const { length } = parsed.text;
  let last = 0;
  for (const token of semanticTokens(parsed)) {
    within(token, length, 'semanticTokens');
    assert.ok(token.start >= last, 'tokens stand in order');
    assert.ok(!/[\r\n]/.test(parsed.text.slice(token.start, token.end)), 'a token stays on its line');
    last = token.end;
  }
  for (const range of foldingRanges(parsed)) within(range, length, 'foldingRanges');
  for (const link of documentLinks(parsed)) within(link, length, 'documentLinks');
  documentSymbols(parsed);
  workspaceSymbols(program.files.values(), 'a');
  const problems = [...syntaxProblems(parse(parsed.text, parsed.file)), ...check(program)];
  for (const action of codeActions(program, { start: offset, end: offset }, { problems })) {
    const edits = action.edits.filter((edit) => edit.file === parsed.file).sort((a, b) => a.start - b.start);
    for (const [index, edit] of edits.entries()) {
      within(edit, length, action.title);
      assert.ok(edit.start >= (edits[index - 1]?.end ?? 0), `${action.title}: edits do not overlap`);
    }
  }
}

function programWith(name: string, text: string): Program {
  const files = new Map(samples.map(([file, content]) => [file, parse(content, file)]));
  files.set(name, parse(text, name));
  return link(files, name);
}

describe('every service', () => {
  it(`answers at random places of ${String(ROUNDS)} damaged texts`, function () {
    this.timeout(0);
    for (let round = 0; round < ROUNDS; round++) {
      const pick = generator(round);
      const [name, text] = samples[pick(samples.length)] ?? ['', ''];
      const broken = damaged(text, pick);
      const program = programWith(name, broken);
      let offset = 0;
      try {
        for (let count = 0; count < 6; count++) {
          offset = pick(broken.length + 1);
          askAll(program, offset);
        }
        askFile(program, offset);
      } catch (error) {
        throw new Error(
          `round ${round}, ${name} at ${offset}: ${JSON.stringify(broken.slice(Math.max(0, offset - 60), offset))} | ${JSON.stringify(broken.slice(offset, offset + 40))}`,
          { cause: error },
        );
      }
    }
  });

  it('answers at every offset of a text that is being typed', () => {
    const text =
      'import "./a.twin"\ntwin X {\n  devices a : T { count 3  telemetry { x: number "%" } }\n  processing { on a.x > 3 and not (a.x < 1) for 5 min { feedback a { x: 2 } } }\n  place { L3.hot aws }\n  scenario S { a.every = 3 s }\n}\n';
    for (let length = 0; length <= text.length; length++) {
      const program = programWith('typed.twin', text.slice(0, length));
      askAll(program, length);
      askFile(program, length);
    }
  });

  it('answers the same after an edit as on a fresh text', () => {
    for (const [name, text] of samples) {
      const pick = generator(7);
      const at = text.indexOf('count');
      if (at < 0) continue;
      const program = programWith(name, text);
      semanticTokens(parse(text, name));
      const edited = update(program.files.get(name) as ReturnType<typeof parse>, { start: at, end: at + 5, text: 'coun\n' });
      const fresh = parse(edited.text, name);
      const after = link(new Map([...program.files, [name, edited]]), name);
      const again = link(new Map([...program.files, [name, fresh]]), name);
      assert.deepEqual(semanticTokens(edited), semanticTokens(fresh));
      assert.deepEqual(documentSymbols(edited), documentSymbols(fresh));
      for (let count = 0; count < 50; count++) {
        const offset = pick(edited.text.length + 1);
        assert.deepEqual(completion(after, offset), completion(again, offset));
        assert.deepEqual(documentation(after, offset), documentation(again, offset));
        assert.deepEqual(references(after, offset), references(again, offset));
      }
    }
  });
});

describe('rename over the samples', () => {
  it('keeps the problems, and renaming back gives the text again', () => {
    for (const [name, text] of samples) {
      const program = programWith(name, text);
      const before = check(program).map(({ code }) => code);
      const seen = new Set<string>();
      for (let offset = 0; offset <= text.length; offset++) {
        const prepared = prepareRename(program, offset);
        if (prepared === null || seen.has(String(prepared.start))) continue;
        const symbol = symbolAt(program, offset);
        assert.ok(symbol);
        for (const found of occurrences(program.files, symbol)) if (found.file === name) seen.add(String(found.start));
        const renamed = rename(program, offset, 'brand-new');
        assert.ok('edits' in renamed);
        const files = new Map(
          [...program.files].map(([file, parsed]) => [
            file,
            parse(
              applied(
                parsed.text,
                renamed.edits.filter((edit) => edit.file === file),
              ),
              file,
            ),
          ]),
        );
        const after = link(files, name);
        assert.deepEqual(
          check(after).map(({ code }) => code),
          before,
          `${prepared.placeholder} in ${name}`,
        );
        const first = renamed.edits.find((edit) => edit.file === name);
        assert.ok(first);
        const back = rename(after, first.start, prepared.placeholder);
        assert.ok('edits' in back);
        for (const [file, parsed] of files) {
          assert.equal(
            applied(
              parsed.text,
              back.edits.filter((edit) => edit.file === file),
            ),
            program.files.get(file)?.text,
          );
        }
      }
    }
  }).timeout(60_000);
});

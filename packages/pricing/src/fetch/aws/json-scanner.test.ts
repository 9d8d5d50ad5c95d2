import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { JsonScanError, JsonScanner, type Visit } from './json-scanner.ts';

type Found = [path: string, value: unknown][];
type Decide = (path: readonly string[]) => Visit;

/** What the scanner hands over when the text comes in pieces of the given sizes, in turn. */
function scan(text: string | Uint8Array, decide: Decide, sizes: readonly number[] = [1 << 20]): Found {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const found: Found = [];
  const scanner = new JsonScanner({
    enter: decide,
    value: (path, value) => {
      found.push([JSON.stringify(path), value]);
    },
  });
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    scanner.write(bytes.subarray(at, at + size));
    at += size;
  }
  scanner.end();
  return found;
}

/** The same out of JSON.parse, for a document whose objects have no key twice. */
function reference(text: string, decide: Decide): Found {
  const found: Found = [];
  const visit = (value: object, path: readonly string[]): void => {
    for (const [key, member] of Object.entries(value)) {
      const at = [...path, key];
      const how = decide(at);
      if (how === 'walk') visit(member as object, at);
      if (how === 'read') found.push([JSON.stringify(at), member]);
    }
  };
  visit(JSON.parse(text) as object, []);
  return found;
}

/** Texts that a scanner may stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '/', 'u', '\n', '€', '𝄞', '\u2028', ' ', '0') }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
}));
const document = fc.dictionary(text, value, { maxKeys: 8 });
const indent = fc.constantFrom(undefined, 1, '\t', ' \r\n');
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

/** Decisions by chance that hold for a path: objects may be walked, other values may not. */
function decideBy(seed: number, parsed: unknown): Decide {
  return (path) => {
    const at = path.reduce<unknown>((from, key) => (from as Record<string, unknown>)[key], parsed);
    const dice = [...path.join('/')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, seed) % 4;
    const walkable = typeof at === 'object' && at !== null && !Array.isArray(at);
    return walkable && dice < 2 ? 'walk' : dice === 3 ? 'skip' : 'read';
  };
}

describe('the JSON scanner', () => {
  it('reads what JSON.parse reads, wherever the chunks end', () => {
    fc.assert(
      fc.property(document, indent, sizes, fc.nat(), (json, space, pieces, seed) => {
        const written = JSON.stringify(json, null, space);
        const decide = decideBy(seed, JSON.parse(written));
        assert.deepEqual(scan(written, decide, pieces), reference(written, decide));
      }),
      { numRuns: 600 },
    );
  });

  it('reads every value of a document whose strings are escaped in every way', () => {
    fc.assert(
      fc.property(document, sizes, (json, pieces) => {
        const written = JSON.stringify(json).replace(/[^\x20-\x7e]/g, (letter) =>
          [...letter].map((part) => `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
        );
        assert.deepEqual(
          scan(written, () => 'read', pieces),
          reference(written, () => 'read'),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('notices an end in the middle, wherever it is', () => {
    fc.assert(
      fc.property(
        document,
        indent,
        fc.nat(),
        sizes,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (json, space, seed, pieces, part) => {
          const bytes = new TextEncoder().encode(JSON.stringify(json, null, space));
          const cut = bytes.subarray(0, Math.floor(bytes.length * part));
          const decide = decideBy(seed, JSON.parse(new TextDecoder().decode(bytes)));
          assert.throws(
            () => scan(cut, decide, pieces),
            (error) => error instanceof JsonScanError && error.kind === 'cut-off' && error.offset === cut.length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses what JSON.parse refuses, in what it walks or reads', () => {
    const broken = [
      '', ' ', '[]', '1', '"a"', 'null', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a" 1}', '{"a":1 "b":2}', '{a:1}', "{'a':1}", '{"a":1,}',
      '{,"a":1}', '{"a":,"b":1}', '{"a":}', '{"a"::1}', '{"a":1}}', '{"a":1}{}', '{"a":1} x', '{"a":01}', '{"a":tru}', '{"a":+1}', '{"a":.5}', '{"a":1e}',
      '{"a":"\n"}', '{"a":"\\x"}', '{"a":[1,]}', '{"a":[1}', '{"a":{"b":1]}', '{"a":[}]}', '{"a":"b}', '{"a":NaN}', '{"a":undefined}', '{"a":1;"b":2}',
      '{"a\\q":1}', '{"a":/* */1}',
    ]; // prettier-ignore
    for (const wrong of broken) {
      for (const size of [1, 2, 100]) assert.throws(() => scan(wrong, () => 'read', [size]), JsonScanError, wrong);
    }
  });

  it('refuses brackets that do not pair and strings without an end in what it passes over', () => {
    for (const wrong of ['{"a":[}]}', '{"a":{"b":[1,2}}', '{"a":"b}', '{"a":["]}', '{"a":{"b":1}', '{"a":[1]]}', '{"a":]}'])
      assert.throws(() => scan(wrong, () => 'skip'), JsonScanError, wrong);
  });

  it('passes over what is not wanted without looking inside', () => {
    assert.deepEqual(
      scan('{"a":[1,{,}2:],"b":7}', ([key]) => (key === 'b' ? 'read' : 'skip')),
      [['["b"]', 7]],
    );
  });

  it('says where something is wrong', () => {
    assert.throws(
      () => scan('{"a":{"b":nul}}', ([, second]) => (second === undefined ? 'walk' : 'read'), [3]),
      (error) => error instanceof JsonScanError && error.kind === 'malformed' && /A value is no JSON at byte \d+\./.test(error.message),
    );
    assert.throws(() => scan('{"a":[]}', () => 'walk'), /a is to be an object at byte 5\./);
  });

  it('takes a byte order mark in one piece or three', () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode('{"a":1}')]);
    for (const size of [1, 2, 50])
      assert.deepEqual(
        scan(bytes, () => 'read', [size]),
        [['["a"]', 1]],
      );
    assert.throws(() => scan(bytes.subarray(1), () => 'read'), JsonScanError);
  });

  it('keeps what it was given even where the sender uses its buffer again', () => {
    const buffer = new Uint8Array(4);
    const found: unknown[] = [];
    const scanner = new JsonScanner({ enter: () => 'read', value: (_, one) => found.push(one) });
    for (const piece of ['{"a"', ':"be', 'cker', '"}  ']) {
      buffer.set(new TextEncoder().encode(piece));
      scanner.write(buffer);
      buffer.fill(0);
    }
    scanner.end();
    assert.deepEqual(found, ['becker']);
  });

  it('stops at a value without an end and at a bottomless document, before the memory is full', () => {
    const scanner = new JsonScanner({ enter: () => 'read', value: () => undefined });
    scanner.write(new TextEncoder().encode('{"a":"'));
    const piece = new Uint8Array(1 << 20).fill(0x61);
    assert.throws(() => {
      for (let count = 0; count < 20; count++) scanner.write(piece);
    }, /A value is too large/);
    assert.throws(() => scan(`{"a":${'['.repeat(2000)}`, () => 'skip'), /nested too deeply/);
  });
});

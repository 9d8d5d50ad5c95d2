/** The yardstick's scanner: text → kinds and offsets in flat arrays, by hand and without a library. For texts without mistakes. */

export const END = 0;
export const NAME = 1;
export const NUMBER = 2;
export const TEXT = 3;
export const LINE = 4;
export const DOC = 5;
export const OPERATOR = 6;
export const OPEN = 7;
export const CLOSE = 8;
export const LEFT = 9;
export const RIGHT = 10;
export const DOT = 11;
export const COLON = 12;
export const EQUALS = 13;
export const SLASH = 14;
export const PERCENT = 15;

export interface Scanned {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const WORD = new Uint8Array(128);
for (let code = 48; code < 58; code++) WORD[code] = 2;
for (let code = 65; code < 91; code++) WORD[code] = WORD[code + 32] = 1;
WORD[95] = 1;

const SYMBOL = new Uint8Array(128);
for (const [character, kind] of Object.entries({
  '{': OPEN,
  '}': CLOSE,
  '(': LEFT,
  ')': RIGHT,
  '.': DOT,
  ':': COLON,
  '/': SLASH,
  '%': PERCENT,
})) {
  SYMBOL[character.charCodeAt(0)] = kind;
}

const isWord = (code: number): boolean => (code < 128 ? (WORD[code] ?? 0) > 0 : code > 128);

export function scan(text: string): Scanned {
  const room = text.length + 4;
  const kinds = new Uint8Array(room);
  const starts = new Int32Array(room);
  const ends = new Int32Array(room);
  const length = text.length;
  let count = 0;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const start = at;
    let kind: number;
    if (code === 32 || code === 9 || code === 0xfeff) {
      at++;
      continue;
    }
    if (code === 10 || code === 13) {
      at++;
      const before = count === 0 ? LINE : (kinds[count - 1] ?? LINE);
      if (before === LINE || before === OPEN) continue;
      kind = LINE;
    } else if (code < 128 ? WORD[code] === 1 : true) {
      at++;
      for (;;) {
        const next = text.charCodeAt(at);
        if (isWord(next)) at++;
        else if (next === 45 && isWord(text.charCodeAt(at + 1))) at += 2;
        else break;
      }
      kind = NAME;
    } else if (WORD[code] === 2 || code === 45) {
      at = numberEnd(text, at + 1);
      kind = NUMBER;
    } else if (code === 34) {
      at++;
      for (let next = text.charCodeAt(at); next !== 34; next = text.charCodeAt(at)) {
        if (next !== next || next === 10) throw new Error(`a text is not closed at ${start}`);
        at += next === 92 ? 2 : 1;
      }
      at++;
      kind = TEXT;
    } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
      while (at < length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++;
      const before = count === 0 ? LINE : kinds[count - 1];
      if (text.charCodeAt(start + 2) !== 47 || text.charCodeAt(start + 3) === 47 || (before !== LINE && before !== OPEN)) continue;
      kind = DOC;
    } else if (code === 60 || code === 62 || code === 33 || code === 61) {
      at++;
      if (text.charCodeAt(at) === 61) {
        at++;
        kind = OPERATOR;
      } else {
        kind = code === 61 ? EQUALS : OPERATOR;
      }
    } else {
      at++;
      kind = SYMBOL[code] ?? 0;
      if (kind === 0) throw new Error(`unexpected character at ${start}`);
      if (kind === CLOSE && count > 0 && kinds[count - 1] === LINE) count--;
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = at;
    count++;
  }
  starts[count] = ends[count] = length;
  return { kinds, starts, ends };
}

function numberEnd(text: string, from: number): number {
  let at = from;
  const digits = (): void => {
    while (WORD[text.charCodeAt(at)] === 2 || (text.charCodeAt(at) === 95 && WORD[text.charCodeAt(at + 1)] === 2)) at++;
  };
  digits();
  if (text.charCodeAt(at) === 46 && WORD[text.charCodeAt(at + 1)] === 2) {
    at++;
    digits();
  }
  const code = text.charCodeAt(at);
  if (code === 101 || code === 69) {
    const sign = text.charCodeAt(at + 1);
    const first = sign === 43 || sign === 45 ? at + 2 : at + 1;
    if (WORD[text.charCodeAt(first)] === 2) {
      at = first;
      digits();
    }
  }
  return at;
}

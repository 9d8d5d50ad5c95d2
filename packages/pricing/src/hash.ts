/**
 * A fingerprint of a price book: SHA-256 over its canonical JSON (keys sorted, no blanks, ASCII), as 64 hexadecimal digits.
 * Written in plain JavaScript because the package runs in browsers, where Web Crypto is asynchronous.
 */

const seen = new WeakMap<object, string>();

/**
 * The hash of a book: equal for equal content whatever the order of keys and the layout of its file.
 * It is kept per object, so asking twice costs nothing; books are not changed after they are read.
 */
export function hashBook(book: object): string {
  const known = seen.get(book);
  if (known !== undefined) return known;
  const hash = sha256(canonicalJson(book));
  seen.set(book, hash);
  return hash;
}

/** The SHA-256 of an ASCII text, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return sha256(text);
}

/** JSON with the keys of each object in code-unit order, no blanks, and every character beyond ASCII as a `\u` escape. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same data with sorted keys. A key like `7` would come first in any object, and comes first here too: the order is still one only. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).sort()) copy[key] = sortedMember((value as Record<string, unknown>)[key]);
  return copy;
}

function sortedMember(value: unknown): unknown {
  return value === undefined ? undefined : sorted(value);
}

/** The first 32 bits of the fractional part of a root of each of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function primeRoots(count: number, root: number): Int32Array {
  const words = new Int32Array(count);
  for (let found = 0, candidate = 2; found < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate && prime; divisor++) prime = candidate % divisor !== 0;
    if (!prime) continue;
    const power = candidate ** (1 / root);
    words[found++] = ((power - Math.floor(power)) * 2 ** 32) | 0;
  }
  return words;
}

const ROUND = primeRoots(64, 3);
const START = primeRoots(8, 2);

/** SHA-256, as FIPS 180-4 defines it, of a text of ASCII characters. */
export function sha256(text: string): string {
  const { length } = text;
  const blocks = Math.ceil((length + 9) / 64);
  const message = new DataView(new ArrayBuffer(blocks * 64));
  for (let i = 0; i < length; i++) message.setUint8(i, text.charCodeAt(i));
  message.setUint8(length, 0x80);
  message.setUint32(message.byteLength - 8, Math.floor(length / 2 ** 29));
  message.setUint32(message.byteLength - 4, length << 3);
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  for (let block = 0; block < blocks; block++) compress(state, words, message, block * 64);
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** One round of the compression for each block; the eight working variables shift by assignment, which costs no allocation. */
function compress(state: Int32Array, words: Int32Array, message: DataView, offset: number): void {
  for (let i = 0; i < 16; i++) words[i] = message.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const w15 = words[i - 15] ?? 0;
    const w2 = words[i - 2] ?? 0;
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[i] = ((words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
  state[4] = (state[4] ?? 0) + e;
  state[5] = (state[5] ?? 0) + f;
  state[6] = (state[6] ?? 0) + g;
  state[7] = (state[7] ?? 0) + h;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

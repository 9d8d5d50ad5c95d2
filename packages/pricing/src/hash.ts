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

/** JSON with the keys of each object in code-unit order, no blanks, and every character beyond ASCII as a `\u` escape. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return ascii(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${ascii(key)}:${canonicalJson(member)}`).join(',')}}`;
}

function ascii(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
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

function compress(state: Int32Array, words: Int32Array, message: DataView, offset: number): void {
  const at = (array: Int32Array, index: number): number => array[index] ?? 0;
  for (let i = 0; i < 16; i++) words[i] = message.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const w15 = at(words, i - 15);
    const w2 = at(words, i - 2);
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[i] = (at(words, i - 16) + s0 + at(words, i - 7) + s1) | 0;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(words, i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (at(state, i) + word) | 0));
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/**
 * Reads a JSON document of any size as its bytes arrive: walks the objects that it is told to, hands over the values that are wanted, and passes over
 * everything else without building it. It knows no price list. What it walks or hands over is checked as strictly as by JSON.parse; of what it passes
 * over, only the strings' ends and the brackets' pairing are.
 */

/** What to do with a value: visit the members of an object, parse it whole, or pass over it. */
export type Visit = 'walk' | 'read' | 'skip';

export interface JsonVisitor {
  /** Asked once for every member of a walked object, before its value; the path is good for this call only. The document itself is walked. */
  enter(path: readonly string[]): Visit;
  /** A value that was to be read. */
  value(path: readonly string[], value: unknown): void;
}

/** The document is not JSON, or ends before its end. */
export class JsonScanError extends Error {
  readonly kind: 'malformed' | 'cut-off';
  /** Offset of the byte where it was noticed. */
  readonly offset: number;

  constructor(kind: 'malformed' | 'cut-off', what: string, offset: number, cause?: unknown) {
    super(`${what} at byte ${offset}.`, cause === undefined ? undefined : { cause });
    this.name = 'JsonScanError';
    this.kind = kind;
    this.offset = offset;
  }
}

/** No product and no term of a price list is larger; a document without structure must not fill the memory. */
const LARGEST_VALUE = 16 * 1024 * 1024;
/** Deeper than any price list, less deep than JSON.parse bears. */
const DEEPEST = 1000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** 1 for a byte that means something outside a string while a value is passed over: quotes and brackets. */
const STRUCTURE = new Uint8Array(256);
for (const byte of [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT]) STRUCTURE[byte] = 1;
/** 1 for a byte that ends a number or a word. */
const ENDS_SCALAR = new Uint8Array(256);
for (const byte of [COMMA, CLOSE_OBJECT, CLOSE_LIST, 0x20, 0x09, 0x0a, 0x0d]) ENDS_SCALAR[byte] = 1;

type State = 'mark' | 'value' | 'first-key' | 'key' | 'colon' | 'next' | 'passing' | 'done';
/** What a value being passed over or read is: its end differs. */
type Shape = 'nested' | 'string' | 'scalar';

export class JsonScanner {
  readonly #visitor: JsonVisitor;
  #state: State = 'mark';
  /** Keys of the walked objects down to the present one; the last one changes from member to member. */
  readonly #path: string[] = [];
  /** Walked objects that are open. */
  #walked = 0;
  #visit: Visit = 'walk';
  #isKey = false;
  #shape: Shape = 'nested';
  /** Closing brackets that are awaited inside the value being passed over. */
  readonly #closers = new Uint8Array(DEEPEST + 1);
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Copied pieces of a value from earlier chunks. */
  #pieces: Buffer[] = [];
  #kept = 0;
  /** Bytes of earlier chunks. */
  #base = 0;
  #marks = 0;

  constructor(visitor: JsonVisitor) {
    this.#visitor = visitor;
  }

  /**
   * Takes the next bytes; the visitor is called while it does.
   * @throws JsonScanError `malformed`.
   */
  write(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = chunk.length;
    let at = 0;
    while (at < end) {
      if (this.#state === 'passing') {
        at = this.#pass(chunk, at);
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (this.#state === 'mark' && byte === BYTE_ORDER_MARK[this.#marks]) {
        this.#marks++;
        at++;
        continue;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) at++;
      else at = this.#step(chunk, at, byte);
    }
    this.#base += end;
  }

  /**
   * The document is over.
   * @throws JsonScanError `cut-off` where it ended in the middle.
   */
  end(): void {
    if (this.#state !== 'done') throw new JsonScanError('cut-off', 'The document ends in the middle', this.#base);
  }

  /** One byte of structure in a walked object; returns where to go on. */
  #step(chunk: Buffer, at: number, byte: number): number {
    switch (this.#state) {
      case 'mark':
        if (byte !== OPEN_OBJECT || (this.#marks !== 0 && this.#marks !== BYTE_ORDER_MARK.length)) this.#fail('An object is expected', at);
        this.#walked = 1;
        this.#state = 'first-key';
        return at + 1;
      case 'first-key':
      case 'key':
        if (byte === CLOSE_OBJECT && this.#state === 'first-key') return this.#leave(at);
        if (byte !== QUOTE) this.#fail('A key is expected', at);
        this.#isKey = true;
        this.#visit = 'read';
        return this.#begin(chunk, at, byte);
      case 'colon':
        if (byte !== COLON) this.#fail('A colon is expected', at);
        this.#state = 'value';
        return at + 1;
      case 'value':
        this.#visit = this.#visitor.enter(this.#path);
        if (this.#visit !== 'walk') return this.#begin(chunk, at, byte);
        if (byte !== OPEN_OBJECT) this.#fail(`${this.#path.join('.')} is to be an object`, at);
        this.#walked++;
        this.#state = 'first-key';
        return at + 1;
      case 'next':
        if (byte === CLOSE_OBJECT) return this.#leave(at);
        if (byte !== COMMA) this.#fail('A comma is expected', at);
        this.#path.pop();
        this.#state = 'key';
        return at + 1;
      default:
        return this.#fail('The document goes on behind its end', at);
    }
  }

  /** Closes a walked object. An object with members has its last key on the path still. */
  #leave(at: number): number {
    if (this.#state === 'next') this.#path.pop();
    this.#walked--;
    this.#state = this.#walked === 0 ? 'done' : 'next';
    return at + 1;
  }

  #begin(chunk: Buffer, at: number, byte: number): number {
    this.#state = 'passing';
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    if (byte === QUOTE) {
      this.#shape = 'string';
      this.#inString = true;
      return this.#pass(chunk, at + 1, at);
    }
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.#shape = 'nested';
      return this.#pass(chunk, at, at);
    }
    // What is no number and no word of JSON is left for JSON.parse to refuse where it is read.
    if (ENDS_SCALAR[byte] === 1 || byte === COLON) this.#fail('A value is expected', at);
    this.#shape = 'scalar';
    return this.#pass(chunk, at, at);
  }

  /** Goes on to the end of the value, or of the chunk. `start`: where the value began in this chunk. */
  #pass(chunk: Buffer, from: number, start = 0): number {
    const at = this.#shape === 'scalar' ? passScalar(chunk, from) : this.#passNested(chunk, from);
    if (at < 0) {
      this.#keep(chunk, start, chunk.length);
      return chunk.length;
    }
    this.#finish(chunk, start, at);
    return at;
  }

  /** The offset behind the string or the brackets; -1 where the chunk ends before. The hot loop: most of an offer file passes here. */
  #passNested(chunk: Buffer, from: number): number {
    const end = chunk.length;
    const closers = this.#closers;
    let depth = this.#depth;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let at = from;
    let behind = -1;
    while (at < end) {
      if (inString) {
        if (escaped) {
          escaped = false;
          at++;
          continue;
        }
        let byte = 0;
        while (at < end && (byte = chunk[at] ?? 0) !== QUOTE && byte !== BACKSLASH) at++;
        if (at === end) break;
        at++;
        if (byte === BACKSLASH) escaped = true;
        else inString = false;
        if (inString || depth > 0) continue;
        behind = at;
        break;
      }
      while (at < end && STRUCTURE[chunk[at] ?? 0] === 0) at++;
      if (at === end) break;
      const byte = chunk[at++] ?? 0;
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        if (depth === DEEPEST) this.#fail('The document is nested too deeply', at);
        // The closing brackets stand two behind the opening ones in ASCII.
        closers[depth++] = byte + 2;
      } else {
        if (closers[--depth] !== byte) this.#fail('A bracket is closed that was not opened', at);
        if (depth > 0) continue;
        behind = at;
        break;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = escaped;
    return behind;
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    if (this.#visit === 'skip') return;
    this.#kept += end - start;
    if (this.#kept > LARGEST_VALUE) this.#fail('A value is too large', start);
    this.#pieces.push(Buffer.from(chunk.subarray(start, end)));
  }

  #finish(chunk: Buffer, start: number, end: number): void {
    this.#state = 'next';
    if (this.#visit === 'skip') return;
    const value = this.#parse(chunk, start, end);
    if (this.#isKey) {
      this.#isKey = false;
      this.#path.push(value as string);
      this.#state = 'colon';
    } else {
      this.#visitor.value(this.#path, value);
    }
  }

  #parse(chunk: Buffer, start: number, end: number): unknown {
    let text: string;
    if (this.#pieces.length === 0) text = chunk.toString('utf8', start, end);
    else {
      text = Buffer.concat([...this.#pieces, chunk.subarray(start, end)]).toString('utf8');
      this.#pieces = [];
      this.#kept = 0;
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new JsonScanError('malformed', 'A value is no JSON', this.#base + start, error);
    }
  }

  #fail(what: string, at: number): never {
    throw new JsonScanError('malformed', what, this.#base + at);
  }
}

/** The offset of the byte that ends a number or a word; -1 where the chunk ends before. */
function passScalar(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at++) if (ENDS_SCALAR[chunk[at] ?? 0] === 1) return at;
  return -1;
}

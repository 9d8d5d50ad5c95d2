/**
 * Messages onto a stream. Of hundreds of diagnostics a keystroke changes few, so the bytes of the others are taken from what was sent
 * before; all else is plain JSON. Which diagnostics are the same object as before is diagnostic-of.ts' doing.
 */
import { AbstractMessageWriter, type Diagnostic, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { diagnosticJson } from '../diagnostic-of.ts';

/** The messages with many diagnostics: what is pushed, and the answer to a pull of one document. */
interface Carrier {
  readonly method?: string;
  readonly params?: { readonly diagnostics?: readonly Diagnostic[] };
  readonly result?: { readonly kind?: string; readonly items?: readonly Diagnostic[] } | null;
}

/** Fewer are written faster than they are compared. */
const MANY = 16;

/** Diagnostics that were sent, each with a comma behind it. */
interface Sent {
  readonly items: readonly Diagnostic[];
  readonly bytes: Uint8Array;
  /** Where each one ends in `bytes`. */
  readonly ends: readonly number[];
}

const NOTHING: Sent = { items: [], bytes: new Uint8Array(), ends: [] };
const encoder = new TextEncoder();

/** Gives the JSON of one message after another as bytes. */
export function createSerializer(): (message: object) => readonly Uint8Array[] {
  // Of one document: the one that is being edited.
  let sent = NOTHING;

  return (message) => {
    const { method, params, result } = message as Carrier;
    if (method === 'textDocument/publishDiagnostics' && params?.diagnostics !== undefined)
      return parts(
        `${open({ ...message, params: undefined })},"params":${open({ ...params, diagnostics: undefined })},"diagnostics":[`,
        params.diagnostics,
      );
    if (result?.kind === 'full' && result.items !== undefined)
      return parts(`${open({ ...message, result: undefined })},"result":${open({ ...result, items: undefined })},"items":[`, result.items);
    return [encoder.encode(JSON.stringify(message))];
  };

  function parts(head: string, items: readonly Diagnostic[]): readonly Uint8Array[] {
    if (items.length < MANY) return [encoder.encode(`${head}${items.map(diagnosticJson).join(',')}]}}`)];
    sent = after(sent, items);
    return [encoder.encode(head), sent.bytes.subarray(0, -1), encoder.encode(']}}')];
  }
}

function after({ items: old, bytes, ends }: Sent, items: readonly Diagnostic[]): Sent {
  const most = Math.min(old.length, items.length);
  let first = 0;
  while (first < most && old[first] === items[first]) first++;
  let last = 0;
  while (last < most - first && old[old.length - 1 - last] === items[items.length - 1 - last]) last++;
  const middle = items.slice(first, items.length - last).map((item) => `${diagnosticJson(item)},`);
  const fresh = encoder.encode(middle.join(''));
  const kept = ends[first - 1] ?? 0;
  const behind = ends[old.length - last - 1] ?? 0;
  const by = kept + fresh.length - behind;
  const all = new Uint8Array(bytes.length + by);
  all.set(bytes.subarray(0, kept));
  all.set(fresh, kept);
  all.set(bytes.subarray(behind), kept + fresh.length);
  const now = ends.slice(0, first);
  let at = kept;
  // Characters are counted again only where some take more than one byte.
  const plain = middle.reduce((sum, text) => sum + text.length, 0) === fresh.length;
  for (const text of middle) now.push((at += plain ? text.length : encoder.encode(text).length));
  for (let index = old.length - last; index < old.length; index++) now.push((ends[index] ?? 0) + by);
  return { items, bytes: all, ends: now };
}

/** An object's JSON without its closing brace. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}

/** Writes each message in one piece, at once. */
export class SerializingWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: NodeJS.WritableStream;
  readonly #serialize = createSerializer();
  #errors = 0;

  constructor(stream: NodeJS.WritableStream) {
    super();
    this.#stream = stream;
    stream.on('error', (error: Error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const parts = this.#serialize(message);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const data = Buffer.concat([encoder.encode(`Content-Length: ${length}\r\n\r\n`), ...parts]);
    return new Promise((resolve, reject) => {
      this.#stream.write(data, (error) => {
        if (error === undefined || error === null) return resolve();
        this.fireError(error, message, ++this.#errors);
        reject(error);
      });
    });
  }

  end(): void {
    this.#stream.end();
  }
}

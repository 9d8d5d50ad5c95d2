/**
 * The texts that the server knows: open ones as the client has them, others as the disk has them. An open text wins over the disk.
 * It parses them and answers nothing about their meaning.
 */
import { parse, update, type Parsed } from '@twin2multicloud/language';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Host } from './host.ts';
import { Lines, type Encoding } from './lines.ts';
import { keyOf, uriOf } from './uris.ts';

export interface TextFile {
  readonly key: string;
  /** As the client names it. */
  readonly uri: string;
  /** null: from the disk. */
  readonly version: number | null;
  readonly parsed: Parsed;
  readonly lines: Lines;
}

/** A text that is parsed when somebody asks for its tree: of a thousand files most are never asked. */
class LaterParsed implements Parsed {
  readonly file: string;
  readonly text: string;
  #parsed: Parsed | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  get #now(): Parsed {
    return (this.#parsed ??= parse(this.text, this.file));
  }

  get tree(): Parsed['tree'] {
    return this.#now.tree;
  }

  get problems(): Parsed['problems'] {
    return this.#now.problems;
  }
}

export class Files {
  readonly #host: Host;
  readonly #encoding: () => Encoding;
  readonly #open = new Map<string, TextFile>();
  readonly #disk = new Map<string, TextFile>();
  readonly #loading = new Map<string, Promise<void>>();
  /** The parsed texts by key, for linking. */
  readonly parsed = new Map<string, Parsed>();
  /** Why a file could not be read. */
  readonly unreadable = new Map<string, string>();

  constructor(host: Host, encoding: () => Encoding) {
    this.#host = host;
    this.#encoding = encoding;
  }

  get(key: string): TextFile | undefined {
    return this.#open.get(key) ?? this.#disk.get(key);
  }

  opened(key: string): TextFile | undefined {
    return this.#open.get(key);
  }

  get open(): ReadonlyMap<string, TextFile> {
    return this.#open;
  }

  didOpen(uri: string, version: number, text: string): TextFile {
    const key = keyOf(uri);
    const file: TextFile = { key, uri, version, parsed: parse(text, key), lines: new Lines(text, this.#encoding()) };
    this.#open.set(key, file);
    this.parsed.set(key, file.parsed);
    this.unreadable.delete(key);
    return file;
  }

  /** The text after its changes; undefined where the document is not open. */
  didChange(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): TextFile | undefined {
    const key = keyOf(uri);
    const before = this.#open.get(key);
    if (before === undefined) return undefined;
    let { parsed, lines } = before;
    for (const change of changes) {
      if (!('range' in change)) {
        parsed = parse(change.text, key);
        lines = new Lines(change.text, this.#encoding());
        continue;
      }
      const from = lines.offset(change.range.start);
      const to = lines.offset(change.range.end);
      const [start, end] = from <= to ? [from, to] : [to, from];
      parsed = update(parsed, { start, end, text: change.text });
      const now = parsed;
      lines.edit(start, end, change.text, () => now.text);
    }
    const file: TextFile = { key, uri: before.uri, version, parsed, lines };
    this.#open.set(key, file);
    this.parsed.set(key, parsed);
    return file;
  }

  /** From now on the disk counts. */
  didClose(key: string): void {
    this.#open.delete(key);
    const disk = this.#disk.get(key);
    if (disk === undefined) this.parsed.delete(key);
    else this.parsed.set(key, disk.parsed);
  }

  /** What the disk had is no longer known. true: it was known, so somebody may depend on it. */
  forget(key: string): boolean {
    const known = this.#disk.delete(key);
    const unreadable = this.unreadable.delete(key);
    this.#loading.delete(key);
    if (!this.#open.has(key)) this.parsed.delete(key);
    return known || unreadable;
  }

  /** Reads a file from the disk unless it is known. Never rejects: what cannot be read is noted in `unreadable`. */
  load(key: string): Promise<void> {
    if (this.get(key) !== undefined || this.unreadable.has(key)) return Promise.resolve();
    const loading = this.#loading.get(key);
    if (loading !== undefined) return loading;
    const promise = this.#host.readFile(key).then((result) => {
      // Forgotten meanwhile, because the disk has changed: what was read is old.
      if (this.#loading.get(key) !== promise) return this.load(key);
      this.#loading.delete(key);
      if ('error' in result) {
        if (!this.#open.has(key)) this.unreadable.set(key, result.error);
        return undefined;
      }
      const parsed = new LaterParsed(key, result.text);
      this.#disk.set(key, { key, uri: uriOf(key), version: null, parsed, lines: new Lines(result.text, this.#encoding()) });
      if (!this.#open.has(key)) this.parsed.set(key, parsed);
      return undefined;
    });
    this.#loading.set(key, promise);
    return promise;
  }
}

/**
 * What the files were in git's HEAD: read and priced when somebody asks, kept until HEAD moves. Nothing waits for git but a question about
 * HEAD, and that not long. How a repository is read is the host's matter, what a change costs is analysis's.
 */
import { createBase, type AnalyzerOptions, type Base } from '@twin2multicloud/analysis';
import { link, parse, type Parsed, type Program } from '@twin2multicloud/language';
import type { Files } from './files.ts';
import type { Host, Located, ReadResult, Revisions } from './host.ts';

/** A file in HEAD; `base` null: the repository's HEAD has no such file. null: no repository, no git, or not trusted. */
export type Head = { readonly base: Base | null } | null;

interface Known {
  reading: Promise<Head>;
  /** undefined: the first reading is not done. */
  head: Head | undefined;
  /** Equal for readings that found the same. */
  stamp: string;
  /** What texts outside of every repository were. */
  basis: readonly (readonly [string, Parsed | undefined])[];
  /** Somebody got an answer without it. */
  awaited: boolean;
}

type Reading = Pick<Known, 'stamp' | 'basis'> & { readonly head: Head };

export interface HeadsOptions {
  readonly host: Host;
  readonly files: Files;
  readonly options: () => AnalyzerOptions;
}

/** An answer about HEAD waits so many milliseconds for git; after that it is given without HEAD, and told to be old when git is done. */
const PATIENCE = 500;
/** Milliseconds until it is looked again whether HEAD moved or a repository came to be, where nothing has told of it. */
const LOOK_AFTER = 2_000;
/** So many texts of commits are kept, for files that import the same. */
const MOST_TEXTS = 4_000;

export class Heads {
  readonly #options: HeadsOptions;
  readonly #known = new Map<string, Known>();
  readonly #texts = new Map<string, Promise<ReadResult | null>>();
  #revisions: Revisions | null | undefined;
  #trusted = false;
  #lookedAt = -Infinity;
  /** What was said about HEAD is no longer so. */
  changed: () => void = () => undefined;

  constructor(options: HeadsOptions) {
    this.#options = options;
  }

  /** The client trusts the folders: from now on git may be run. */
  trust(): void {
    if (this.#trusted) return;
    this.#trusted = true;
    if (this.#known.size === 0) return;
    this.#known.clear();
    this.changed();
  }

  /** null: there is no git here, or it may not be run. */
  revisions(): Revisions | null {
    if (!this.#trusted) return null;
    if (this.#revisions === undefined) {
      this.#revisions = this.#options.host.revisions?.() ?? null;
      this.#revisions?.onDidMove(() => void this.#again());
    }
    return this.#revisions;
  }

  /** An open file in HEAD: at once where it is known. null also where git takes too long; then `changed` is called when it is done. */
  soon(key: string): Head | Promise<Head> {
    if (this.revisions() === null) return null;
    const known = this.#know(key);
    if (known.head !== undefined) {
      this.#look(key);
      return priced(known, this.#options.options());
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        known.awaited = true;
        resolve(null);
      }, PATIENCE);
      void known.reading.then((head) => {
        clearTimeout(timer);
        resolve(head);
      });
    });
  }

  /** Any file in HEAD, however long git takes. It is kept only where the file is open. */
  async of(key: string): Promise<Head> {
    if (this.revisions() === null) return null;
    if (this.#options.files.opened(key) === undefined) return (await this.#read(key)).head;
    const known = this.#know(key);
    await known.reading;
    this.#look(key);
    return priced(known, this.#options.options());
  }

  /** Whether a file and all that it reaches have the very texts of HEAD, so that nothing needs to be priced. */
  async unchanged(program: Program): Promise<boolean> {
    const texts = await Promise.all(
      [...program.imports.keys()].map(async (key) => {
        const located = (await this.revisions()?.locate(key)) ?? null;
        if (located === null) return true;
        const found = await this.#textIn(located);
        return found !== null && 'text' in found && sameText(found.text, program.files.get(key)?.text ?? '');
      }),
    );
    return texts.length > 0 && texts.every(Boolean) && program.missing.length === 0;
  }

  /** Reads many files of HEAD together, so that the questions that follow need not start a process each. */
  async prefetch(keys: readonly string[]): Promise<void> {
    const revisions = this.revisions();
    if (revisions === null) return;
    await Promise.all(
      keys.map(async (key) => {
        const located = await revisions.locate(key);
        if (located !== null) await this.#textIn(located);
      }),
    );
  }

  /** The text of a file in a commit. Kept for others that ask. */
  textAt(root: string, commit: string, path: string): Promise<ReadResult | null> {
    const name = `${commit} ${root} ${path}`;
    let text = this.#texts.get(name);
    if (text === undefined) {
      if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
      text = this.#revisions?.textAt(root, commit, path) ?? Promise.resolve(null);
      this.#texts.set(name, text);
    }
    return text;
  }

  /** A program from earlier texts: `read` gives each; what it does not have is unreadable. */
  async program(entry: string, text: string, read: (key: string) => Promise<ReadResult | null>): Promise<Program> {
    const files = new Map<string, Parsed>([[entry, parse(text, entry)]]);
    const unreadable = new Map<string, string>();
    for (;;) {
      const program = link(files, entry, { unreadable });
      if (program.missing.length === 0) return program;
      await Promise.all(
        program.missing.map(async (key) => {
          const found = await read(key);
          if (found !== null && 'text' in found) files.set(key, parse(found.text, key));
          else unreadable.set(key, found?.error ?? 'it is not in this commit');
        }),
      );
    }
  }

  /** The present text of a file that lies in no repository: nobody knows what it was. */
  async present(key: string): Promise<ReadResult> {
    const { files } = this.#options;
    await files.load(key);
    const found = files.get(key);
    return found === undefined ? { error: files.unreadable.get(key) ?? 'it cannot be read' } : { text: found.parsed.text };
  }

  close(key: string): void {
    this.#known.delete(key);
  }

  #know(key: string): Known {
    let known = this.#known.get(key);
    if (known !== undefined && !this.#holds(known)) {
      this.#known.delete(key);
      known = undefined;
    }
    if (known !== undefined) return known;
    const fresh: Known = { reading: Promise.resolve(null), head: undefined, stamp: '', basis: [], awaited: false };
    this.#known.set(key, fresh);
    fresh.reading = this.#read(key).then((found) => {
      take(fresh, found);
      if (fresh.awaited) this.changed();
      return found.head;
    });
    return fresh;
  }

  #holds({ basis }: Known): boolean {
    return basis.every(([key, parsed]) => this.#options.files.get(key)?.parsed === parsed);
  }

  /** HEAD moved: everything is read again, and what was said stays until that is done. */
  async #again(): Promise<void> {
    this.#texts.clear();
    const changed = await Promise.all(
      [...this.#known].map(async ([key, known]) => {
        // What was begun before may have read the HEAD of before.
        await known.reading;
        const found = await this.#read(key);
        if (this.#known.get(key) !== known || found.stamp === known.stamp) return false;
        take(known, found);
        return true;
      }),
    );
    if (changed.some(Boolean)) this.changed();
  }

  /** Where no watcher works, and where a folder has become a repository, a question tells. */
  #look(key: string): void {
    const now = this.#options.host.clock();
    if (now - this.#lookedAt < LOOK_AFTER) return;
    this.#lookedAt = now;
    const known = this.#known.get(key);
    if (known?.head === null) void this.#again();
    else void this.#revisions?.locate(key);
  }

  async #read(key: string): Promise<Reading> {
    const revisions = this.revisions();
    const located = (await revisions?.locate(key)) ?? null;
    if (located === null) return NOWHERE;
    const entry = await this.#textIn(located);
    const stamps = [`${located.root} ${located.path} ${located.head ?? ''}`];
    if (entry === null) return { head: { base: null }, stamp: stamps.join('\n'), basis: [] };
    // git could not read it: there is nothing to compare with, and nothing to say.
    if ('error' in entry) return NOWHERE;
    const basis: (readonly [string, Parsed | undefined])[] = [];
    const program = await this.program(key, entry.text, async (path) => {
      const found = (await revisions?.locate(path)) ?? null;
      if (found !== null) {
        stamps.push(`${found.root} ${found.path} ${found.head ?? ''}`);
        return this.#textIn(found);
      }
      const present = await this.present(path);
      basis.push([path, this.#options.files.get(path)?.parsed]);
      return present;
    });
    return { head: { base: createBase(program, this.#options.options()) }, stamp: stamps.join('\n'), basis };
  }

  #textIn({ root, head, path }: Located): Promise<ReadResult | null> {
    return head === null ? Promise.resolve(null) : this.textAt(root, head, path);
  }
}

const NOWHERE: Reading = { head: null, stamp: '', basis: [] };

function take(known: Known, { head, stamp, basis }: Reading): void {
  known.head = head;
  known.reading = Promise.resolve(head);
  known.stamp = stamp;
  known.basis = basis;
}

/** By the settings of now. */
function priced(known: Known, options: AnalyzerOptions): Head {
  const head = known.head ?? null;
  if (head?.base == null || head.base.options === options) return head;
  known.head = { base: createBase(head.base.program, options) };
  known.reading = Promise.resolve(known.head);
  return known.head;
}

/** git may keep other line breaks than the disk has. */
function sameText(a: string, b: string): boolean {
  return a === b || (a.length !== b.length && a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n'));
}

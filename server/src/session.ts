/**
 * One client's session: its texts, settings and figures. Handlers ask it; it speaks no protocol. Figures are computed when they are
 * asked for and kept until the text, what it imports or a setting changes.
 */
import { createAnalyzer, type Analyzer, type AnalyzerOptions, type Outline } from '@twin2multicloud/analysis';
import { link, resolveImport, type Parsed, type Program } from '@twin2multicloud/language';
import { DEFAULT_SETTINGS, type Settings } from '@twin2multicloud/protocol';
import { german } from '@twin2multicloud/wording';
import type { Diagnostic } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';
import { Files, type TextFile } from './files.ts';
import { Heads } from './head.ts';
import type { Host } from './host.ts';
import type { FoundElsewhere } from './imported.ts';
import { pricesInForce, type PricesInForce } from './prices-in-force.ts';
import { engineOptions } from './settings.ts';
import { keyOf } from './uris.ts';

/** An open file with its figures. All of one version of the text. */
export interface Study {
  readonly file: TextFile;
  readonly program: Program;
  readonly outline: Outline;
  /** Another number for other figures; names the result of a pull. */
  readonly serial: number;
}

interface Unit {
  readonly analyzer: Analyzer;
  study: Study | null;
}

/** What is kept of a file that is not open: its diagnostics, while nothing that it stands on changes. */
export interface Kept {
  /** What each file was, by its key; undefined: it could not be read. */
  readonly basis: readonly (readonly [string, Parsed | undefined])[];
  readonly diagnostics: readonly Diagnostic[];
  /** What its twins found in files that it imports. */
  readonly elsewhere: readonly FoundElsewhere[];
  readonly serial: number;
}

export class Session {
  readonly host: Host;
  readonly files: Files;
  /** What the files were in git's HEAD. */
  readonly heads: Heads;
  readonly features: ClientFeatures;
  folders: string[];
  readonly kept = new Map<string, Kept>();
  /** The last full answer of semantic tokens by file, for deltas. */
  readonly tokens = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  /** The number of what importers found in a file, as the client was told last, by its key. */
  readonly told = new Map<string, number>();
  /** What importers found in a file, by its key: see `serialOf`. */
  readonly #found = new Map<string, { readonly json: string; readonly serial: number }>();
  #settings: Settings = DEFAULT_SETTINGS;
  #options: AnalyzerOptions | null = null;
  #prices: PricesInForce | null = null;
  readonly #units = new Map<string, Unit>();
  #serial = 0;
  #scanned: Promise<readonly string[]> | null = null;
  /** Files of the folders, as the last scan and the client's notices say. */
  readonly known = new Set<string>();

  constructor(host: Host, features: ClientFeatures, folders: readonly string[]) {
    this.host = host;
    this.features = features;
    this.folders = [...folders];
    this.files = new Files(host, () => this.features.encoding);
    this.heads = new Heads({ host, files: this.files, options: () => this.options });
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.reloadPrices();
  }

  /** Looks anew which price book is in force: no figure of before holds. */
  reloadPrices(): void {
    this.#prices = null;
    this.#options = null;
    this.#units.clear();
    this.kept.clear();
  }

  get options(): AnalyzerOptions {
    return (this.#options ??= engineOptions(this.#settings, this.host.now(), this.prices.book));
  }

  /** The price book of all figures, with the overlay of the settings. */
  get prices(): PricesInForce {
    return (this.#prices ??= pricesInForce(this.host.prices, this.overlayPath()));
  }

  /** The overlay's file: absolute, or from the first folder; null: none is wanted. */
  overlayPath(): string | null {
    const { overlay } = this.#settings.prices;
    if (overlay === '' || /^(?:[/\\]|[A-Za-z]:)/.test(overlay)) return overlay === '' ? null : overlay;
    const [folder] = this.folders;
    // A key of a file is its path behind the scheme; before a drive stands one slash more.
    return folder?.startsWith('file://') === true ? `${folder.slice(7).replace(/^\/([a-z]:)/, '$1')}/${overlay}` : overlay;
  }

  /** The ISO date of today. */
  today(): string {
    return this.host.now().toISOString().slice(0, 10);
  }

  /** The URI of a problem's page; null where no pages were installed. */
  pageOf(code: string): string | null {
    const folder = this.features.pages ?? this.host.pages;
    return folder === null ? null : `${folder}${code}.md`;
  }

  /** What a problem or a fix says, in the person's language. */
  inWords(text: string): string {
    return this.features.language === 'de' ? german.translate(text) : text;
  }

  nextSerial(): number {
    return ++this.#serial;
  }

  /** The number of what importers say of a file: another one whenever they say something else; 0 while they have never said anything. */
  serialOf(key: string, items: readonly Diagnostic[]): number {
    const before = this.#found.get(key);
    if (items.length === 0 && before === undefined) return 0;
    const json = JSON.stringify(items);
    if (before?.json === json) return before.serial;
    const serial = this.nextSerial();
    this.#found.set(key, { json, serial });
    return serial;
  }

  /** Whether what is kept of a closed file stands on the texts of now. */
  holds({ basis }: Kept): boolean {
    // A file that was opened meanwhile is another object with the same text.
    return basis.every(([key, before]) => this.files.get(key)?.parsed.text === before?.text);
  }

  /** The open files that import a file themselves. */
  importersOf(key: string): string[] {
    return [...this.files.open.values()].flatMap(({ key: importer, uri, parsed }) => {
      if (importer === key) return [];
      const { imports } = parsed.tree;
      return imports.some(({ path }) => path !== null && path.value !== '' && resolveImport(importer, path.value) === key) ? [uri] : [];
    });
  }

  /** Loads what the importers of a file import; undefined where nothing is missing. */
  settleImporters(uri: string): Promise<unknown> | undefined {
    const loading = this.importersOf(keyOf(uri)).flatMap((importer) => this.settle(importer) ?? []);
    return loading.length === 0 ? undefined : Promise.all(loading);
  }

  /** An open file; undefined where the client has not opened it. */
  file(uri: string): TextFile | undefined {
    return this.files.opened(keyOf(uri));
  }

  /** The figures of an open file, as of now. Imports that are not loaded count as missing. */
  study(uri: string): Study | undefined {
    const key = keyOf(uri);
    const file = this.files.opened(key);
    if (file === undefined) return undefined;
    let unit = this.#units.get(key);
    if (unit === undefined) this.#units.set(key, (unit = { analyzer: createAnalyzer(this.options), study: null }));
    if (unit.study?.file === file) return unit.study;
    const program = this.program(key);
    unit.study = { file, program, outline: unit.analyzer.update(program), serial: this.nextSerial() };
    return unit.study;
  }

  /** A file with what it imports. */
  program(key: string): Program {
    const { parsed, unreadable } = this.files;
    const linked = link(parsed, key, { unreadable });
    const files = new Map(
      [...linked.imports.keys()].flatMap((path) => {
        const found = parsed.get(path);
        return found === undefined ? [] : [[path, found] as const];
      }),
    );
    return { ...linked, files };
  }

  /** A file within all texts that are loaded: for names that other files may use. */
  wideProgram(key: string): Program {
    return { ...this.program(key), files: this.files.parsed };
  }

  /** Loads what a file imports; undefined where nothing is missing, so that no turn of the loop is lost. */
  settle(uri: string): Promise<void> | undefined {
    const key = keyOf(uri);
    if (!this.files.parsed.has(key)) return undefined;
    const unit = this.#units.get(key);
    if (unit?.study?.file === this.files.opened(key) && unit?.study?.program.missing.length === 0) return undefined;
    const { missing } = link(this.files.parsed, key, { unreadable: this.files.unreadable });
    return missing.length === 0 ? undefined : this.#load(key, missing);
  }

  async #load(key: string, missing: readonly string[]): Promise<void> {
    for (let wanted = missing; wanted.length > 0;) {
      await Promise.all(wanted.map((file) => this.files.load(file)));
      wanted = link(this.files.parsed, key, { unreadable: this.files.unreadable }).missing;
    }
    this.stale(key);
  }

  /** Figures that stand on a file are computed anew when next asked for. Returns the open files among them. */
  stale(key: string): string[] {
    const found: string[] = [];
    for (const [entry, unit] of this.#units) {
      if (unit.study === null || (entry !== key && !unit.study.program.imports.has(key) && !importsOf(unit.study.program).has(key)))
        continue;
      unit.study = null;
      const file = this.files.opened(entry);
      if (file !== undefined) found.push(file.uri);
    }
    return found;
  }

  close(key: string): void {
    this.files.didClose(key);
    this.#units.delete(key);
    this.tokens.delete(key);
    this.heads.close(key);
  }

  /** The keys of all files of the folders; scanned once, then kept up to date by the client's notices. */
  async scan(): Promise<readonly string[]> {
    this.#scanned ??= Promise.all(this.folders.map((folder) => this.host.findFiles(folder))).then((lists) => {
      for (const key of lists.flat()) this.known.add(key);
      return [...this.known];
    });
    await this.#scanned;
    return [...new Set([...this.known, ...this.files.open.keys()])].sort();
  }

  /** The folders are others, or a change was missed. */
  rescan(): void {
    this.#scanned = null;
    this.known.clear();
  }
}

function importsOf(program: Program): Set<string | null> {
  return new Set([...program.imports.values()].flatMap((list) => list.map(({ path }) => path)));
}

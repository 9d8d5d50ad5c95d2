/**
 * From files on a command line to reports of analysis: reads the files and what they import, and applies the settings.
 * All figures come from analysis; here is only who reads what.
 */
import {
  analyze,
  gather,
  inCurrency,
  sumOver,
  type AnalysisOptions,
  type FileReport,
  type Sum,
  type TwinReport,
} from '@twin2multicloud/analysis';
import type { Program } from '@twin2multicloud/language';
import type { Context } from './command-context.ts';
import { fileFailure, fileTrouble, outside, usage, type Failure } from './failure.ts';
import type { Host } from './host.ts';
import { settingsOf, type CostFlags, type Settings } from './settings.ts';

/** A file that could be read, and what analysis says of it. */
export interface Studied {
  /** As it was given. */
  readonly path: string;
  readonly program: Program;
  readonly report: FileReport;
}

export interface Study {
  readonly settings: Settings;
  readonly files: readonly Studied[];
  /** Files that could not be read. */
  readonly failures: readonly Failure[];
  readonly texts: Texts;
  /** Twins that lack a part because of errors in the text: their figures are lower bounds. */
  readonly incomplete: ReadonlySet<TwinReport>;
}

/** The texts that were read, to say line and column of an offset. */
export class Texts {
  readonly #texts = new Map<string, string>();
  readonly #starts = new Map<string, number[]>();

  add(file: string, text: string): void {
    this.#texts.set(file, text);
    this.#starts.delete(file);
  }

  text(file: string): string {
    return this.#texts.get(file) ?? '';
  }

  /** Line and column, both from 1; columns in UTF-16 code units. */
  at(file: string, offset: number): { readonly line: number; readonly column: number } {
    let starts = this.#starts.get(file);
    if (starts === undefined) {
      starts = [0];
      for (const match of this.text(file).matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
      this.#starts.set(file, starts);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The text of a line (from 1), without its line break. */
  line(file: string, line: number): string {
    const starts = this.#starts.get(file) ?? (this.at(file, 0), this.#starts.get(file) ?? [0]);
    return this.text(file)
      .slice(starts[line - 1] ?? 0, starts[line] ?? undefined)
      .replace(/[\r\n]+$/, '');
  }
}

/** Reads and costs files. Throws a `Failure` where no file could be read at all. */
export function study(paths: readonly string[], flags: CostFlags, { host }: Context, k?: number): Study {
  const settings = settingsOf(flags, host);
  const texts = new Texts();
  const files: Studied[] = [];
  const failures: Failure[] = [];
  for (const path of expand(paths, host)) {
    const program = readProgram(path, host, texts);
    if ('exit' in program) failures.push(program);
    else files.push({ path, program, report: costed(program, settings, host, k) });
  }
  return { settings, files, failures, texts, incomplete: new Set(files.flatMap(({ report }) => incompleteOf(report))) };
}

/** Errors of syntax, names and scenario leave something out; so does a price that is missing. */
const LEAVES_OUT = /^twin-([123]\d{3}|4005)$/;

/** A twin is incomplete by its own errors, and by those that stand in no twin (device types, imports, the file itself). */
function incompleteOf({ problems, twins }: FileReport): TwinReport[] {
  const errors = problems.filter(({ severity, code }) => severity === 'error' && LEAVES_OUT.test(code));
  if (errors.length === 0) return [];
  const isIn = (twin: TwinReport, { file, start }: FileReport['problems'][number]): boolean => {
    const { declaredAt } = twin.scenario;
    return file === declaredAt.file && start >= declaredAt.start && start <= declaredAt.end;
  };
  const shared = errors.some((error) => !twins.some((twin) => isIn(twin, error)));
  return twins.filter((twin) => shared || errors.some((error) => isIn(twin, error)));
}

/** Reads a file and what it imports. A file that cannot be read is a failure; an import that cannot is a problem of the file. */
export function readProgram(path: string, host: Host, texts: Texts): Program | Failure {
  const failures: Failure[] = [];
  const entry = path === '-' ? STANDARD_INPUT : path;
  const program = gather(entry, (wanted) => {
    try {
      const text = decode(host.read(wanted === STANDARD_INPUT ? '-' : wanted));
      texts.add(wanted, text);
      return { text };
    } catch (error) {
      if (wanted === entry) failures.push(fileFailure(path, error));
      return { error: fileTrouble(wanted, error).message };
    }
  });
  return failures[0] ?? program;
}

/** The report of a program under the settings: a flag beats the file, the file beats a setting. */
export function costed(program: Program, settings: Settings, host: Host, k?: number): FileReport {
  const { currency, freeTier } = settings;
  const options: AnalysisOptions = {
    book: settings.book,
    model: settings.model,
    today: host.now().toISOString().slice(0, 10),
    ...(k === undefined ? {} : { k }),
    ...(currency.flag === null ? {} : { currency: currency.flag }),
    ...(freeTier.flag === null ? {} : { freeTier: freeTier.flag }),
  };
  const report = analyze(program, options);
  // What the file does not say itself is left to the settings.
  const silentCurrency = currency.flag === null && currency.setting !== null ? currency.setting : null;
  const silentFreeTier = freeTier.flag === null && freeTier.setting !== null ? freeTier.setting : null;
  if (silentCurrency === null && silentFreeTier === null) return report;
  const other = new Map<string, FileReport>();
  const twins = report.twins.map((twin, index) => {
    const own: AnalysisOptions = {
      ...options,
      ...(silentCurrency !== null && twin.scenario.currency.at === null ? { currency: silentCurrency } : {}),
      ...(silentFreeTier !== null && twin.scenario.freeTier.at === null ? { freeTier: silentFreeTier } : {}),
    };
    const key = `${own.currency ?? ''} ${own.freeTier ?? ''}`;
    let again = other.get(key);
    if (again === undefined) other.set(key, (again = analyze(program, own)));
    return again.twins[index] ?? twin;
  });
  const first = [...other.values()][0] ?? report;
  return { ...report, problems: other.size === 1 ? first.problems : report.problems, twins };
}

/** The options under which a twin's figures were found, for questions that come after. */
export function optionsFor({ settings }: Pick<Study, 'settings'>, twin: TwinReport): AnalysisOptions {
  const freeTier = settings.freeTier.flag ?? (twin.scenario.freeTier.at === null ? settings.freeTier.setting : null);
  return { book: settings.book, model: settings.model, currency: twin.money.currency, ...(freeTier === null ? {} : { freeTier }) };
}

/** The sum over several twins as written, in their currency; null for fewer than two, or several currencies or free tiers. */
export function sumOf(done: Pick<Study, 'settings'>, twins: readonly TwinReport[]): (Sum & { readonly currency: string }) | null {
  const written = twins.filter(({ variant }) => variant === null);
  const [first] = written;
  if (first === undefined || written.length < 2) return null;
  const options = optionsFor(done, first);
  const alike = written.every(
    (twin) => twin.money.currency === first.money.currency && optionsFor(done, twin).freeTier === options.freeTier,
  );
  if (!alike) return null;
  const { alone, pooled, without } = sumOver(written, options);
  return { alone: inCurrency(alone, first.money), pooled: inCurrency(pooled, first.money), without, currency: first.money.currency };
}

/** The twins of a study, those of one scenario if it is named. Throws a `Failure` for a scenario that no twin has. */
export function twinsOf(files: readonly Studied[], scenario?: string): { readonly file: Studied; readonly twin: TwinReport }[] {
  const all = files.flatMap((file) => file.report.twins.map((twin) => ({ file, twin })));
  if (scenario === undefined) return all;
  const chosen = all.filter(({ twin }) => twin.variant === scenario);
  if (chosen.length === 0) {
    const known = [...new Set(all.flatMap(({ twin }) => (twin.variant === null ? [] : [twin.variant])))];
    throw usage(
      `No twin has a scenario '${scenario}'.`,
      known.length === 0 ? 'The files have no scenarios; leave --scenario out.' : `There are: ${known.join(', ')}.`,
    );
  }
  return chosen;
}

const STANDARD_INPUT = '<stdin>';

/** Patterns that the shell left as they are (Windows) become their files. */
export function expand(paths: readonly string[], host: Host): string[] {
  return paths.flatMap((path) => {
    if (!/[*?]/.test(path) || host.isFile(path)) return [path];
    const files = host.glob(path);
    if (files.length === 0)
      throw outside(`No file matches ${path}.`, 'Check the pattern; it is relative to the folder in which twin was started.');
    return [...files];
  });
}

/** UTF-8, or UTF-16 where a byte order mark says so (as some editors on Windows write). A mark stays in the text: it counts as a character. */
export function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  return new TextDecoder(utf16 ?? 'utf-8', { ignoreBOM: true }).decode(bytes);
}

/**
 * Runs a whole command line in the test's own process, with real files, a fixed clock and captured streams: fast enough for hundreds of runs.
 * The bundle as a process of its own is bundle.ts'.
 */
import { existsSync, globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Host } from '../../cli/src/host.ts';
import { run } from '../../cli/src/run.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Files that exist in memory only, by path; `-` is standard input. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly terminal?: boolean;
  readonly now?: () => Date;
}

/** The day on which tests run. */
export const TODAY = new Date('2026-11-21T12:00:00Z');

export async function twin(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const { files = {}, columns = 80, terminal = false } = options;
  const host: Host = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    read: (path) => {
      const text = files[path];
      if (text === undefined) return readFileSync(path);
      return typeof text === 'string' ? new TextEncoder().encode(text) : text;
    },
    lines: () => Readable.from((files['-'] ?? '').toString().split('\n')),
    write: (path, text, { create = false } = {}) => writeFileSync(path, text, { flag: create ? 'wx' : 'w' }),
    isFile: (path) => path in files || statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
    glob: (pattern) => globSync(pattern).sort(),
    env: options.env ?? {},
    now: options.now ?? (() => TODAY),
    onInterrupt: () => () => undefined,
    columns,
    terminal: { out: terminal, err: terminal, input: false },
  };
  const code = await run(args, host);
  return { code, out: out.join(''), err: err.join('') };
}

/** What no output may ever hold. */
export function assertSound({ out, err }: Ran, what: string): void {
  for (const text of [out, err]) {
    const bad = /\n\s+at .*[:(]\d+:\d+\)?|\bNaN\b|\bInfinity\b|\bundefined\b|\[object Object\]|a mistake in twin itself/.exec(text);
    if (bad !== null)
      throw new Error(`${what}: the output holds ${JSON.stringify(bad[0])}\n${text.slice(Math.max(0, bad.index - 300), bad.index + 300)}`);
  }
}

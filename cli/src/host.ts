/**
 * What the commands may use of the world: files, streams, environment, clock. One object, so that tests run a whole command in
 * their own process. It holds no rule of the command line.
 */
import { globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Host {
  /** The result, and nothing but the result. */
  readonly out: (text: string) => void;
  /** Messages to the person. */
  readonly err: (text: string) => void;
  /** Throws a file system's error. `-` is standard input. */
  readonly read: (path: string) => Uint8Array;
  /** Standard input, line by line, until it ends. */
  readonly lines: () => AsyncIterable<string>;
  /** Throws a file system's error. `create`: fails where the file exists. */
  readonly write: (path: string, text: string, options?: { readonly create?: boolean }) => void;
  readonly isFile: (path: string) => boolean;
  /** The names in a folder; none where there is no such folder. */
  readonly list: (folder: string) => readonly string[];
  /** The files of a pattern with `*`, for shells that leave it as it is. */
  readonly glob: (pattern: string) => readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Runs when the person interrupts (Ctrl+C), instead of ending the process. Gives back what stops that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** Columns of the terminal of standard output. */
  readonly columns: number;
  readonly terminal: {
    /** Standard output is a terminal. */
    readonly out: boolean;
    /** Standard error is a terminal. */
    readonly err: boolean;
    /** A person can answer questions. */
    readonly input: boolean;
  };
}

/** The host of a real process. */
export function processHost(): Host {
  const { stdout, stderr, stdin, env } = process;
  // A reader that has seen enough (`twin cost … | head`) is no failure.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const columns = Number(env.COLUMNS);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    read: (path) => readFileSync(path === '-' ? 0 : path),
    lines: () => createInterface({ input: stdin, terminal: false }),
    write: (path, text, options = {}) => writeFileSync(path, text, { flag: options.create === true ? 'wx' : 'w' }),
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    list: (folder) => {
      try {
        return readdirSync(folder);
      } catch {
        return [];
      }
    },
    glob: (pattern) => globSync(pattern).sort(),
    env,
    now: () => new Date(),
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      return () => process.off('SIGINT', listener);
    },
    columns: Number.isInteger(columns) && columns > 0 ? columns : stdout.isTTY ? stdout.columns : 80,
    terminal: { out: stdout.isTTY, err: stderr.isTTY, input: stdin.isTTY && stderr.isTTY },
  };
}

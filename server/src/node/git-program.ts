/**
 * The program git: where it is, and how it is run so that it reads a repository and does nothing else. A repository's own configuration
 * can name programs (hooks, a file monitor, a signature check, a transport); none of them runs here.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

const MOST_BYTES = 64 * 1024 * 1024;
/** So many run at once; a folder of a thousand files must not start a thousand processes. */
const TOGETHER = 4;

export interface GitRun {
  /** Written to its standard input. */
  readonly input?: string;
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
}

export type GitAnswer = { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly trouble: string };

/** Runs git in a folder. Never rejects. */
export type Git = (folder: string, args: readonly string[], run: GitRun) => Promise<GitAnswer>;

/** null: git is not installed. */
export function findGit(env: NodeJS.ProcessEnv = process.env): Git | null {
  const program = programOn(env);
  if (program === null) return null;
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (folder, args, run) => {
    if (running >= TOGETHER) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await attempt(program, env, ['-C', folder, ...SAFE, ...args], run);
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

/** Said before the command; it wins over every configuration file. */
const SAFE = [
  '--no-pager',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false', 'core.quotePath=false'].flatMap((value) => [
    '-c',
    value,
  ]),
];

/** The person's own configuration, where it is not in its usual place. */
const KEPT = new Set(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM', 'GIT_CEILING_DIRECTORIES', 'GIT_EXEC_PATH']);

/** Variables that would lead git to another repository go; what would ask, fetch or write is off. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^git_/i.test(name) || KEPT.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // An older git knows no GIT_NO_LAZY_FETCH; where no protocol is allowed, it cannot fetch either.
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  };
}

function attempt(program: string, env: NodeJS.ProcessEnv, args: readonly string[], run: GitRun): Promise<GitAnswer> {
  const { input, milliseconds, signal } = run;
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      {
        encoding: 'buffer',
        env: environment(env),
        timeout: milliseconds,
        maxBuffer: MOST_BYTES,
        windowsHide: true,
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout, stderr) => {
        if (error === null) return resolve({ ok: true, output: stdout });
        const told = stderr.toString('utf8').trim().split('\n')[0] ?? '';
        resolve({ ok: false, trouble: told === '' ? error.message : told });
      },
    );
    // It may have ended before it has read all.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? '');
  });
}

/** Only absolute folders of the PATH: a program of the folder that is looked at must not be taken for git. */
function programOn(env: NodeJS.ProcessEnv): string | null {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  const folders = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    for (const name of names) {
      const file = path.join(folder, name);
      // Where the developer tools are not installed, this one of macOS opens a window that offers them.
      if (process.platform === 'darwin' && file === '/usr/bin/git' && !exists('/Library/Developer/CommandLineTools/usr/bin/git')) continue;
      if (isProgram(file)) return file;
    }
  }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function exists(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Earlier states of files, by the program git: what HEAD has, what a commit had, which commits changed a file. It changes nothing. */
import path from 'node:path';
import type { Commit, ReadResult, Revisions } from '../host.ts';
import { createHeads } from './git-heads.ts';
import { findGit, type Git } from './git-program.ts';

export interface GitOptions {
  /** The path of a key; null where it is no file of this machine. */
  readonly pathOf: (key: string) => string | null;
  readonly decode: (bytes: Uint8Array) => string;
  readonly log: (message: string) => void;
  readonly env?: NodeJS.ProcessEnv;
}

const READ_MILLISECONDS = 10_000;
const LOG_MILLISECONDS = 20_000;

/** `COMMIT:PATH` → who waits for it. What is asked of one repository within a turn is read by one process. */
type Batch = Map<string, ((text: ReadResult | null) => void)[]>;

/** null: git is not installed, which the log says. */
export function gitRevisions({ pathOf, decode, log, env = process.env }: GitOptions): Revisions | null {
  const git = findGit(env);
  if (git === null) {
    log('git was not found, so costs are not compared with HEAD. Install git to see what a change costs.');
    return null;
  }
  const listeners = new Set<() => void>();
  const heads = createHeads({
    git,
    moved: () => {
      for (const listener of listeners) listener();
    },
    log,
  });
  const batches = new Map<string, Batch>();
  /** Where repositories lie on the disk, by the keys of their roots. */
  const folders = new Map<string, string>();

  return {
    locate: async (key) => {
      const file = pathOf(key);
      if (file === null) return null;
      const place = await heads.placeOf(path.dirname(file));
      if (place === null) return null;
      folders.set(place.root, place.repository.folder);
      return { root: place.root, path: place.prefix + path.basename(file), head: await place.repository.head() };
    },
    textAt: (root, commit, inside) => {
      const folder = folders.get(root);
      // A line tells git which file, so a name with a line break cannot be asked for.
      if (folder === undefined || /[\r\n]/.test(inside)) return Promise.resolve(null);
      return new Promise((resolve) => {
        let batch = batches.get(root);
        if (batch === undefined) {
          const fresh: Batch = new Map();
          batches.set(root, (batch = fresh));
          setImmediate(() => {
            batches.delete(root);
            void readBatch(git, folder, fresh, decode);
          });
        }
        const name = `${commit}:${inside}`;
        const asking = batch.get(name);
        if (asking === undefined) batch.set(name, [resolve]);
        else asking.push(resolve);
      });
    },
    commits: async (root, head, inside, limit, signal) => {
      const folder = folders.get(root);
      if (folder === undefined) return [];
      const answer = await git(folder, [...LOG, `--max-count=${limit}`, head, '--', inside], {
        milliseconds: LOG_MILLISECONDS,
        ...(signal === undefined ? {} : { signal }),
      });
      return answer.ok ? commitsIn(answer.output.toString('utf8')) : [];
    },
    branch: async (root) => {
      const folder = folders.get(root);
      if (folder === undefined) return null;
      const answer = await git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD'], { milliseconds: READ_MILLISECONDS });
      return answer.ok ? answer.output.toString('utf8').trim() : null;
    },
    onDidMove: (listener) => void listeners.add(listener),
    dispose: () => heads.dispose(),
  };
}

const LOG = [
  'log',
  '--follow',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '-z',
  '--name-only',
  '--format=%x02%H%x1f%h%x1f%cI%x1f%an%x1f%s',
];

/** Parts end with a zero byte: a commit begins with 02, the path that it gives the file with a line break. */
function commitsIn(output: string): Commit[] {
  const found: Commit[] = [];
  let next: Omit<Commit, 'path'> | null = null;
  for (const part of output.split('\0')) {
    if (part.startsWith('\u0002')) {
      const [hash = '', short = '', date = '', author = '', ...subject] = part.slice(1).split('\u001f');
      next = { hash, short, date, author, subject: subject.join('\u001f') };
    } else if (next !== null && part.trim() !== '') {
      found.push({ ...next, path: part.replace(/^\n/, '') });
      next = null;
    }
  }
  return found;
}

async function readBatch(git: Git, folder: string, batch: Batch, decode: GitOptions['decode']): Promise<void> {
  const answer = await git(folder, ['cat-file', '--batch'], {
    input: [...batch.keys()].map((name) => `${name}\n`).join(''),
    milliseconds: READ_MILLISECONDS,
  });
  if (!answer.ok) {
    for (const resolve of [...batch.values()].flat()) resolve({ error: answer.trouble });
    return;
  }
  let rest: Buffer = answer.output;
  for (const waiting of batch.values()) {
    const end = rest.indexOf(10);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(rest.toString('utf8', 0, Math.max(end, 0))) ?? [];
    const bytes = size === undefined ? null : rest.subarray(end + 1, end + 1 + Number(size));
    rest = rest.subarray(bytes === null ? end + 1 : end + 2 + bytes.length);
    const found = bytes === null || type !== 'blob' ? null : { text: decode(bytes) };
    for (const resolve of waiting) resolve(found);
  }
}

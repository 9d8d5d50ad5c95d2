/**
 * In which repository a folder lies, which commit HEAD names there, and when that changes. It watches two folders of git's own for each
 * repository and compares what a few of their files look like; git itself is asked only where something moved.
 */
import { watch, type FSWatcher } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyOf } from '../uris.ts';
import type { Git } from './git-program.ts';

/** A folder in its repository. */
export interface Place {
  readonly repository: Repository;
  /** How the repository names the folder: '' or with a `/` at its end. */
  readonly prefix: string;
  /** The key of the repository's own folder, with its `/`. */
  readonly root: string;
}

export interface Repository {
  /** A path on the disk. */
  readonly folder: string;
  /** The commit that HEAD names; null: there is none yet. */
  readonly head: () => Promise<string | null>;
}

export interface Heads {
  /** null: the folder lies in no repository that git reads. */
  readonly placeOf: (folder: string) => Promise<Place | null>;
  readonly dispose: () => void;
}

export interface HeadsOptions {
  readonly git: Git;
  /** HEAD of some repository names another commit. */
  readonly moved: () => void;
  readonly log: (message: string) => void;
}

/** Milliseconds for which it is believed that a folder lies in no repository. */
const NONE_FOR = 10_000;
/** Milliseconds between two looks at git's files where no watcher has told of a change. */
const LOOK_AFTER = 1_000;
/** One command of git touches several files; milliseconds until it is done. */
const QUIET = 100;
const GIT_MILLISECONDS = 5_000;

export function createHeads({ git, moved, log }: HeadsOptions): Heads {
  const places = new Map<string, { readonly place: Promise<Place | null>; readonly at: number }>();
  const repositories = new Map<string, ReturnType<typeof watched>>();

  async function find(folder: string): Promise<Place | null> {
    const asked = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir', '--show-prefix'];
    const answer = await git(folder, asked, { milliseconds: GIT_MILLISECONDS });
    if (!answer.ok) {
      // No repository, a bare one, or a folder that is not there: nothing to tell anybody.
      if (!/not a git repository|must be run in a work tree|cannot change to/.test(answer.trouble))
        log(`git does not read ${folder}, so nothing in it is compared with HEAD: ${answer.trouble}`);
      return null;
    }
    const [top = '', gitFolder = '', common = '', prefix = ''] = answer.output.toString('utf8').split(/\r?\n/);
    let repository = repositories.get(gitFolder);
    if (repository === undefined) {
      repository = watched(path.resolve(top), gitFolder, path.resolve(folder, common));
      repositories.set(gitFolder, repository);
    }
    return { repository, prefix, root: await rootOf(folder, prefix) };
  }

  function watched(folder: string, gitFolder: string, common: string): Repository & { readonly close: () => void } {
    let look = '';
    let lookedAt = -Infinity;
    let head: Promise<string | null> | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;

    const ask = async (): Promise<string | null> => {
      const answer = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', 'HEAD^{commit}'], {
        milliseconds: GIT_MILLISECONDS,
      });
      return answer.ok ? answer.output.toString('utf8').trim() : null;
    };
    const again = async (): Promise<string | null> => {
      lookedAt = performance.now();
      const now = await lookOf(gitFolder, common);
      if (head !== null && now === look) return head;
      look = now;
      const before = head;
      head = ask();
      const [old, fresh] = await Promise.all([before, head]);
      if (before !== null && old !== fresh) moved();
      return fresh;
    };
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        void again();
      }, QUIET);
      timer.unref();
    };
    const watchers = [gitFolder, path.join(gitFolder, 'logs')].flatMap((one): FSWatcher[] => {
      try {
        const watcher = watch(one, { persistent: false }, later);
        // The folder went away; the look at the files tells the rest.
        watcher.on('error', () => watcher.close());
        return [watcher];
      } catch {
        return [];
      }
    });
    return {
      folder,
      head: () => (head === null || performance.now() - lookedAt > LOOK_AFTER ? again() : head),
      close: () => {
        if (timer !== null) clearTimeout(timer);
        for (const watcher of watchers) watcher.close();
      },
    };
  }

  return {
    placeOf: async (folder) => {
      const known = places.get(folder);
      if (known !== undefined) {
        const place = await known.place;
        if (place !== null || performance.now() - known.at < NONE_FOR) return place;
      }
      const place = find(folder);
      places.set(folder, { place, at: performance.now() });
      return place;
    },
    dispose: () => {
      for (const repository of repositories.values()) repository.close();
    },
  };
}

/** The key under which everything in the repository is found from a folder, also where a link leads to the folder. */
async function rootOf(folder: string, prefix: string): Promise<string> {
  const rootIn = (key: string): string | null => (key.endsWith(`/${prefix}`) ? key.slice(0, key.length - prefix.length) : null);
  const keyIn = (one: string): string => `${keyOf(pathToFileURL(one).href).replace(/\/$/, '')}/`;
  return rootIn(keyIn(folder)) ?? rootIn(keyIn(await realpath(folder))) ?? keyIn(folder);
}

/** What the files look like that change with HEAD: HEAD, its log, the branch that it names, packed branches, a table of references. */
async function lookOf(gitFolder: string, common: string): Promise<string> {
  const head = await readFile(path.join(gitFolder, 'HEAD'), 'utf8').catch(() => '');
  const branch = /^ref: (.+)/.exec(head)?.[1]?.trim();
  const files = [
    path.join(gitFolder, 'logs', 'HEAD'),
    ...(branch === undefined ? [] : [path.join(common, branch), path.join(gitFolder, branch)]),
    path.join(common, 'packed-refs'),
    path.join(common, 'reftable', 'tables.list'),
    path.join(gitFolder, 'reftable', 'tables.list'),
  ];
  const looks = files.map(async (file) => {
    try {
      const { mtimeMs, size, ino } = await stat(file);
      return `${mtimeMs} ${size} ${ino}`;
    } catch {
      return '';
    }
  });
  return [head, ...(await Promise.all(looks))].join('\n');
}

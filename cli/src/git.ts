/** Files as they were at a revision, by the program git. It changes nothing in the repository. */
import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { outside, usage } from './failure.ts';

/** The content of files at a revision. */
export interface Revision {
  /** The commit, in short. */
  readonly name: string;
  /** The bytes of a file (a path as on disk), or null where the revision has no such file. */
  readonly read: (file: string) => Uint8Array | null;
}

/** Throws a `Failure` where there is no git, no repository or no such revision. */
export function revisionOf(file: string, revision: string): Revision {
  const folder = existingFolder(path.resolve(file));
  const root = attempt(folder, ['rev-parse', '--show-toplevel']);
  if (!root.ok) {
    if (root.missing)
      throw outside(
        'git was not found, and `twin diff` reads the earlier file with it.',
        'Install git, or give two files: twin diff BEFORE AFTER.',
      );
    throw outside(`${file} lies in no git repository.`, 'Give two files: twin diff BEFORE AFTER.');
  }
  const commit = attempt(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (!commit.ok) throw usage(`There is no revision '${revision}'.`, 'Name a branch, tag or commit: --base main.');
  const hash = text(commit.output);
  const top = text(root.output);
  return {
    name: revision === hash.slice(0, revision.length) ? revision : `${revision} (${hash.slice(0, 7)})`,
    read: (wanted) => {
      const absolute = path.resolve(wanted);
      const inside = path.relative(
        realpathSync(top),
        path.join(realpathSync(existingFolder(absolute)), path.relative(existingFolder(absolute), absolute)),
      );
      const shown = attempt(folder, ['cat-file', 'blob', `${hash}:${inside.split(path.sep).join('/')}`]);
      return shown.ok ? shown.output : null;
    },
  };
}

type Attempt = { readonly ok: true; readonly output: Uint8Array } | { readonly ok: false; readonly missing: boolean };

function attempt(cwd: string, args: readonly string[]): Attempt {
  try {
    return { ok: true, output: execFileSync('git', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }) };
  } catch (error) {
    return { ok: false, missing: error instanceof Error && 'code' in error && error.code === 'ENOENT' };
  }
}

/** The nearest folder of a path that exists; a file of the revision may be gone with its folder. */
function existingFolder(file: string): string {
  let folder = path.dirname(file);
  while (!existsSync(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).trim();
}

/** A real git repository with earlier states of the house, so that what the panels show of commits is what git and the engine say. It is removed with `close`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Revisions } from '../../server/src/host.ts';
import { ROOT } from '../../server/src/panels/test-kit.ts';
import { gitRevisions } from '../../server/src/node/git.ts';
import { HOUSE } from './engine.ts';

export interface Repository {
  readonly revisions: () => Revisions | null;
  readonly close: () => void;
}

/** What the commits of the house were, the oldest first: the day, the subject, the text. */
const COMMITS: readonly (readonly [string, string, string])[] = [
  ['2026-03-02', 'The house: heating and motion', HOUSE.replace('count 1500', 'count 300').replace('for 8 h / day', 'for 2 h / day')],
  ['2026-04-17', 'Both wings', HOUSE.replace('count 1500', 'count 900').replace('for 8 h / day', 'for 2 h / day')],
  ['2026-06-30', 'The control room looks all day', HOUSE.replace('count 1500', 'count 900')],
  ['2026-08-11', 'Cool storage for a year', HOUSE.replace('count 1500', 'count 900').replace('cool    3 months', 'cool    12 months')],
  ['2026-10-05', 'The new building', HOUSE.replace('count 1500', 'count 1400')],
];

/** @param files as they are now, by their path: all of them are in the first commit */
export function houseInGit(files: Readonly<Record<string, string>>): Repository {
  const folder = mkdtempSync(path.join(tmpdir(), 'views-git-'));
  const git = (day: string, ...args: readonly string[]): void => {
    // The same commits on every machine: no person, no clock and no settings of its own.
    const env = {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_DATE: `${day}T09:00:00Z`,
      GIT_COMMITTER_DATE: `${day}T09:00:00Z`,
    };
    execFileSync('git', ['-C', folder, '-c', 'user.name=House', '-c', 'user.email=house@example.com', ...args], { env, stdio: 'ignore' });
  };
  git('2026-03-02', 'init', '-b', 'main');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  for (const [day, subject, text] of COMMITS) {
    writeFileSync(path.join(folder, 'smart-home.twin'), text);
    git(day, 'add', '.');
    git(day, 'commit', '-m', subject);
  }
  const revisions = gitRevisions({
    pathOf: (key) => (key.startsWith(ROOT) ? path.join(folder, key.slice(ROOT.length)) : null),
    decode: (bytes) => new TextDecoder().decode(bytes),
    log: () => undefined,
  });
  return {
    revisions: () => revisions,
    close: () => {
      revisions?.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The panels in a real VS Code, as a person uses them; the workspace is a git repository, so that changes have something to be held against. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { whyNoBox } from './box/install.ts';
import { opened } from './interface/opened.ts';
import { panelJourney } from './interface/panels.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SUITE = whyNoBox() === null ? describe : () => undefined;

SUITE('vscode: panels', function () {
  this.timeout(300_000);
  const open = opened({
    fill: (workspace) => {
      cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
      const git = (...args: string[]): void => {
        execFileSync('git', ['-C', workspace, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { stdio: 'ignore' });
      };
      git('init', '-b', 'main');
      git('add', '.');
      git('commit', '-m', 'The samples');
    },
    given: () => ({ settings: { 'git.enabled': false } }),
    viewport: { width: 2200, height: 1200 },
  });
  for (const { title, run } of panelJourney()) it(title, () => run(open().workbench));
});

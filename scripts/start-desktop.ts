/**
 * `npm run start:desktop`: builds, and opens the desktop VS Code that is on the PATH (`code`, or what `VSCODE` names) on the samples with the extension,
 * in a profile of its own, so that the person's own settings and extensions stay untouched.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildClient } from './build-client.ts';
import { buildServer } from './build.ts';
import { packageVsix } from './package-vsix.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const CODE = process.env.VSCODE ?? 'code';
const PROFILE = process.env.TWIN_START_FOLDER ?? path.join(ROOT, '.cache/vscode/desktop');
const PRIVATE = ['--user-data-dir', path.join(PROFILE, 'data'), '--extensions-dir', path.join(PROFILE, 'extensions')];

await Promise.all([buildServer(), buildClient()]);
const vsix = await packageVsix();
run(['--install-extension', vsix, '--force']);
run([path.join(ROOT, 'samples'), '--goto', path.join(ROOT, 'samples/smart-home.twin')]);

function run(args: readonly string[]): void {
  const { error, status } = spawnSync(CODE, [...PRIVATE, ...args], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error !== undefined || status !== 0) {
    console.error(
      `${CODE} could not be started${error === undefined ? '' : ` (${error.message})`}. Install VS Code's command \`code\` on the PATH, name it by VSCODE=…, or run npm start.`,
    );
    process.exit(1);
  }
}

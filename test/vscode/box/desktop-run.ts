/**
 * The same suites inside the extension host of a desktop VS Code, by @vscode/test-electron: for machines that can download one.
 * `VSCODE_DESKTOP=1` asks for it; any other value names an executable that is there already.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.ts';
import { newProfile, SETTINGS } from './code-server.ts';
import type { HostTest } from './host-run.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

const BUILDS = path.join(ROOT, '.cache/vscode/desktop-builds');

/** What `VSCODE_DESKTOP` asks for: null for the box. */
export function wantedDesktop(env: NodeJS.ProcessEnv = process.env): string | null {
  const wanted = env.VSCODE_DESKTOP;
  return wanted === undefined || wanted === '' || wanted === '0' ? null : wanted;
}

/**
 * @param cache where downloaded builds are kept
 * @throws Error with a remedy where there is no VS Code, or the run did not finish
 */
export async function runOnDesktop(vsix: string, wanted: string, cache = BUILDS): Promise<readonly HostTest[]> {
  const executable = await executableOf(wanted, cache);
  const folder = newProfile();
  const workspace = path.join(folder, 'workspace');
  cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
  const user = path.join(folder, 'data/User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify(SETTINGS));
  const profile = [`--user-data-dir=${path.join(folder, 'data')}`, `--extensions-dir=${path.join(folder, 'extensions')}`];
  const [cli = executable, ...own] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  execFileSync(cli, [...own, '--install-extension', vsix, '--force', ...profile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const { extension, tests } = await bundleSuite('suite/index.ts');
  const results = path.join(folder, 'results.json');
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: { TWIN_TEST_RESULTS: results },
    launchArgs: [workspace, ...profile, '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--no-sandbox'],
  });
  if (!existsSync(results)) throw new Error(`The suites left no results: see ${folder}`);
  return JSON.parse(readFileSync(results, 'utf8')) as HostTest[];
}

async function executableOf(wanted: string, cache: string): Promise<string> {
  if (wanted !== '1') {
    if (existsSync(wanted)) return wanted;
    throw new Error(
      `VSCODE_DESKTOP names ${wanted}, which is not there. Name VS Code's executable, or write VSCODE_DESKTOP=1 to download one.`,
    );
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: cache, version: 'stable' });
  } catch (cause) {
    throw new Error(
      `A desktop VS Code could not be downloaded (${cause instanceof Error ? cause.message : String(cause)}). ` +
        'Leave VSCODE_DESKTOP out to run the suites in the VS Code in a box, or name an executable that is there: VSCODE_DESKTOP=/path/to/code.',
      { cause },
    );
  }
}

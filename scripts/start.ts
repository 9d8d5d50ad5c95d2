/**
 * `npm start`: builds the command line and shows what it says about a sample and what to try next; then a real VS Code in the browser with
 * the extension and the samples, at an address that it prints, until Ctrl+C. Where no VS Code can be set up it says why and has still shown
 * the cost. It holds no figure of its own.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildClient } from './build-client.ts';
import { buildCli, buildServer } from './build.ts';
import { packageVsix } from './package-vsix.ts';
import { freePort, installVsix, startCodeServer, workbenchUrl } from '../test/vscode/box/code-server.ts';
import { installBox } from '../test/vscode/box/install.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SAMPLE = 'samples/smart-home.twin';
/** Kept between runs, so that what was changed stays. */
const PROFILE = process.env.TWIN_START_FOLDER ?? path.join(ROOT, '.cache/vscode/start');
const PORT = 8_484;
const WATCH_MS = 500;

await buildCli();
console.log(`$ npx twin cost ${SAMPLE}\n`);
const { status } = spawnSync(process.execPath, ['cli/bin/twin.js', 'cost', SAMPLE], { cwd: ROOT, stdio: 'inherit' });
if (status === 0) {
  const commands = [
    [`twin explain ${SAMPLE} L2`, 'where each figure comes from'],
    [`twin compare ${SAMPLE}`, 'every slot on every cloud'],
    [`twin optimize ${SAMPLE} --k 5`, 'the five cheapest placements'],
    ['twin init', 'a twin of your own'],
    ['twin --help', 'all that twin can do'],
  ] as const;
  console.log('\nTry next:');
  for (const [command, what] of commands) console.log(`  npx ${command.padEnd(44)} ${what}`);
}
process.exitCode = status ?? 1;

const inCi = (process.env.CI ?? '') !== '' && process.env.CI !== 'false';
if (status === 0 && !process.argv.includes('--cost-only')) {
  if (inCi)
    console.log('\nCI is set, so no editor is opened. On your machine `npm start` also opens VS Code in the browser with the samples.');
  else await openEditor();
}

/** Shows the editor until Ctrl+C or SIGTERM. That there is none is no failure: the cost has been shown. */
async function openEditor(): Promise<void> {
  const state = { stopping: false };
  try {
    console.log('\nThe editor:');
    await installBox((line) => {
      console.log(line);
    });
    await Promise.all([buildServer(), buildClient()]);
    const vsix = await packageVsix();
    mkdirSync(PROFILE, { recursive: true });
    installVsix(PROFILE, vsix);
    const workspace = path.join(PROFILE, 'samples');
    if (!existsSync(workspace)) cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
    const starting = startCodeServer({ folder: PROFILE, port: await freePort(PORT) });
    onEnd(() => {
      state.stopping = true;
      void starting
        .then((server) => server.close())
        .catch(() => undefined)
        .then(() => process.exit(0));
    });
    const server = await starting;
    const url = workbenchUrl(server.origin, workspace, path.join(workspace, 'smart-home.twin'));
    const opened = openBrowser(url);
    console.log(`\n  VS Code with the extension and the samples runs at\n\n    ${url}\n`);
    console.log(
      `  ${opened ? 'Your browser opens it.' : 'Open the address in a browser.'} Ctrl+C ends it; what you change in the samples stays in ${path.relative(ROOT, PROFILE)}.`,
    );
    await server.died;
  } catch (cause) {
    if (state.stopping) return;
    console.error(`\n  No editor here: ${cause instanceof Error ? cause.message : String(cause)}`);
    console.error('  With a desktop VS Code: npm run start:desktop. All else works without.');
  }
}

/** Ctrl+C, SIGTERM, or the end of npm, whose shell hands no signal on. */
function onEnd(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, WATCH_MS);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Opens the address where a desktop is there to show it; false where none is. */
function openBrowser(url: string): boolean {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const desktop = process.platform === 'darwin' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  const found = (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, opener)));
  if (!desktop || !found) return false;
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  // It is said above where to go; a browser that does not open is no failure.
  child.on('error', () => undefined);
  child.unref();
  return true;
}

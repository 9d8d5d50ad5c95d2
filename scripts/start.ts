/**
 * `npm start`: builds the command line and shows what it says about a sample and what to try next; then a real VS Code in the browser with
 * the extension and the samples, at an address that it prints. Where no VS Code can be set up it says why and has still shown the cost.
 * It holds no figure of its own.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildClient } from './build-client.ts';
import { buildCli, buildServer } from './build.ts';
import { packageVsix } from './package-vsix.ts';
import { installVsix, startCodeServer, workbenchUrl } from '../test/vscode/box/code-server.ts';
import { installBox } from '../test/vscode/box/install.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SAMPLE = 'samples/smart-home.twin';
/** Kept between runs, so that what was changed stays. */
const PROFILE = path.join(ROOT, '.cache/vscode/start');
const PORT = 8_484;

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

// A script that only wants the figure is not kept waiting: the editor is for a person at a terminal, or for who asks for it.
const atTerminal = process.stdout.isTTY && process.stdin.isTTY;
if (status === 0 && !process.argv.includes('--cost-only')) {
  if (atTerminal || process.argv.includes('--editor')) await openEditor();
  else console.log('\n`npm start` at a terminal, or `npm start -- --editor`, also opens VS Code in the browser with the samples.');
}

/** Shows the editor until Ctrl+C. That there is none is no failure: the cost has been shown. */
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
    const server = await startCodeServer({ folder: PROFILE, port: PORT }).catch(() => startCodeServer({ folder: PROFILE }));
    console.log(
      `\n  VS Code with the extension and the samples runs at\n\n    ${workbenchUrl(server.origin, workspace, path.join(workspace, 'smart-home.twin'))}\n`,
    );
    console.log('  Open the address in a browser. Ctrl+C ends it; what you change in the samples stays in .cache/vscode/start.');
    const stop = (): void => {
      state.stopping = true;
      void server.close().then(() => process.exit(0));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    await server.died;
  } catch (cause) {
    if (state.stopping) return;
    console.error(`\n  No editor here: ${cause instanceof Error ? cause.message : String(cause)}`);
    console.error('  With a desktop VS Code: npm run start:desktop. All else works without.');
  }
}

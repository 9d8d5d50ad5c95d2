/**
 * Sets up a real VS Code in .cache/vscode/box from the npm registry alone: code-server with VS Code's workbench and extension host,
 * and the Node that it runs on. Nothing is compiled and no install script runs. Twenty seconds the first time, nothing after.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CODE_SERVER = '4.139.1';
const NODE = '24.21.0';

/** Where the box lies; `VSCODEBOX` names one that is there already. */
export const BOX = process.env.VSCODEBOX ?? path.join(ROOT, '.cache/vscode/box');
const NODE_FOLDER = path.join(BOX, `node/node_modules/node-${nodePlatform()}`);
export const BOX_NODE = path.join(NODE_FOLDER, 'bin/node');
export const BOX_ENTRY = path.join(BOX, 'node_modules/code-server/out/node/entry.js');
const DONE = path.join(BOX, `complete-${CODE_SERVER}`);

/** Why no box can stand on this machine, or null. */
export function whyNoBox(): string | null {
  if (process.platform === 'win32')
    return 'VS Code in a box runs on Linux and macOS; on Windows take a desktop VS Code (npm run start:desktop)';
  if (process.arch !== 'x64' && process.arch !== 'arm64') return `there is no VS Code in a box for ${process.arch}`;
  return null;
}

/**
 * Installs what is missing.
 * @param tell receives one line for each step
 * @throws Error with a remedy where the registry cannot be reached
 */
export async function installBox(tell: (line: string) => void): Promise<void> {
  const reason = whyNoBox();
  if (reason !== null) throw new Error(`${reason}.`);
  if (existsSync(DONE)) return;
  mkdirSync(BOX, { recursive: true });
  if (!existsSync(path.join(BOX, 'package.json'))) writeFileSync(path.join(BOX, 'package.json'), '{"name":"vscodebox","private":true}');
  tell('VS Code in a box, once (about 420 MB into .cache/vscode; half a minute):');

  tell(`  1/4 Node ${NODE}`);
  await npm(['install', '--no-save', '--no-package-lock', `node-${nodePlatform()}@${NODE}`, '--prefix', path.join(BOX, 'node')], BOX);
  tell(`  2/4 code-server ${CODE_SERVER}`);
  await npm(['install', `code-server@${CODE_SERVER}`], BOX);
  const vscode = path.join(BOX, 'node_modules/code-server/lib/vscode');
  tell('  3/4 what the workbench needs');
  await npm(['install', '--omit=dev'], vscode);
  tell("  4/4 VS Code's own extensions");
  await npm(['install', '--omit=dev'], path.join(vscode, 'extensions'));

  for (const unused of [
    'node_modules/@github/copilot-sdk-linux-x64',
    'node_modules/@microsoft/mxc-sdk',
    'node_modules/@vscode/windows-process-tree',
    'extensions/copilot',
  ])
    rmSync(path.join(vscode, unused), { recursive: true, force: true });
  rmSync(path.join(NODE_FOLDER, 'include'), { recursive: true, force: true });
  const ripgrep = path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin');
  for (const platform of existsSync(ripgrep) ? readdirSync(ripgrep) : []) {
    if (platform !== nodePlatform()) rmSync(path.join(ripgrep, platform), { recursive: true, force: true });
  }
  for (const map of globSync('**/*.map', { cwd: path.join(BOX, 'node_modules/code-server') }))
    rmSync(path.join(BOX, 'node_modules/code-server', map), { force: true });
  if (!existsSync(BOX_NODE) || !existsSync(BOX_ENTRY) || readdirSync(path.join(vscode, 'node_modules')).length === 0)
    throw new Error(`The box in ${BOX} is not complete: delete the folder and try again.`);
  writeFileSync(DONE, '');
}

function nodePlatform(): string {
  return `${process.platform}-${process.arch}`;
}

/** Runs npm under the box's Node once that is there: code-server refuses others. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const env = { ...process.env, PATH: `${path.dirname(BOX_NODE)}${path.delimiter}${process.env.PATH ?? ''}` };
  // Settings of the npm that runs this script are not the box's.
  for (const name of Object.keys(env))
    if (/^npm_(config_(?!registry|cache|proxy|https_proxy|cafile)|package_|lifecycle_)/i.test(name)) Reflect.deleteProperty(env, name);
  const child = spawn('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Uint8Array) => output.push(new TextDecoder().decode(data)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`VS Code in a box could not be installed. Is the npm registry within reach?\n${output.join('').trim()}`);
}

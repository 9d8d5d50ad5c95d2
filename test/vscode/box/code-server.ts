/**
 * Starts and stops a VS Code in a box with a private profile, installs extensions into it and names its addresses.
 * The traps that this code walks around are told in docs/editor.md.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BOX_ENTRY, BOX_NODE } from './install.ts';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 5_000;

/** Without these the first start is full of questions, adverts and a chat. */
export const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

export interface BoxOptions {
  /** The profile; a new short folder in the system's temporary one if left out (sockets lie in it). */
  readonly folder?: string;
  readonly port?: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Display language; German comes from german.ts. */
  readonly locale?: 'en' | 'de';
  /** More environment for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface CodeServer {
  readonly origin: string;
  readonly folder: string;
  readonly log: string;
  /** Rejected when the server ends by itself. */
  readonly died: Promise<never>;
  close(options?: { readonly remove?: boolean }): Promise<void>;
}

export function newProfile(): string {
  return mkdtempSync(path.join(tmpdir(), 'twin-'));
}

/** Installs a .vsix as a person would. */
export function installVsix(folder: string, vsix: string): void {
  execFileSync(
    BOX_NODE,
    [BOX_ENTRY, '--config', config(folder), '--user-data-dir', path.join(folder, 'ud'), '--extensions-dir', path.join(folder, 'ext'), '--install-extension', vsix, '--force'],
    { env: privateEnv(folder), stdio: ['ignore', 'pipe', 'pipe'] },
  ); // prettier-ignore
}

/** @throws Error naming the log where it does not come up */
export async function startCodeServer({
  folder = newProfile(),
  port,
  settings = {},
  env = {},
  locale = 'en',
}: BoxOptions = {}): Promise<CodeServer> {
  const listen = port ?? (await freePort());
  const user = path.join(folder, 'ud/User');
  mkdirSync(user, { recursive: true });
  mkdirSync(path.join(folder, 'ext'), { recursive: true });
  const settingsFile = path.join(user, 'settings.json');
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  const log = path.join(folder, 'code-server.log');
  const output = openSync(log, 'a');
  const child = spawn(
    BOX_NODE,
    [
      BOX_ENTRY, '--config', config(folder), '--auth', 'none', '--bind-addr', `127.0.0.1:${listen}`,
      '--user-data-dir', path.join(folder, 'ud'), '--extensions-dir', path.join(folder, 'ext'),
      '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override', '--locale', locale,
    ],
    { env: { ...privateEnv(folder), ...env }, stdio: ['ignore', output, output], detached: true },
  ); // prettier-ignore
  const died = new Promise<never>((_resolve, reject) => {
    child.on('exit', (code, signal) => {
      reject(new Error(`VS Code in a box ended (${code ?? signal ?? 'unknown'}): see ${log}`));
    });
  });
  died.catch(() => undefined);
  const origin = `http://127.0.0.1:${listen}`;
  const until = Date.now() + START_LIMIT_MS;
  while (!(await fetch(`${origin}/healthz`).then((answer) => answer.ok, () => false))) {
    if (Date.now() > until) {
      if (child.pid !== undefined) signal(-child.pid, 'SIGKILL');
      throw new Error(`VS Code in a box did not come up: see ${log}`);
    }
    await Promise.race([wait(50), died]);
  } // prettier-ignore
  return {
    origin,
    folder,
    log,
    died,
    async close({ remove = false } = {}) {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        signal(-child.pid, 'SIGTERM');
        await Promise.race([gone, wait(STOP_LIMIT_MS)]);
        signal(-child.pid, 'SIGKILL');
      }
      if (remove) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The workbench with a folder open. */
export function workbenchUrl(origin: string, folder: string, file?: string): string {
  const query = new URLSearchParams({ folder: path.resolve(folder) });
  if (file !== undefined)
    query.set('payload', JSON.stringify([['openFile', `vscode-remote://${new URL(origin).host}${path.resolve(file)}`]]));
  return `${origin}/?${query.toString()}`;
}

function config(folder: string): string {
  const file = path.join(folder, 'config.yaml');
  if (!existsSync(file)) writeFileSync(file, 'auth: none\n');
  return file;
}

/** A home of its own; and nothing that makes it a client of the VS Code whose terminal it was started from. */
function privateEnv(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
    EXTENSIONS_GALLERY: '{}',
  };
  for (const name of Object.keys(env)) if (/^VSCODE_|^ELECTRON_|^NODE_OPTIONS$/.test(name)) Reflect.deleteProperty(env, name);
  return env;
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(group, name);
  } catch {
    // It is gone, which was the aim.
  }
}

/** A port of this machine that nobody serves; the wanted one where it is free. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => {
      if (wanted === 0) reject(error);
      else resolve(freePort());
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

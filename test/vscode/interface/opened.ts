/**
 * A VS Code with the packaged extension, opened on a folder for one suite and closed after it; a picture is kept of where a test failed.
 * What a person then does there, the suites say.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../box/chromium.ts';
import { installVsix, newProfile, startCodeServer, workbenchUrl, type CodeServer } from '../box/code-server.ts';
import { packaged } from '../box/packaged.ts';
import { Workbench } from './workbench.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

export interface OpenOptions {
  /** Fills the folder that is opened; left out: the samples. */
  readonly fill?: (workspace: string) => void;
  /** Done to the profile before VS Code starts. */
  readonly prepare?: (profile: string) => void;
  /** What else VS Code is given; asked for when it starts. */
  readonly given?: (profile: string) => {
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly locale?: 'en' | 'de';
  };
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What is open while the tests of the suite run. */
export interface Opened {
  readonly server: CodeServer;
  readonly workbench: Workbench;
}

/** To be called within `describe`: it registers the hooks. The result is there from the suite's own `before` on. */
export function opened({ fill = samples, prepare, given, viewport = { width: 1280, height: 860 } }: OpenOptions = {}): () => Opened {
  let server: CodeServer | null = null;
  let browser: Browser | null = null;
  let workbench: Workbench | null = null;
  let failed = false;
  before(async () => {
    const vsix = await packaged();
    const folder = newProfile();
    installVsix(folder, vsix);
    prepare?.(folder);
    const workspace = path.join(folder, 'samples');
    fill(workspace);
    const { settings, ...rest } = given?.(folder) ?? {};
    server = await startCodeServer({
      folder,
      settings: { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Default Dark Modern', ...settings },
      ...rest,
    });
    browser = await launchChromium();
    const page = await browser.newPage({ viewport });
    await page.goto(workbenchUrl(server.origin, workspace));
    workbench = new Workbench(page);
    await workbench.ready();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    await workbench?.picture(path.join(ROOT, '.cache/vscode', `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`));
  });
  after(async () => {
    await browser?.close();
    await server?.close({ remove: !failed });
  });
  return () => {
    if (server === null || workbench === null) throw new Error('VS Code is not open: its `before` has not run');
    return { server, workbench };
  };
}

function samples(workspace: string): void {
  cpSync(path.join(ROOT, 'samples'), workspace, { recursive: true });
}

/**
 * What a view is shown with in a plain browser: a theme of VS Code, a language, and recorded answers of the engine (webviews/fixtures, one file for each case).
 * It makes no figure of its own.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PanelMethod, PanelReference, View } from '@twin2multicloud/protocol';

const ROOT = path.resolve(import.meta.dirname, '../..');

export const THEMES = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];
export const LANGUAGES = ['en', 'de'] as const;

/** A file of webviews/fixtures: `VIEW.json` is the view's first case, `VIEW-NAME.json` are others. */
export interface Fixture {
  readonly view: View;
  readonly reference: PanelReference | null;
  readonly answers: readonly { readonly method: PanelMethod; readonly params: unknown; readonly result: unknown }[];
  /** What the view kept before; left out: nothing. */
  readonly state?: unknown;
}

export interface ViewCase extends Fixture {
  readonly language: string;
  readonly strings: Readonly<Record<string, string>>;
  readonly server: 'starting' | 'running' | 'failed';
  /** Milliseconds until an answer comes. */
  readonly delay: number;
  readonly theme: { readonly kind: string; readonly classes: readonly string[]; readonly variables: Readonly<Record<string, string>> };
}

export interface CaseOptions {
  readonly theme?: Theme;
  readonly language?: string;
  readonly server?: ViewCase['server'];
  readonly delay?: number;
  readonly state?: unknown;
}

/** What VS Code sets on the page's body for each kind of theme. */
const KINDS: Readonly<Record<Theme, { readonly kind: string; readonly classes: readonly string[] }>> = {
  dark: { kind: 'vscode-dark', classes: ['vscode-dark'] },
  light: { kind: 'vscode-light', classes: ['vscode-light'] },
  'hc-dark': { kind: 'vscode-high-contrast', classes: ['vscode-high-contrast'] },
  'hc-light': { kind: 'vscode-high-contrast-light', classes: ['vscode-high-contrast-light', 'vscode-high-contrast'] },
};

/** Fonts are the person's, not the theme's; these are VS Code's own on Linux. */
const FONTS = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", "Noto Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
  '--vscode-editor-font-family': '"Droid Sans Mono", "DejaVu Sans Mono", monospace',
  '--vscode-editor-font-size': '14px',
};

/** Names of the cases of a view, its first one first. */
export function caseNames(view: View, folder = 'webviews/fixtures'): readonly string[] {
  return globSync(`${view}{,-*}.json`, { cwd: path.resolve(ROOT, folder) })
    .map((file) => file.slice(0, -'.json'.length))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

/** Throws where there is no such case. */
export function readFixture(name: string, folder = 'webviews/fixtures'): Fixture {
  return readJson(path.resolve(ROOT, folder, `${name}.json`)) as Fixture;
}

export function viewCase(fixture: Fixture, options: CaseOptions = {}): ViewCase {
  const { theme = 'dark', language = 'en', server = 'running', delay = 0 } = options;
  return {
    ...fixture,
    language,
    strings: translations(language),
    server,
    delay,
    ...(options.state === undefined ? {} : { state: options.state }),
    theme: {
      ...KINDS[theme],
      variables: { ...FONTS, ...(readJson(path.join(ROOT, `webviews/themes/${theme}.json`)) as Record<string, string>) },
    },
  };
}

function translations(language: string): Readonly<Record<string, string>> {
  const file = path.join(ROOT, `l10n/bundle.l10n.${language}.json`);
  return existsSync(file) ? (readJson(file) as Record<string, string>) : {};
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * `node --conditions=source scripts/views/themes.ts`: writes webviews/themes/*.json, the variables that VS Code's four default themes give to a webview,
 * as a real workbench has them. Only what our style sheet and the control libraries name is kept. To be run when the box gets another VS Code.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium } from '../../test/vscode/box/chromium.ts';
import { startCodeServer, workbenchUrl } from '../../test/vscode/box/code-server.ts';
import { installBox } from '../../test/vscode/box/install.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The theme's name, and the part of a class by which the workbench says that it is in force. */
const THEMES = {
  dark: ['Default Dark Modern', 'dark_modern'],
  light: ['Default Light Modern', 'light_modern'],
  'hc-dark': ['Default High Contrast', 'hc_black'],
  'hc-light': ['Default High Contrast Light', 'hc_light'],
} as const;

function namesInUse(): ReadonlySet<string> {
  const files = globSync(
    [
      'webviews/*/*.css',
      'webviews/*/*.ts',
      'node_modules/@vscode/webview-ui-toolkit/dist/*.js',
      'node_modules/@vscode-elements/elements/dist/**/*.js',
    ],
    { cwd: ROOT },
  );
  const texts = files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/--vscode-[A-Za-z0-9-]+/g) ?? []));
}

await installBox((line) => console.log(line));
const names = namesInUse();
const folder = mkdtempSync(path.join(tmpdir(), 'themes-'));
for (const [file, [theme, mark]] of Object.entries(THEMES)) {
  const server = await startCodeServer({
    settings: { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false, 'window.autoDetectHighContrast': false },
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(workbenchUrl(server.origin, folder));
    await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: 60_000 });
    await page.waitForSelector(`.monaco-workbench[class*="${mark}"]`, { timeout: 60_000 });
    await page.waitForTimeout(2_000);
    const found = await page.evaluate(() => {
      const all: Record<string, string> = {};
      for (const sheet of document.styleSheets) {
        for (const rule of sheet.cssRules) {
          if (!(rule instanceof CSSStyleRule) || !rule.selectorText.includes('.monaco-workbench')) continue;
          for (const name of rule.style) if (name.startsWith('--vscode-')) all[name] = rule.style.getPropertyValue(name).trim();
        }
      }
      return all;
    });
    const kept = Object.fromEntries(
      Object.entries(found)
        .filter(([name]) => names.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    if (kept['--vscode-editor-background'] === undefined) throw new Error(`${theme}: the workbench has no colours yet`);
    writeFileSync(path.join(ROOT, `webviews/themes/${file}.json`), `${JSON.stringify(kept, null, 2)}\n`);
    console.log(`${file}: ${Object.keys(kept).length} of ${Object.keys(found).length} variables`);
  } finally {
    await browser.close();
    await server.close({ remove: true });
  }
}
rmSync(folder, { recursive: true, force: true });

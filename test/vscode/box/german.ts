/**
 * A German display language for a VS Code in a box. Microsoft's language pack is in no npm package, so this is the least that VS Code takes for
 * one: the list of packs with one translated word, which makes the display language German and lets every extension speak its own.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The one word of the workbench that is translated, to be seen in its side bar. */
export const EXPLORER = 'Dateien der Werkstatt';

/** Writes it into a profile. Start the server with `locale: 'de'`. */
export function addGerman(profile: string): void {
  const data = path.join(profile, 'ud');
  const words = path.join(data, 'german.i18n.json');
  mkdirSync(data, { recursive: true });
  writeFileSync(
    words,
    JSON.stringify({ version: '1.0.0', contents: { 'vs/workbench/contrib/files/browser/explorerViewlet': { explore: EXPLORER } } }),
  );
  const pack = {
    hash: 'twin',
    label: 'Deutsch',
    extensions: [{ extensionIdentifier: { id: 'twin.german' }, version: '1.0.0' }],
    translations: { vscode: words },
  };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ de: pack }));
}

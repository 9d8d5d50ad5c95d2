import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { runOnDesktop, wantedDesktop } from './box/desktop-run.ts';
import { runInHost, type HostTest } from './box/host-run.ts';
import { whyNoBox } from './box/install.ts';
import { packaged } from './box/packaged.ts';
import { journey } from './interface/journey.ts';
import { opened } from './interface/opened.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** With the price clients, which are 1 MB of it; the promise is 5 MB. */
const MAX_VSIX_BYTES = 3 * 1_024 ** 2;

describe('vscode: the packaged extension in a real VS Code', function () {
  this.timeout(600_000);
  let vsix = '';
  before(async () => {
    vsix = await packaged();
  });

  it('is one file of less than 3 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size < MAX_VSIX_BYTES, `${(size / 1_024 ** 2).toFixed(2)} MB`);
  });

  it('holds what is listed here and nothing else', () => {
    const files = filesOf(vsix).map((file) => file.replace(/^(server|webviews)\/dist\/[\w.-]+\.(js|txt)$/, '$1/dist/*.$2'));
    assert.deepEqual([...new Set(files)].sort(), [
      'LICENSE.txt', 'changelog.md',
            'client/dist/browser.js', 'client/dist/extension.cjs', 'client/dist/language-client.cjs', 'client/dist/mcp.mjs',
      'docs/schema/twin-overlay-1.json',
      'grammars/language-configuration.json', 'grammars/markdown-twin.tmLanguage.json', 'grammars/twin.code-snippets.json', 'grammars/twin.tmLanguage.json',
      'l10n/bundle.l10n.de.json', 'l10n/bundle.l10n.json',
      'media/cloud-aws.svg',
      'media/cloud-azure.svg',
      'media/cloud-gcp.svg',
      'media/file-dark.svg', 'media/file-light.svg', 'media/icon.png',
      'media/walkthrough/compare.png', 'media/walkthrough/fix.png', 'media/walkthrough/open.png', 'media/walkthrough/read.png', 'media/walkthrough/settings.png',
      'package.json', 'package.nls.de.json', 'package.nls.json', 'readme.md',
      'samples/factory.twin', 'samples/hospital.twin', 'samples/vehicle-fleet.twin', 'samples/wind-farm.twin',
      'server/dist/*.js', 'server/dist/*.txt', 'server/package.json',
      'webviews/dist/*.js', 'webviews/dist/*.txt', 'webviews/dist/views.css',
    ]); // prettier-ignore
  });

  it('asks for nothing of Node where there is none', () => {
    for (const file of ['client/dist/browser.js', 'server/dist/browser.js']) {
      const code = readFileSync(path.join(ROOT, file), 'utf8');
      const asked = [...code.matchAll(/\brequire\(["']([^"']+)["']\)|\bfrom\s*["'](node:[^"']+)["']/g)].map(
        ([, required, imported]) => required ?? imported,
      );
      assert.deepEqual(
        [...new Set(asked)].filter((name) => name !== 'vscode'),
        [],
        file,
      );
    }
  });

  describe('suites in the extension host', () => {
    let tests: readonly HostTest[] = [];
    before(async () => {
      const desktop = wantedDesktop();
      tests = desktop === null ? await runInHost(vsix) : await runOnDesktop(vsix, desktop);
    });
    it('ran, and every test passed', () => {
      for (const { title, state, ms } of tests)
        console.log(`    ${state === 'passed' ? '✓' : '✗'} ${title}${ms === undefined ? '' : ` (${ms} ms)`}`);
      assert.ok(tests.length >= 25, `${tests.length} tests ran`);
      const bad = tests.filter(({ state }) => state !== 'passed').map(({ title, error }) => `${title}\n${error ?? ''}`);
      assert.equal(bad.length, 0, bad.join('\n\n'));
    });
  });

  // Where no box can stand (Windows), there is no page to drive.
  const page = whyNoBox() === null ? describe : () => undefined;
  page('as a person drives it', () => {
    const open = opened();
    for (const { title, run } of journey()) it(title, () => run(open().workbench));
  });
});

/** The files of the extension within a .vsix, by the zip's central directory (APPNOTE.TXT 4.3.12). */
function filesOf(vsix: string): string[] {
  const bytes = readFileSync(vsix);
  const end = bytes.lastIndexOf('PK\x05\x06');
  let at = bytes.readUInt32LE(end + 16);
  const files: string[] = [];
  while (bytes.readUInt32LE(at) === 0x02_01_4b_50) {
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    files.push(bytes.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return files.filter((file) => file.startsWith('extension/')).map((file) => file.slice('extension/'.length));
}

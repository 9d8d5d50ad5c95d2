import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_SETTINGS, TOOL_DESCRIPTIONS, TOOLS, type Tool, VIEWS } from '@twin2multicloud/protocol';
import { CURRENCIES } from '@twin2multicloud/language';
import { describe, it } from 'mocha';
import { bundleText } from '../../scripts/l10n.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const json = (file: string): Record<string, string> => JSON.parse(text(file)) as Record<string, string>;

interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
}
interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Record<string, string>;
  readonly activationEvents: readonly string[];
  readonly main: string;
  readonly browser: string;
  readonly capabilities: Readonly<
    Record<'untrustedWorkspaces' | 'virtualWorkspaces', { readonly supported: unknown; readonly description: string }>
  >;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly icon?: string }[];
    readonly configuration: readonly { readonly title: string; readonly properties: Readonly<Record<string, Setting>> }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac: string; readonly when: string }[];
    readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
    readonly languageModelTools: readonly { readonly name: string; readonly modelDescription: string; readonly inputSchema: object }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly id: string; readonly media: { readonly image: string } }[] }[];
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly views: { readonly explorer: readonly { readonly id: string; readonly when: string }[] };
  };
}
const manifest = JSON.parse(text('package.json')) as Manifest;
const { contributes } = manifest;
const sources = globSync('client/src/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file: file.split(path.sep).join('/'), code: text(file) }));
const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<string, Setting>;

describe('vscode/manifest', () => {
  it('wakes on .twin alone', () => {
    // A panel that was open before a reload of the window comes back; nothing else wakes the extension.
    const panels = VIEWS.map((view) => `onWebviewPanel:twin.${view}`);
    assert.deepEqual(manifest.activationEvents, ['onLanguage:twin', ...panels]);
    assert.deepEqual(contributes.languages.map(({ extensions }) => extensions), [['.twin']]); // prettier-ignore
    // A view that is always there would wake the extension in every window.
    for (const view of contributes.views.explorer) assert.equal(view.when, 'twin.active');
  });

  it('asks for no newer VS Code than its types describe', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });

  it('every command is registered, has an icon, and what menus and keys name exists', () => {
    const declared = contributes.commands.map(({ command }) => command);
    const protocol = text('packages/protocol/src/index.ts');
    for (const { command, icon } of contributes.commands) {
      const constant = new RegExp(`(\\w+): '${command.replace('.', '\\.')}'`).exec(protocol)?.[1];
      assert.ok(
        sources.some(
          ({ code }) => code.includes(`command('${command}'`) || (constant !== undefined && code.includes(`command(COMMANDS.${constant}`)),
        ),
        `${command} is registered`,
      );
      assert.match(icon ?? '', /^\$\([a-z-]+\)$/, command);
    }
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command } of items) assert.ok(declared.includes(command), `${command} in ${menu}`);
    }
    for (const { command, when, key, mac } of contributes.keybindings) {
      assert.ok(declared.includes(command), command);
      assert.match(when, /editorLangId == twin/);
      assert.equal(mac, key.replace('ctrl', 'cmd'));
    }
  });

  it('settings have the defaults that the server assumes', () => {
    const flat = (value: object, prefix: string): [string, unknown][] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? flat(inner, `${prefix}.${key}`) : [[`${prefix}.${key}`, inner] as [string, unknown]],
      ); // prettier-ignore
    for (const [key, value] of flat(DEFAULT_SETTINGS, 'twin')) {
      assert.ok(settings[key] !== undefined, `${key} in the manifest`);
      assert.deepEqual(settings[key].default, value, key);
    }
  });

  it('every setting is read, and every choice is described', () => {
    const server = flatSources('server/src/**/*.ts') + text('packages/protocol/src/index.ts');
    for (const [key, setting] of Object.entries(settings)) {
      const [, ...parts] = key.split('.');
      const own = sources.some(({ code }) => code.includes(`'${parts.join('.')}'`));
      // Read by vscode-languageclient.
      const trace = key === 'twin.trace.server';
      assert.ok(own || trace || server.includes(`${parts.at(-1) ?? ''}:`), `${key} is read`);
      if (setting.enum !== undefined) assert.equal(setting.enumDescriptions?.length, setting.enum.length, key);
    }
    const currency = new RegExp(settings['twin.currency']?.pattern ?? '');
    for (const code of CURRENCIES.keys()) assert.match(code, currency);
  });

  it('what the client says in English is gathered, and all of it is said in German', async () => {
    assert.equal(text('l10n/bundle.l10n.json'), await bundleText(), 'run: node scripts/l10n.ts');
    complete(json('l10n/bundle.l10n.json'), json('l10n/bundle.l10n.de.json'));
  });

  it('what the manifest says is all in both languages, and nothing is said for nobody', () => {
    const [english, german] = [json('package.nls.json'), json('package.nls.de.json')];
    complete(english, german);
    const used = new Set([...text('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(english).sort());
    for (const { title } of contributes.commands) assert.match(title, /^%.*%$/);
    for (const { markdownDescription } of Object.values(settings)) assert.match(markdownDescription, /^%.*%$/);
  });

  it('offers the tools that the protocol has', () => {
    assert.deepEqual(contributes.languageModelTools.map(({ name }) => name), [...TOOLS]); // prettier-ignore
    for (const { name, modelDescription, inputSchema } of contributes.languageModelTools) {
      const { description, inputSchema: schema } = TOOL_DESCRIPTIONS[name as Tool];
      assert.equal(modelDescription, description, name);
      assert.deepEqual(inputSchema, schema, name);
    }
  });

  it('every picture is there', () => {
    for (const { steps } of contributes.walkthroughs) {
      for (const { media } of steps) assert.ok(existsSync(path.join(ROOT, media.image)), media.image);
    }
  });

  it('every empty and error state of the view has a welcome text, and its links lead to commands that exist', () => {
    const when = contributes.viewsWelcome.map((welcome) => welcome.when);
    assert.deepEqual(when, [
      "twin.server == 'starting'",
      "twin.server == 'failed'",
      "twin.server == 'running' && workspaceFolderCount == 0",
      "twin.server == 'running' && workspaceFolderCount > 0",
    ]);
    const declared = new Set(contributes.commands.map(({ command }) => command));
    for (const [key, words] of Object.entries(json('package.nls.json'))) {
      for (const [, command = ''] of words.matchAll(/\(command:([\w.]+)\)/g))
        assert.ok(declared.has(command) || command.startsWith('vscode.'), `${key}: ${command}`);
    }
  });

  it('says what of it works in folders that are not trusted, and in those that are not on a disk', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    for (const { supported, description } of [untrustedWorkspaces, virtualWorkspaces]) {
      assert.equal(supported, 'limited');
      assert.match(description, /^%trust\.\w+%$/);
    }
  });

  it('features of the client never import each other', () => {
    for (const { file, code } of sources) {
      const feature = /^client\/src\/features\/([^/]+)\//.exec(file)?.[1];
      for (const [, specifier = ''] of code.matchAll(/from '(\.[^']+)'/g)) {
        const target = path.posix.join(path.posix.dirname(file), specifier);
        const other = /^client\/src\/features\/([^/]+)\//.exec(target)?.[1];
        if (feature !== undefined && other !== undefined) assert.equal(other, feature, `${file} imports ${target}`);
        if (file.startsWith('client/src/infrastructure/')) assert.equal(other, undefined, `${file} imports ${target}`);
      }
    }
  });

  it('what a person reads goes through l10n', () => {
    for (const { file, code } of sources) {
      for (const [call] of code.matchAll(/show(Information|Warning|Error)Message\(\s*['"`]/g)) assert.fail(`${file}: ${call}`);
    }
  });
});

function flatSources(pattern: string): string {
  return globSync(pattern, { cwd: ROOT }).map((file) => text(file)).join('\n'); // prettier-ignore
}

/** Same keys, nothing empty, the same placeholders and links. */
function complete(english: Record<string, string>, german: Record<string, string>): void {
  assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  for (const [key, words] of Object.entries(english)) {
    const translated = german[key] ?? '';
    assert.ok(translated.trim() !== '', key);
    const marks = (line: string): string[] => [...line.matchAll(/\{\d\}|\(command:[^)]+\)|`[^`]+`/g)].map(([mark]) => mark).sort();
    assert.deepEqual(marks(translated), marks(words), key);
  }
}

/** What the editor shows and does in a `.twin` file, asked as the workbench asks: by VS Code's own `execute…Provider` commands. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { at, extension, open, until, untitled } from './extension.ts';

const SMALL = `twin Small "Small" {
  currency EUR
  devices sensors {
    count 1000
    every 10 s
    payload 1 KB
  }
  storage { hot 1 month }
}
`;

export function editorSuite(): void {
  describe('in the extension host: the editor', () => {
    it('sleeps until a .twin file opens, then wakes within 100 ms', async () => {
      assert.equal(extension().isActive, false, 'nothing has opened a .twin file yet');
      await open('smart-home.twin');
      const { activationMs } = extension().exports;
      assert.ok(activationMs < 100, `${activationMs.toFixed(1)} ms`);
    });

    it('knows the language by the ending', async () => {
      const { document } = await open('devices.twin');
      assert.equal(document.languageId, 'twin');
      const settings = vscode.workspace.getConfiguration('editor', document);
      assert.equal(settings.get('tabSize'), 2);
    });

    it('shows costs at the ends of lines', async () => {
      const { document } = await open('smart-home.twin');
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await until(
        'inlay hints',
        () => vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole),
        (found) => found.length >= 5,
      );
      const labels = hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
      for (const label of labels) assert.match(label, /^[≈<] [\d.\u202f]+ €\/mo/);
    });

    it('shows the total above a twin and above each scenario', async () => {
      const { document } = await open('smart-home.twin');
      const lenses = await until(
        'code lenses',
        () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50),
        (found) => found.filter(({ command }) => command !== undefined).length >= 5,
      );
      const titles = lenses.map(({ command }) => command?.title ?? '');
      assert.ok(titles.some((title) => /^[\d.]+ €\/month · \d clouds?/.test(title)), titles.join(' | '));
      assert.ok(titles.some((title) => title.includes('than the file')), titles.join(' | '));
      assert.ok(titles.includes('Compare') && titles.includes('Explain'), titles.join(' | '));
    }); // prettier-ignore

    it('follows a change within the text, unsaved', async () => {
      const editor = await untitled(SMALL);
      const total = async (): Promise<string> => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri, 50);
        return lenses.map(({ command }) => command?.title ?? '').find((title) => title.includes('/month')) ?? '';
      };
      const before = await until('a total', total, (title) => title !== '');
      await editor.edit((edit) => edit.replace(editor.document.lineAt(3).range, '    count 5000'));
      await until('another total', total, (title) => title !== '' && title !== before);
    });

    it('tells in a hover what a property means and what it costs', async () => {
      const { document } = await open('smart-home.twin');
      const hovers = await until(
        'hover',
        () =>
          vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at(document, 'hot     1 month', 1)),
        (found) => found.length > 0,
      );
      const text = hovers
        .flatMap(({ contents }) => contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : '')))
        .join('\n');
      assert.match(text, /hot tier/i);
      assert.match(text, /\|.*AWS.*\|/);
      assert.match(text, /Azure/);
    });

    it('underlines a mistake with a code that links to its page, and mends it', async () => {
      const editor = await untitled(SMALL.replace('payload', 'paylod'));
      const { document } = editor;
      const [problem] = await until(
        'a problem',
        () => vscode.languages.getDiagnostics(document.uri).filter(({ range }) => document.getText(range) === 'paylod'),
        (found) => found.length > 0,
      );
      assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
      const code = typeof problem.code === 'object' ? problem.code.value : problem.code;
      assert.match(String(code), /^twin-2\d{3}$/);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem.range, 'quickfix', 10);
      const fix = actions.find(({ title }) => title.includes('payload'));
      assert.ok(fix?.edit !== undefined, actions.map(({ title }) => title).join(' | '));
      await vscode.workspace.applyEdit(fix.edit);
      assert.equal(document.getText(), SMALL);
      await until('no error', () => vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).length, (count) => count === 0);
    }); // prettier-ignore

    it('completes units and properties', async () => {
      const editor = await untitled(SMALL.replace('    payload 1 KB\n', '    payl\n'));
      const list = await until(
        'completion',
        () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, at(editor.document, 'payl', 4)),
        ({ items }) => items.length > 0,
      );
      assert.ok(list.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'payload'));
    }); // prettier-ignore

    it('renames over files', async () => {
      const { document } = await open('smart-home.twin');
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at(document, 'Thermostat', 2), 'Radiator');
      assert.deepEqual(edit.entries().map(([uri]) => uri.path.split('/').pop()).sort(), ['devices.twin', 'smart-home.twin']);
    }); // prettier-ignore

    it('finds definition, references, symbols, folds, links, colours', async () => {
      const { document } = await open('smart-home.twin');
      const { uri } = document;
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', uri, at(document, 'Thermostat', 2));
      assert.ok(definitions.some((found) => ('uri' in found ? found.uri : found.targetUri).path.endsWith('devices.twin')));
      const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at(document, 'thermostats', 2));
      assert.ok(references.length >= 5, String(references.length));
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
      assert.ok(symbols.some(({ name }) => name.includes('SmartHome') || name.includes('Smart Home')));
      const workspaceSymbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Thermostat');
      assert.ok(workspaceSymbols.some(({ name }) => name === 'Thermostat'));
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
      assert.ok(folds.length >= 5);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri, 10);
      assert.ok(links.some(({ target }) => target?.path.endsWith('devices.twin')));
      const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', uri);
      assert.ok(legend.tokenTypes.length > 3);
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', uri);
      assert.ok(tokens.data.length > 100);
    }); // prettier-ignore

    it('formats, and keeps what is in shape', async () => {
      const editor = await untitled(SMALL.replace('    count 1000', 'count    1000'));
      const edits = await until(
        'edits',
        () => vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', editor.document.uri, { tabSize: 2, insertSpaces: true }),
        (found) => found !== undefined && found.length > 0,
      );
      const edit = new vscode.WorkspaceEdit();
      edit.set(editor.document.uri, edits ?? []);
      await vscode.workspace.applyEdit(edit);
      assert.match(editor.document.getText(), /^ {4}count {3}1000$/m);
      const again = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', editor.document.uri, { tabSize: 2, insertSpaces: true });
      assert.equal(again?.length ?? 0, 0);
    }); // prettier-ignore

    it('obeys its settings at once', async () => {
      const { document } = await open('factory.twin');
      const count = async (): Promise<number> =>
        (await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(0, 0, document.lineCount, 0))).length;
      const both = await until('hints', count, (found) => found > 0);
      const settings = vscode.workspace.getConfiguration('twin');
      await settings.update('inlayHints.figures', 'cause', vscode.ConfigurationTarget.Global);
      await until('fewer hints', count, (found) => found > 0 && found < both);
      await settings.update('inlayHints.figures', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('inlayHints.enabled', false, vscode.ConfigurationTarget.Global);
      await until('no hints', count, (found) => found === 0);
      await settings.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Global);
      await until('all hints', count, (found) => found === both);
    }); // prettier-ignore
  });
}

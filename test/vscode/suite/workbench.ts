/** Commands, reports and what lies around the editor. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { at, extension, open, until, untitled } from './extension.ts';

export function workbenchSuite(): void {
  describe('in the extension host: the workbench', () => {
    it('has every command of the manifest', async () => {
      await open('smart-home.twin');
      const known = new Set(await vscode.commands.getCommands(true));
      const { contributes } = extension().packageJSON as {
        readonly contributes: { readonly commands: readonly { readonly command: string }[] };
      };
      for (const { command } of contributes.commands) assert.ok(known.has(command), command);
    });

    it('knows every twin of the folder, open or not', async () => {
      await open('smart-home.twin');
      const twins = await extension().exports.session.tree({});
      assert.ok(twins.some(({ uri }) => uri.endsWith('/wind-farm.twin')), JSON.stringify(twins.map(({ uri }) => uri)));
      assert.ok(twins.some(({ scenario }) => scenario === 'Winter'));
    }); // prettier-ignore

    it('compares in a read-only Markdown document', async () => {
      const editor = await open('smart-home.twin');
      const here = at(editor.document, 'storage {');
      editor.selection = new vscode.Selection(here, here);
      await vscode.commands.executeCommand('twin.compareAsText');
      const report = await reportOf('compare');
      assert.equal(report.languageId, 'markdown');
      for (const word of ['L1', 'L3.hot', 'AWS', 'Azure', 'Google Cloud', '|']) assert.ok(report.getText().includes(word), word);
      assert.match(vscode.workspace.asRelativePath(report.uri.path), /Smart Home/);
      const before = report.getText();
      await vscode.commands.executeCommand('type', { text: 'x' });
      assert.equal(report.getText(), before, 'it is read-only');
    });

    it('explains one slot, with quantities and sources', async () => {
      const { document } = await open('smart-home.twin');
      await vscode.commands.executeCommand('twin.explain', { uri: document.uri.toString(), twin: 'SmartHome', slot: 'L2' });
      const report = await reportOf('explain');
      assert.match(report.getText(), /L2/);
      assert.ok(!report.getText().includes('L5 on'), 'only the slot that was asked for');
    });

    it('a report follows its file', async () => {
      const editor = await untitled('twin T {\n  devices d { count 100  every 1 min  payload 1 KB }\n  storage { hot 1 month }\n}\n');
      await vscode.commands.executeCommand('twin.compareAsText');
      const report = await until(
        'a report',
        () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'twin-report' && uri.query.includes(editor.document.uri.toString())),
        (found) => found !== undefined && found.getText() !== '',
      );
      const before = report?.getText() ?? '';
      const edit = new vscode.WorkspaceEdit();
      edit.replace(editor.document.uri, new vscode.Range(1, 20, 1, 23), '90000');
      await vscode.workspace.applyEdit(edit);
      await until('another report', () => report?.getText() ?? '', (text) => text !== before && text !== '');
    }); // prettier-ignore

    it('shows the price book', async () => {
      await open('smart-home.twin');
      await vscode.commands.executeCommand('twin.showPrices');
      assert.match((await reportOf('prices')).getText(), /eu-central/);
    });

    it('opens a sample as an unsaved copy, and a new file', async () => {
      await vscode.commands.executeCommand('twin.openSample', 'hospital');
      const sample = vscode.window.activeTextEditor?.document;
      assert.equal(sample?.languageId, 'twin');
      assert.equal(sample.isUntitled, true);
      await vscode.commands.executeCommand('twin.newFile');
      const made = vscode.window.activeTextEditor?.document;
      assert.match(made?.getText() ?? '', /^twin MyTwin \{/);
      assert.ok(made !== undefined);
      await until('its problems', () => vscode.languages.getDiagnostics(made.uri), (found) => found.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error));
    }); // prettier-ignore

    it('writes an issue that names no folder and holds no text of a file', async () => {
      const { document } = await open('smart-home.twin');
      await vscode.commands.executeCommand('twin.reportIssue');
      const report = vscode.window.activeTextEditor?.document;
      assert.equal(report?.languageId, 'markdown');
      const text = report.getText();
      assert.match(text, /Twin2MultiCloud \d+\.\d+\.\d+/);
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
      assert.ok(folder !== '' && !text.includes(folder));
      assert.ok(!text.includes(document.lineAt(2).text));
    });
  });
}

/** The newest report of a kind that is shown. */
function reportOf(kind: string): Promise<vscode.TextDocument> {
  return until(
    `a report: ${kind}`,
    () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.scheme === 'twin-report' && shown.uri.query.includes(`"${kind}"`) && shown.getText() !== '' ? shown : undefined;
    },
    (found) => found !== undefined,
  ).then((found) => {
    if (found === undefined) throw new Error('unreachable: until waits for it');
    return found;
  });
}

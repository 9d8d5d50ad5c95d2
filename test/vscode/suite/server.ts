/** What happens when the language server dies: it is started again, and nothing typed is lost. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { extension, open, until } from './extension.ts';

export function serverSuite(): void {
  describe('in the extension host: a server that dies', () => {
    it('is started again, with what was typed meanwhile', async function () {
      if (process.platform !== 'linux') return;
      const editor = await open('smart-home.twin');
      const uri = editor.document.uri;
      const { session } = extension().exports;
      await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount - 1, 0), 'twin Late { devices d { count 5  every 1 min  payload 1 KB } }\n'));
      const [before, ...others] = serverProcesses();
      assert.ok(before !== undefined && others.length === 0, 'one server runs');
      process.kill(before, 'SIGKILL');
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// typed while it was away\n'));
      await until('another process', serverProcesses, (found) => found.length === 1 && found[0] !== before);
      await until('running', () => session.state, (state) => state === 'running');
      const twins = await until('its twins', () => session.tree({ uri: uri.toString() }), (found) => found.some(({ twin }) => twin === 'Late'));
      assert.ok(twins.length >= 2);
      assert.match(editor.document.getText(), /^\/\/ typed while it was away/);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }); // prettier-ignore

    it('restarts by command', async () => {
      await open('smart-home.twin');
      const [before] = serverProcesses();
      await vscode.commands.executeCommand('twin.restartServer');
      await until('another process', serverProcesses, (found) => found.length === 1 && found[0] !== before);
      assert.equal(extension().exports.session.state, 'running');
    });
  });
}

/** Children of this extension host that run the bundled server. */
function serverProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('server/dist/server.js');
      } catch {
        // It ended while it was looked at.
        return false;
      }
    })
    .map(Number);
}

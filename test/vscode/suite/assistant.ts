/** The language-model tools and the MCP server, which must answer from the engine and from nothing else. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { extension, open } from './extension.ts';

const TEXT = 'twin T {\n  currency EUR\n  devices d { count 1000  every 10 s  payload 1 KB }\n  storage { hot 1 month }\n}\n';

export function assistantSuite(): void {
  describe('in the extension host: assistants', () => {
    const ask = async (tool: string, input: object): Promise<string> => {
      const token = new vscode.CancellationTokenSource().token;
      const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined }, token);
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    };

    it('four tools are known by name', async () => {
      await open('smart-home.twin');
      const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('twin_'));
      assert.deepEqual(names.sort(), ['twin_compare', 'twin_cost', 'twin_explain', 'twin_optimize']);
    });

    it('each answers for a file of the workspace, and for a text', async () => {
      await open('smart-home.twin');
      for (const tool of ['twin_cost', 'twin_compare', 'twin_explain', 'twin_optimize']) {
        assert.match(await ask(tool, { file: 'smart-home.twin' }), /\d\.\d\d/, tool);
        assert.match(await ask(tool, { text: TEXT }), /\d\.\d\d/, tool);
      }
    });

    it('says the figure that the code lens says', async () => {
      const { document } = await open('smart-home.twin');
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50);
      const total = lenses.map(({ command }) => /^([\d.]+) €\/month/.exec(command?.title ?? '')?.[1]).find((found) => found !== undefined);
      assert.ok(total !== undefined);
      assert.ok((await ask('twin_cost', { file: 'smart-home.twin' })).includes(total), total);
    });

    it('what cannot be answered is refused in words', async () => {
      await assert.rejects(async () => ask('twin_cost', { file: 'none.twin' }), /none\.twin/);
    });

    it('the MCP server answers the same over standard input and output', async () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
      const script = path.join(extension().extensionUri.fsPath, 'client/dist/mcp.mjs');
      const child = spawn(process.execPath, [script], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
      try {
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
        const request = async (id: number, method: string, params: object): Promise<Record<string, unknown>> => {
          child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
          const { value } = (await lines.next()) as { value: string };
          const answer = JSON.parse(value) as { id: number; result: Record<string, unknown> };
          assert.equal(answer.id, id);
          return answer.result;
        };
        assert.ok((await request(1, 'initialize', { protocolVersion: '2025-06-18' })).serverInfo !== undefined);
        child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
        const { tools } = (await request(2, 'tools/list', {})) as { tools: unknown[] };
        assert.equal(tools.length, 4);
        const { content, isError } = (await request(3, 'tools/call', { name: 'twin_cost', arguments: { file: 'smart-home.twin' } })) as {
          content: { text: string }[];
          isError: boolean;
        };
        assert.equal(isError, false);
        assert.equal(content[0]?.text, await ask('twin_cost', { file: 'smart-home.twin' }));
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.stdin.end();
        assert.equal(await ended, 0, 'it ends when its input ends');
      } finally {
        child.kill();
      }
    });
  });
}

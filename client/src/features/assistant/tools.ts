/**
 * The language-model tools: what an assistant in the editor may ask. Every figure comes from the running server; what it cannot answer is an error in words.
 */
import { TOOLS, type QueryParams, type Tool } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';

/** As the manifest's input schemas say. */
interface ToolInput {
  readonly file?: string;
  readonly text?: string;
  readonly twin?: string;
  readonly scenario?: string;
  readonly slot?: string;
}

export const tools: Feature = (context) => TOOLS.map((tool) => vscode.lm.registerTool<ToolInput>(tool, twinTool(tool, context)));

function twinTool(tool: Tool, { session }: FeatureContext): vscode.LanguageModelTool<ToolInput> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: vscode.l10n.t('Asking the cost engine about {0}', input.twin ?? input.file ?? vscode.l10n.t('this twin')),
    }),
    async invoke({ input }, token) {
      const answer = await session.query({ tool, arguments: await argumentsOf(input) }, token);
      if ('error' in answer) throw new Error(answer.error);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer.text)]);
    },
  };
}

async function argumentsOf({ file, text, twin, scenario, slot }: ToolInput): Promise<QueryParams['arguments']> {
  const rest = {
    ...(twin === undefined ? {} : { twin }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(slot === undefined ? {} : { slot }),
  };
  if (text !== undefined) return { text, ...rest };
  return { uri: (await uriOf(file)).toString(), ...rest };
}

/** An address, a path, a path within a workspace folder, or the file in the active editor. Throws with what to do where there is none. */
async function uriOf(file: string | undefined): Promise<vscode.Uri> {
  if (file === undefined) {
    const active = vscode.window.activeTextEditor?.document;
    if (active?.languageId === 'twin') return active.uri;
    const [first, second] = await vscode.workspace.findFiles('**/*.twin', '**/node_modules/**', 2);
    if (first !== undefined && second === undefined) return first;
    throw new Error('No .twin file is active: pass "file".');
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(file)) return vscode.Uri.parse(file);
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, file);
    if (await exists(uri)) return uri;
  }
  const uri = vscode.Uri.file(file);
  if (await exists(uri)) return uri;
  throw new Error(`There is no file ${file} in the workspace.`);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/**
 * Offers the MCP server (`twin mcp`, which the extension carries along) to the editor's assistants. Not in a browser, which starts no process, and not in a folder that is not trusted.
 */
import * as vscode from 'vscode';
import type { Feature } from '../../infrastructure/feature.ts';

export const mcp: Feature = ({ extension }) => {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition> = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions() {
      if (!vscode.workspace.isTrusted) return [];
      const { version } = extension.extension.packageJSON as { readonly version: string };
      const script = vscode.Uri.joinPath(extension.extensionUri, 'client', 'dist', 'mcp.mjs').fsPath;
      // In the desktop's extension host the program is Electron, which this variable turns into plain Node.
      const server = new vscode.McpStdioServerDefinition(
        'Twin2MultiCloud',
        process.execPath,
        [script],
        { ELECTRON_RUN_AS_NODE: '1' },
        version,
      );
      const folder = vscode.workspace.workspaceFolders?.[0];
      if (folder?.uri.scheme === 'file') server.cwd = folder.uri;
      return [server];
    },
  };
  return [
    changed,
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider('twin.mcp', provider),
  ];
};

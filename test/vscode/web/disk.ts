/**
 * The extension that gives a VS Code without a machine a folder: the samples, in memory, under a scheme of its own.
 * It is bundled for the web extension host by ../box/web-run.ts.
 */
import * as vscode from 'vscode';

declare const SAMPLES: Readonly<Record<string, string>>;

export function activate(context: vscode.ExtensionContext): void {
  const files = new Map(Object.entries(SAMPLES).map(([name, text]) => [`/${name}`, new TextEncoder().encode(text)]));
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const missing = (uri: vscode.Uri): Error => vscode.FileSystemError.FileNotFound(uri);
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose: () => undefined }),
    stat(uri) {
      const file = files.get(uri.path);
      const folder = uri.path === '/' || [...files.keys()].some((name) => name.startsWith(`${uri.path}/`));
      if (file === undefined && !folder) throw missing(uri);
      return { type: file === undefined ? vscode.FileType.Directory : vscode.FileType.File, ctime: 0, mtime: 0, size: file?.length ?? 0 };
    },
    readDirectory(uri) {
      const prefix = uri.path === '/' ? '/' : `${uri.path}/`;
      const entries = new Map<string, vscode.FileType>();
      for (const name of files.keys()) {
        if (!name.startsWith(prefix)) continue;
        const [first = '', ...rest] = name.slice(prefix.length).split('/');
        entries.set(first, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
      }
      return [...entries];
    },
    readFile(uri) {
      const file = files.get(uri.path);
      if (file === undefined) throw missing(uri);
      return file;
    },
    writeFile(uri, content) {
      files.set(uri.path, Uint8Array.from(content));
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory: () => undefined,
    delete(uri) {
      if (!files.delete(uri.path)) throw missing(uri);
      changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
    },
    rename(from, to) {
      const file = files.get(from.path);
      if (file === undefined) throw missing(from);
      files.delete(from.path);
      files.set(to.path, file);
    },
  };
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('vscode-test-web', provider));
}

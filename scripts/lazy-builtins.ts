/**
 * A plugin of esbuild: what the protocol's library takes of Node but needs for no start over stdio (a random name for a pipe, a child process
 * to look for modules) is loaded when it is first asked for. That is a tenth of the time until `initialize` is answered.
 */
import type { Plugin } from 'esbuild';

const LATE = /^(?:node:)?(?:crypto|child_process)$/;
const PROTOCOL = /[\\/]node_modules[\\/]vscode-(?:jsonrpc|languageserver)[\\/]/;

export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup: (build) => {
    build.onResolve({ filter: LATE }, ({ path, importer, namespace }) =>
      namespace === 'file' && PROTOCOL.test(importer) ? { path: path.replace('node:', ''), namespace: 'late' } : undefined,
    );
    build.onResolve({ filter: /^node:/, namespace: 'late' }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: `let found; module.exports = new Proxy({}, { get: (_, name) => (found ??= require('node:${path}'))[name] });`,
      loader: 'js',
    }));
  },
};

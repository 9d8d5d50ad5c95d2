#!/usr/bin/env node
/**
 * Starts the language server: asks for Node 22 before anything else is loaded, then hands over to the bundle in dist/.
 * It is plain JavaScript that any Node since 12.20 can read, which is its whole point; what the server does stands in src/.
 */

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 22) {
  console.error(
    `twin-language-server needs Node 22 or newer, and this is Node ${process.versions.node}.\n` +
      'Install a newer Node from https://nodejs.org (or by your version manager: `nvm install 22`) and start it again.',
  );
  process.exitCode = 4;
} else {
  import('../dist/server.js').catch((error) => {
    const missing = error?.code === 'ERR_MODULE_NOT_FOUND';
    console.error(
      missing
        ? 'twin-language-server is not built yet. Run `npm run build` in the repository, then start it again.'
        : `twin-language-server could not start: ${error?.message ?? error}`,
    );
    process.exitCode = 4;
  });
}

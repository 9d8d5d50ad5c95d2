/**
 * Loaded before every script of package.json: says in one sentence what to do where the pinned Node is missing.
 * It is plain JavaScript that any Node since 12 can read, which is its whole point.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This is Node ${process.versions.node}; the scripts need 22.18 or newer and bring their own.\n` +
      'Run `npm ci` (without --ignore-scripts: the package `node` installs its program by a script), then start them by `npm run`.',
  );
  process.exit(1);
}

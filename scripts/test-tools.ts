/**
 * The programs that the tests drive and npm does not carry: a Chromium for the editor's tests, a Neovim for the language server's.
 * On a bare Debian they are installed with apt; elsewhere the tests that need them fail and say what to install.
 */
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const TOOLS = [
  {
    command: 'chromium',
    elsewhere: [process.env.CHROMIUM ?? '', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  },
  { command: 'nvim', package: 'neovim', elsewhere: [] },
  { command: 'git', elsewhere: [] },
] as const satisfies readonly { command: string; package?: string; elsewhere: readonly string[] }[];

/** Installs what is missing where that needs no question: as root, with apt. Never throws; a test says what it misses. */
export function installTestTools(): void {
  const missing = TOOLS.filter(({ command, elsewhere }) => !runs(command) && !elsewhere.some((place) => place !== '' && existsSync(place)));
  if (missing.length === 0 || process.getuid?.() !== 0 || !runs('apt-get')) return;
  const packages = missing.map((tool) => ('package' in tool ? tool.package : tool.command));
  console.log(`Installing ${packages.join(' and ')} with apt-get, for the tests that drive them …`);
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], quiet);
  const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet);
  if (status !== 0) console.error(`  apt-get could not install ${packages.join(' and ')}; the tests that need them will say so`);
}

function runs(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Neovim from Debian's packages, headless, with its own LSP client: attach, diagnostics, hover, completion, rename, formatting. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { format } from '@twin2multicloud/language';
import { BIN, buildOnce } from './client.ts';

const TEXT = `twin Home {
  budget 1 USD / month
  devices motion { count 40
      every 1 min   payload 1 KB }
  management { model House { has motion } }
  storage { hot 1 month }
}
`;

interface Seen {
  readonly failure: string | null;
  readonly attached: boolean;
  readonly diagnostics: readonly { readonly message: string; readonly line: number }[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly renamed: string;
  readonly formatted: string;
}

describe('Neovim', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin-nvim-'));
  let seen: Seen;

  before(async () => {
    const there = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
    assert.equal(there.status, 0, 'Neovim is missing: apt-get install -y neovim (.ci/run does it)');
    await buildOnce();
    writeFileSync(path.join(folder, 'home.twin'), TEXT);
    const result = path.join(folder, 'result.json');
    const script = path.join(import.meta.dirname, 'neovim.lua');
    const child = spawn('nvim', ['--headless', '--clean', '-S', script, 'home.twin'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        TWIN_NODE: process.execPath,
        TWIN_SERVER: BIN,
        TWIN_RESULT: result,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
      },
    });
    let errors = '';
    child.stderr.on('data', (data: Uint8Array) => (errors += new TextDecoder().decode(data)));
    const limit = setTimeout(() => child.kill('SIGKILL'), 50_000);
    await new Promise((resolve) => child.once('exit', resolve));
    clearTimeout(limit);
    assert.ok(existsSync(result), `Neovim wrote nothing: ${errors}`);
    seen = JSON.parse(readFileSync(result, 'utf8')) as Seen;
    assert.equal(seen.failure, null, errors);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('attaches', () => assert.equal(seen.attached, true));

  it('shows diagnostics', () => {
    assert.ok(
      seen.diagnostics.some(({ message, line }) => line === 1 && message.startsWith('Over the budget')),
      JSON.stringify(seen.diagnostics),
    );
  });

  it('hovers with the cost', () => assert.match(seen.hover, /\| \$ per month \|/));

  it('completes', () => assert.ok(seen.completion.includes('peak'), seen.completion.join()));

  it('renames', () => {
    assert.match(seen.renamed, /devices sensors \{/);
    assert.match(seen.renamed, /has sensors/);
    assert.ok(!seen.renamed.includes('motion'));
  });

  it('formats', () => {
    assert.notEqual(seen.formatted, seen.renamed);
    assert.equal(`${seen.formatted}\n`, format(`${seen.renamed}\n`));
  });
});

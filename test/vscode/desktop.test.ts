/** What a machine is told that asks for a desktop VS Code and cannot have one. That the suites run there, vscode.test.ts shows where it can. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import { runOnDesktop, wantedDesktop } from './box/desktop-run.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('vscode: the desktop, by @vscode/test-electron', function () {
  this.timeout(60_000);

  it('is asked for by VSCODE_DESKTOP alone', () => {
    assert.equal(wantedDesktop({}), null);
    assert.equal(wantedDesktop({ VSCODE_DESKTOP: '0' }), null);
    assert.equal(wantedDesktop({ VSCODE_DESKTOP: '1' }), '1');
    assert.equal(wantedDesktop({ VSCODE_DESKTOP: '/opt/code' }), '/opt/code');
  });

  it('an executable that is not there is named, with the remedy', async () => {
    await assert.rejects(runOnDesktop('x.vsix', '/nowhere/code'), /names \/nowhere\/code, which is not there\. .*VSCODE_DESKTOP=1/);
  });

  it('a download that fails says so, and what to do instead', () => {
    const cache = mkdtempSync(path.join(tmpdir(), 'twin-'));
    // A proxy that nobody serves stands for a machine without a way out, wherever this runs.
    const script = `
      const { runOnDesktop } = await import('./test/vscode/box/desktop-run.ts');
      await runOnDesktop('x.vsix', '1', ${JSON.stringify(cache)}).then(() => console.log('ran'), (error) => console.log(error.message));`;
    const ran = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 50_000,
      env: {
        ...process.env,
        https_proxy: 'http://127.0.0.1:9',
        HTTPS_PROXY: 'http://127.0.0.1:9',
        npm_config_https_proxy: 'http://127.0.0.1:9',
      },
    });
    rmSync(cache, { recursive: true });
    assert.match(
      ran.stdout,
      /A desktop VS Code could not be downloaded \(.+\)\. Leave VSCODE_DESKTOP out .*VSCODE_DESKTOP=\/path\/to\/code/,
    );
  });
});

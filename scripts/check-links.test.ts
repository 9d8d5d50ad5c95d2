import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { anchorsOf, deadLinks, linksOf, slugOf } from './check-links.ts';

describe('scripts/check-links', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'links-'));
    mkdirSync(path.join(root, 'docs'));
    writeFileSync(path.join(root, 'docs/a.md'), '# Costs & prices\n\n## Again\n\n## Again\n');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const dead = (markdown: string): string[] => {
    writeFileSync(path.join(root, 'README.md'), markdown);
    return deadLinks(root, ['README.md']);
  };

  it('accepts files, folders, anchors and the web', () => {
    assert.deepEqual(
      dead('[a](docs/a.md) [b](docs/a.md#costs--prices) [c](docs/) [d](https://example.org/x#y) [e](#top)\n# Top\n[f](docs/a.md#again-1)'),
      [],
    );
  });

  it('finds a missing file, heading and image, with its line', () => {
    assert.deepEqual(dead('x\n[a](docs/b.md)'), ["README.md:2: 'docs/b.md' leads nowhere"]);
    assert.deepEqual(dead('[a](docs/a.md#again-2)'), ["README.md:1: 'docs/a.md#again-2': no heading #again-2 in docs/a.md"]);
    assert.deepEqual(dead('![p](docs/p.svg)'), ["README.md:1: 'docs/p.svg' leads nowhere"]);
    assert.deepEqual(dead('<img src="docs/p.svg" alt="">'), ["README.md:1: 'docs/p.svg' leads nowhere"]);
    assert.deepEqual(dead('[a]\n\n[a]: docs/none.md'), ["README.md:3: 'docs/none.md' leads nowhere"]);
    assert.equal(dead('[a](../x.md)').length, 1);
    assert.equal(dead('[a](/docs/a.md)').length, 1);
  });

  it('leaves code alone', () => {
    assert.deepEqual(dead('`[a](none.md)`\n```\n[a](none.md)\n```\n'), []);
    assert.deepEqual(linksOf('`x` [a](b.md)'), [{ target: 'b.md', line: 1 }]);
  });

  it('makes anchors as GitHub does', () => {
    assert.equal(slugOf('What `twin cost --json` prints'), 'what-twin-cost---json-prints');
    assert.equal(slugOf('L3.hot (hot tier)'), 'l3hot-hot-tier');
    assert.deepEqual([...anchorsOf('# A\n```\n# B\n```\n<a id="z"></a>')], ['a', 'z']);
  });
});

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { LAYERS } from '../../scripts/lint/layers.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license: string;
  readonly description?: string;
  readonly type: string;
  readonly workspaces?: readonly string[];
  readonly engines?: Record<string, string>;
  readonly bin?: Record<string, string>;
  readonly exports?: Record<string, Record<string, string>>;
  readonly scripts?: Record<string, string>;
  readonly allowScripts?: Record<string, boolean>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}
interface Lock {
  readonly packages: Record<
    string,
    { version?: string; hasInstallScript?: boolean; integrity?: string; link?: boolean; optionalDependencies?: Record<string, string> }
  >;
}
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
const root = read('package.json') as Manifest;
const lock = read('package-lock.json') as Lock;
const folders = globSync(
  (root.workspaces ?? []).map((glob) => `${glob}/package.json`),
  { cwd: ROOT },
)
  .map((file) => path.dirname(file).split(path.sep).join('/'))
  .sort();
const workspaces = folders.map((folder) => ({ folder, manifest: read(`${folder}/package.json`) as Manifest }));

describe('house/package', () => {
  it('has every script of the development loop, and each names a file that exists', () => {
    for (const name of ['start', 'dev', 'build', 'check', 'format', 'test', 'test:update', 'bench', 'docs', 'package']) {
      const script = root.scripts?.[name];
      assert.ok(script !== undefined, `script '${name}'`);
      for (const [file] of script.matchAll(/scripts\/[\w-]+\.ts/g)) assert.ok(existsSync(path.join(ROOT, file)), file);
    }
  });

  it('is private, MIT and an ES module, everywhere', () => {
    assert.equal(root.private, true);
    for (const { folder, manifest } of [{ folder: '.', manifest: root }, ...workspaces]) {
      assert.equal(manifest.license, 'MIT', folder);
      assert.equal(manifest.type, 'module', folder);
      assert.equal(manifest.version, root.version, folder);
      assert.ok((manifest.description ?? '').length > 10, `${folder} says what it is`);
    }
    for (const { folder, manifest } of workspaces) {
      if (folder.startsWith('packages/')) assert.equal(manifest.private, true, folder);
    }
    const license = readFileSync(path.join(ROOT, 'LICENSE'), 'utf8');
    assert.match(license, /^MIT License\n\nCopyright \(c\) \d{4} Twin2MultiCloud contributors\n/);
  });

  it('pins every version exactly, and the lock holds the same', () => {
    for (const { folder, manifest } of [{ folder: '', manifest: root }, ...workspaces]) {
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        assert.match(version, /^\d+\.\d+\.\d+$/, `${folder} ${name}`);
        const locked = lock.packages[`${folder}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
        assert.ok(locked !== undefined, `${name} is not in package-lock.json: run npm install`);
        if (locked.link !== true) assert.equal(locked.version, version, name);
      }
    }
  });

  it('the lock holds a checksum for every package of the registry', () => {
    for (const [place, entry] of Object.entries(lock.packages)) {
      if (place.startsWith('node_modules/') && entry.link !== true) assert.ok(entry.integrity !== undefined, place);
    }
  });

  it('the lock holds the builds for every platform, so that npm ci works on each', () => {
    const held = new Set(Object.keys(lock.packages).map((place) => place.replace(/^.*node_modules\//, '')));
    for (const [place, entry] of Object.entries(lock.packages)) {
      for (const name of Object.keys(entry.optionalDependencies ?? {})) {
        assert.ok(
          held.has(name),
          `${place} wants ${name}: make package-lock.json anew, or take a version whose builds are all in the registry`,
        );
      }
    }
  });

  it('allows the install scripts that it needs, by name, and no other package has one', () => {
    const withScripts = Object.entries(lock.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([place]) => place.replace(/^.*node_modules\//, ''))
      .filter((name) => name !== 'fsevents');
    assert.deepEqual([...new Set(withScripts)].sort(), Object.keys(root.allowScripts ?? {}).sort());
  });

  it('runs its scripts on the pinned Node', () => {
    assert.equal(`v${root.devDependencies?.node ?? ''}`, process.version);
    assert.equal(root.engines?.node, '>=20');
  });

  it('every package has its place in the table of layers and one entry', () => {
    for (const { folder, manifest } of workspaces) {
      const layer = LAYERS[folder];
      assert.ok(layer !== undefined, `${folder} in scripts/lint/layers.ts`);
      if (!folder.startsWith('packages/')) continue;
      assert.equal(manifest.name, `@twin2multicloud/${path.basename(folder)}`);
      assert.equal(manifest.exports?.['.']?.source, './src/index.ts');
      const declared = Object.keys(manifest.dependencies ?? {});
      const expected = [
        ...(layer.packages === 'any' ? [] : layer.packages.map((name) => `@twin2multicloud/${name}`)),
        ...(layer.external === 'any' ? [] : layer.external),
      ];
      // A part of a package may have a layer of its own: what fetches prices uses the clouds' SDKs, and is only ever imported dynamically.
      const free = Object.entries(LAYERS).some(([part, { external }]) => part.startsWith(`${folder}/src/`) && external === 'any');
      for (const name of declared)
        assert.ok(expected.includes(name) || (free && !name.startsWith('@twin2multicloud/')), `${folder} may not depend on ${name}`);
    }
  });

  it('every package is type-checked and linted', () => {
    const references = (read('tsconfig.json') as { references: { path: string }[] }).references.map((reference) => reference.path);
    for (const { folder } of workspaces) {
      if (existsSync(path.join(ROOT, folder, 'src'))) assert.ok(references.includes(folder), `${folder} in tsconfig.json`);
    }
  });
});

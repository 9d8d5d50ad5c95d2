import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { findClients } from './credentials.ts';
import { KEYS, serve, trial } from './test-kit.ts';

type Environment = Readonly<Record<string, string | undefined>>;

describe('AWS credentials', () => {
  let folder: string;
  const before = { ...process.env };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'twin-aws-keys-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  /** The key that the clients of two regions sign with; null: none was found. */
  async function keyOf(
    env: Environment | undefined,
    limitMs?: number,
  ): Promise<{ key: string | null; log: readonly string[]; ms: number }> {
    const { request, log, http } = trial([], { awsQuery: 'http://127.0.0.1:9' }, { credentials: env === undefined ? {} : { env } });
    const start = performance.now();
    const clientOf = await findClients(request, limitMs);
    const ms = performance.now() - start;
    const keys = await Promise.all(
      (['eu-central-1', 'us-east-1'] as const).map(async (region) => (await clientOf?.(region).config.credentials())?.accessKeyId),
    );
    http.close();
    assert.equal(keys[0], keys[1]);
    return { key: keys[0] ?? null, log, ms };
  }

  const file = (name: string, text: string): string => {
    const where = path.join(folder, name);
    writeFileSync(where, text);
    return where;
  };

  it('are those of the environment', async () => {
    assert.equal((await keyOf(KEYS)).key, 'AKIAEXAMPLE');
  });

  it('are a profile’s, from the files that the environment names, also where the environment has keys', async () => {
    const AWS_SHARED_CREDENTIALS_FILE = file(
      'keys',
      '[default]\naws_access_key_id=AKIADEFAULT\naws_secret_access_key=x\n[work]\naws_access_key_id=AKIAWORK\naws_secret_access_key=y\n',
    );
    assert.equal((await keyOf({ AWS_SHARED_CREDENTIALS_FILE })).key, 'AKIADEFAULT');
    assert.equal((await keyOf({ AWS_SHARED_CREDENTIALS_FILE, AWS_PROFILE: 'work', ...KEYS })).key, 'AKIAWORK');
    assert.equal((await keyOf({ AWS_SHARED_CREDENTIALS_FILE, AWS_PROFILE: 'gone' })).key, null);
  });

  it('are what a helper program prints', async () => {
    const keys = JSON.stringify({ Version: 1, AccessKeyId: 'AKIAHELPER', SecretAccessKey: 'x' });
    const helper = file('helper.cjs', `console.log(${JSON.stringify(keys)});`);
    const AWS_CONFIG_FILE = file('config', `[default]\ncredential_process = "${process.execPath}" "${helper}"\n`);
    assert.equal((await keyOf({ AWS_CONFIG_FILE })).key, 'AKIAHELPER');
  });

  it('are none where a given environment has none, whatever the process’s own has', async () => {
    Object.assign(process.env, KEYS);
    const { key, log } = await keyOf({ HOME: folder });
    assert.deepEqual([key, log], [null, []]);
  });

  it('are the process’s own where no environment is given', async () => {
    Object.assign(process.env, KEYS);
    assert.equal((await keyOf(undefined)).key, 'AKIAEXAMPLE');
    assert.equal((await keyOf(process.env)).key, 'AKIAEXAMPLE');
  });

  it('are not waited for where a helper program hangs', async () => {
    const helper = file('helper.cjs', 'setTimeout(() => {}, 1500);');
    const AWS_CONFIG_FILE = file('config', `[default]\ncredential_process = "${process.execPath}" "${helper}"\n`);
    const { key, log, ms } = await keyOf({ AWS_CONFIG_FILE }, 100);
    assert.equal(key, null);
    assert.deepEqual(log, ['AWS credentials were not there within 0.1 s.']);
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('are not waited for where a metadata service does not answer; a copy of the process’s environment is as good as none', async () => {
    const silent = await serve(() => undefined);
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, { HOME: folder, AWS_EC2_METADATA_SERVICE_ENDPOINT: silent.origin });
    try {
      const { key, ms } = await keyOf({ ...process.env, OTHER: 'x' });
      assert.equal(key, null);
      assert.ok(silent.asked.length > 0);
      assert.ok(ms < 4000, `${ms} ms`);
      // Another environment has no machine behind it.
      const other = await keyOf({ HOME: folder });
      assert.equal(other.key, null);
      assert.ok(other.ms < ms / 2, `${other.ms} ms and ${ms} ms`);
    } finally {
      await silent.close();
    }
  });

  it('are not asked for after a cancel', async () => {
    const { request, abort, http } = trial([], { awsQuery: 'http://127.0.0.1:9' }, { credentials: { env: { HOME: folder } } });
    abort.abort(new Error('cancelled'));
    await assert.rejects(findClients(request), /cancelled/);
    http.close();
  });
});

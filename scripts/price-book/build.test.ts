import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { before, describe, it } from 'mocha';
import { splitFree } from '@twin2multicloud/pricing';
import { buildBook, type Sources } from './build.ts';
import { EVIDENCE, readSources, type Curated, type Rule } from './curated.ts';

const ROOT = new URL('../../', import.meta.url);
const run = promisify(execFile);

describe('building the price book', () => {
  let sources: Sources;
  before(async () => {
    sources = await readSources(new URL('packages/pricing/sources/', ROOT));
  });

  /** The sources with one rule changed. */
  function withRule(meter: string, region: string, change: (rule: object) => object): Sources {
    const rules = sources.curated.prices[meter]!;
    const changed = { ...rules, [region]: change(rules[region] ?? {}) as Rule };
    return { ...sources, curated: { ...sources.curated, prices: { ...sources.curated.prices, [meter]: changed } } };
  }

  it('makes the very files that are committed', async function () {
    this.timeout(20_000);
    const folder = await mkdtemp(path.join(tmpdir(), 'price-book-'));
    try {
      await run(process.execPath, ['--conditions=source', 'scripts/price-book.ts', folder], { cwd: ROOT });
      for (const file of ['packages/pricing/src/bundled-book.json', 'packages/pricing/src/paper-prices.json', 'docs/prices.md']) {
        const made = await readFile(path.join(folder, file), 'utf8');
        const committed = await readFile(new URL(file, ROOT), 'utf8');
        assert.equal(made, committed, `${file} is not what scripts/price-book.ts makes: run it`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('makes the same book of the same sources', () => {
    assert.equal(JSON.stringify(buildBook(sources)), JSON.stringify(buildBook(sources)));
  });

  it('knows every class of evidence that the curated file uses', () => {
    const used = Object.values(sources.curated.prices).flatMap((rules) => Object.values(rules).map((rule) => rule.evidence));
    for (const evidence of used) assert.ok(EVIDENCE.includes(evidence), evidence);
  });

  it('refuses a record of another region as one of this', () => {
    const foreign = withRule('azure.cosmos-db.provisioned', 'eu-central', (rule) => ({ ...rule, evidence: 'record' }));
    assert.throws(
      () => buildBook(foreign),
      /azure\.cosmos-db\.provisioned in eu-central: 65d4ded2.* is a record of eastus, not of westeurope/,
    );
  });

  it('refuses a record that is too old', () => {
    const old = withRule('aws.s3-infrequent-access.puts', 'eu-central', () => ({
      evidence: 'record',
      file: 'aws-s3-2016',
      id: '2YEQ3FP5YQ38N8A3',
    }));
    assert.throws(() => buildBook(old), /2YEQ3FP5YQ38N8A3 was recorded in 2016-01-07, which says nothing of today's price/);
  });

  it('refuses a record in another unit than the meter', () => {
    const wrong = withRule('aws.s3-standard.storage', 'us-east', (rule) => ({ ...rule, id: 'E9YHNFENF4XQBZR6' }));
    assert.throws(() => buildBook(wrong), /E9YHNFENF4XQBZR6 is quoted per count, and the meter needs GB-month/);
  });

  it('refuses an id that is not recorded, and a meter without evidence', () => {
    assert.throws(
      () => buildBook(withRule('gcp.cloud-run.cpu', 'both', (rule) => ({ ...rule, id: 'NONE' }))),
      /gcp\.cloud-run\.cpu in eu-central: There are 0 records of NONE/,
    );
    const { 'gcp.cloud-run.cpu': _, ...others } = sources.curated.prices;
    assert.throws(() => buildBook({ ...sources, curated: { ...sources.curated, prices: others } }), /There is no evidence/);
  });

  it('refuses a record that stops, unless what follows is named', () => {
    const cut = withRule('aws.lambda.duration', 'eu-central', (rule) => ({ ...rule, above: undefined }));
    assert.throws(() => buildBook(cut), /recorded to 6000000000/);
  });

  it('refuses an unconfirmed price without a reason', () => {
    assert.throws(() => buildBook(withRule('gcp.scheduler.jobs', 'both', (rule) => ({ ...rule, why: undefined }))), /needs a reason/);
  });

  it('refuses an allowance that the record does not have', () => {
    const free = { ...sources.curated.free, 'gcp.cloud-run.cpu': { ...sources.curated.free['gcp.cloud-run.cpu']!, quantity: '240000' } };
    assert.throws(
      () => buildBook({ ...sources, curated: { ...sources.curated, free } }),
      /allowance is 180000, and the curated one 240000/,
    );
    const { 'gcp.cloud-run.cpu': _, ...none } = sources.curated.free;
    assert.throws(
      () => buildBook({ ...sources, curated: { ...sources.curated, free: none } }),
      /has an allowance of 180000, and the curated file has none/,
    );
  });

  it('refuses meters and limits that the model does not have', () => {
    const curated: Curated = { ...sources.curated, prices: { ...sources.curated.prices, 'aws.sqs.requests': {} } };
    assert.throws(() => buildBook({ ...sources, curated }), /no meter aws\.sqs\.requests/);
    const limits = { ...sources.curated.limits, 'aws.sqs.message-bytes': { value: 1, status: 'confirmed', source: '' } };
    assert.throws(() => buildBook({ ...sources, curated: { ...sources.curated, limits } }), /reads no limit aws\.sqs\.message-bytes/);
  });
});

describe('taking an allowance out of a record', () => {
  it('keeps the absolute bounds of the tiers behind it', () => {
    const tiers = [
      { from: '0', price: '0' },
      { from: '100', price: '0.087' },
      { from: '10335', price: '0.083' },
    ];
    assert.deepEqual(splitFree({ tiers }), {
      free: '100',
      tiers: [
        { from: '0', price: '0.087' },
        { from: '10335', price: '0.083' },
      ],
    });
  });

  it('leaves a record without one alone, and refuses one that is only that', () => {
    assert.deepEqual(splitFree({ tiers: [{ from: '0', price: '1' }] }), { free: undefined, tiers: [{ from: '0', price: '1' }] });
    assert.throws(() => splitFree({ tiers: [{ from: '0', price: '0' }] }), /zero price only/);
  });
});

/** The clouds' worked examples through `meter`, each with its own prices: every component and every total. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { answerOf, type Adapters, type Example } from './adapter.ts';
import { AWS_ADAPTERS } from './adapters-aws-data.ts';
import { AZURE_ADAPTERS } from './adapters-azure-data.ts';
import { GCP_ADAPTERS } from './adapters-gcp-data.ts';

const ADAPTERS: Adapters = { ...AWS_ADAPTERS, ...AZURE_ADAPTERS, ...GCP_ADAPTERS };

/** Examples that no meter can answer, with the reason. Those whose own arithmetic is not consistent are left out as well. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

const { examples } = JSON.parse(readFileSync(path.join(import.meta.dirname, 'worked-examples.json'), 'utf8')) as {
  readonly examples: readonly Example[];
};

/** What the example's own formula gives; the file keeps six decimals of it. */
function expectComputed(actual: number, computed: number, what: string): void {
  assert.ok(Math.abs(actual - computed) <= Math.max(5.1e-7, 1e-9 * Math.abs(computed)), `${what}: ${actual} instead of ${computed}`);
}

/** Half a unit of the last decimal that is printed, whichever way the source rounds the half. */
function expectPublished(actual: number, published: number, what: string): void {
  const decimals = /\.(\d+)$/.exec(String(published))?.[1]?.length ?? 0;
  assert.ok(Math.abs(actual - published) <= 0.5 * 10 ** -decimals + 1e-9, `${what}: ${actual}, printed as ${published}`);
}

describe('worked examples of the clouds', () => {
  let passed = 0;

  for (const example of examples) {
    const { id, service, expected, arithmetic_consistent } = example;
    const adapter = ADAPTERS[id];
    const reason = arithmetic_consistent ? LEFT_OUT[id] : 'its own arithmetic is not consistent';
    if (reason !== undefined) {
      it(`${id} (${service}) is left out: ${reason}`, () => assert.equal(adapter, undefined));
      continue;
    }
    it(`${id} (${service})`, () => {
      assert.ok(adapter, 'neither an adapter nor a reason to leave it out');
      const answer = answerOf(example, adapter);
      for (const { name, computed, published } of expected.components) {
        const actual = answer.components[name]!;
        expectPublished(actual, published, `${id} ${name}`);
        if (!adapter.fromPrinted?.includes(name)) expectComputed(actual, computed, `${id} ${name}`);
      }
      expectPublished(answer.total, expected.total, `${id} total`);
      if (!adapter.fromPrinted?.includes('total')) expectComputed(answer.total, expected.total_computed, `${id} total`);
      passed++;
    });
  }

  it('has an example for every adapter and every reason', () => {
    const known = examples.map((example) => example.id);
    assert.deepEqual(
      [...Object.keys(ADAPTERS), ...Object.keys(LEFT_OUT)].filter((id) => !known.includes(id)),
      [],
    );
  });

  it('notices a wrong price, a wrong block and a wrong tier', () => {
    const lambda = examples.find((example) => example.id === 'aws-lambda-05-tiers-x86')!;
    const wrong = answerOf({ ...lambda, prices_used: { ...lambda.prices_used, tier2_next_9B: 1.6e-5 } }, ADAPTERS[lambda.id]!);
    assert.throws(() => expectPublished(wrong.total, lambda.expected.total, 'total'));
    assert.throws(() => expectPublished(100003.05, 100003.2, 'binary overhead'));
    assert.throws(() => expectComputed(1.875002, 1.875, 'reads'));
  });

  after(() => console.log(`      ${passed} of ${examples.length} worked examples pass, ${examples.length - passed} left out or failed`));
});

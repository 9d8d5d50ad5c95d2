import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LIMIT_VALUES } from '../../../test/fixtures/flat-book.ts';
import { twinWith } from '../../../test/fixtures/twin.ts';
import { violations } from './constraints.ts';
import { factsOf } from './facts.ts';
import type { Limits } from './limits.ts';

const DEVICE = 'count 1  every 1 s';
const found = (device: string, body = '', limits: Partial<Limits> = {}): string[] =>
  violations(factsOf(twinWith(device, body), { ...LIMIT_VALUES, ...limits })).map(({ slot, provider }) => `${slot} ${provider}`);

describe('constraints', () => {
  it('are silent for an ordinary twin', () => {
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, 'processing { run "./f.ts" for motion }\nmanagement { model A { has motion } }'), []);
  });

  it('hold messages and items against each cloud’s limit, at the limit and just above it', () => {
    assert.deepEqual(found(`${DEVICE}  payload 128 KB`), []);
    assert.deepEqual(found(`${DEVICE}  payload 129 KB`), ['L1 aws']);
    assert.deepEqual(found(`${DEVICE}  payload 257 KB`), ['L1 aws', 'L1 azure']);
    assert.deepEqual(found(`${DEVICE}  payload 400 KB`), ['L1 aws', 'L3.hot aws', 'L1 azure']);
    assert.deepEqual(found(`${DEVICE}  payload 1 MB`), ['L1 aws', 'L3.hot aws', 'L1 azure', 'L3.hot gcp']);
    assert.deepEqual(found(`${DEVICE}  payload 2 MB`), ['L1 aws', 'L3.hot aws', 'L1 azure', 'L3.hot azure', 'L3.hot gcp']);
  });

  it('say which group, how large, how much is allowed, and where it was written', () => {
    const scenario = twinWith(`${DEVICE}  payload 300 KB`);
    const [first] = violations(factsOf(scenario, LIMIT_VALUES));
    assert.equal(first?.reason, 'messages of motion have 300 KB, AWS IoT Core takes at most 128 KB');
    assert.deepEqual(first.at, scenario.groups[0]?.payload.at);
    assert.ok(first.at);
  });

  it('hold user functions against memory and duration, of `run` and of `call` only', () => {
    const big = 'function 2 GB for 11 min';
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, `processing { ${big} }`), []);
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, `processing { ${big}\n run "./f.ts" for motion }`), ['L2 azure']);
    assert.deepEqual(
      found(`${DEVICE}  payload 1 KB  telemetry { x: number }`, `processing { ${big}\n on motion.x > 1 { call "./f.ts" } }`),
      ['L2 azure'],
    );
    assert.deepEqual(
      found(`${DEVICE}  payload 1 KB  telemetry { x: number }`, `processing { ${big}\n on motion.x > 1 { notify "n" } }`),
      [],
    );
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, 'processing { run "./f.ts" for motion { function 1 GB for 15 min } }'), ['L2 azure']);
    assert.deepEqual(
      found(`${DEVICE}  payload 1 KB`, 'processing { run "./f.ts" for motion }', {
        'aws.lambda.memory-max-bytes': 1,
        'gcp.cloud-run.duration-max-seconds': 0.01,
      }),
      ['L2 aws', 'L2 gcp'],
    );
  });

  it('hold entities against the twins of one Digital Twins instance', () => {
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, 'management { entities 1_000_000 }'), []);
    assert.deepEqual(found(`${DEVICE}  payload 1 KB`, 'management { entities 1_000_001 }'), ['L4 azure']);
  });

  it('let the noise of binary arithmetic pass', () => {
    const scenario = twinWith(`${DEVICE}  payload 1 KB`);
    const [group] = scenario.groups;
    assert.ok(group);
    const noisy = { ...scenario, groups: [{ ...group, payload: { value: 131_072 * (1 + 1e-12), at: null } }] };
    assert.deepEqual(violations(factsOf(noisy, LIMIT_VALUES)), []);
  });

  it('write absurd sizes as powers of ten', () => {
    const scenario = twinWith(`${DEVICE}  payload 1 KB`);
    const [group] = scenario.groups;
    assert.ok(group);
    const absurd = { ...scenario, groups: [{ ...group, payload: { value: 1e308, at: null } }] };
    assert.match(violations(factsOf(absurd, LIMIT_VALUES))[0]?.reason ?? '', /have 9\.766e\+304 KB/);
  });
});

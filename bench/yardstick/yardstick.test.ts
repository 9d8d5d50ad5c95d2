import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { parse, syntaxProblems } from '@twin2multicloud/language';
import { manyTwins, oneTwin } from '../generate.ts';
import { parseByHand } from './parse.ts';

const SAMPLES = new URL('../../samples/', import.meta.url);

function assertSameTree(text: string): void {
  assert.deepEqual(syntaxProblems(parse(text)), []);
  assert.deepEqual(parseByHand(text), parse(text).tree);
}

describe('the yardstick parser', () => {
  it('builds the same tree of generated texts', () => {
    for (const text of [manyTwins(40), oneTwin(60), manyTwins(3).replaceAll('\n', '\r\n')]) assertSameTree(text);
  });

  it('builds the same tree of every statement of the language', () => {
    assertSameTree(`language 1
import "./devices.twin"

/// A house.
/// Two lines.
twin Home "Home" {
  region aws eu-central-1 azure westeurope // trailing
  budget L3 1_000.5e1 EUR / month
  residency EU
  tags { team: "a \\"b\\" c"  "cost center": "4711" }
  assume { transfer.retries 2  storage.overhead 10 % }
  devices thermostats : Thermostat { count 60 }
  /// Moves.
  devices motion {
    connect active every 2 min active 16 h / day 5 days / week
    /// The field.
    telemetry { moving: boolean  battery: number "%" x: string 12 }
    storage { archive none read cool 5 GB / month hot 1 month }
  }
  processing {
    function 128 MB for 100 ms
    run "./a.ts" for thermostats motion { function 1 GB for 2 s }
    on thermostats.temperature > 30 and
      not (motion.moving or motion.battery <= -10) or a.b == "q" for 5 min matches 1 % {
      notify "too hot" call "./x.ts"
      workflow "w" 12 steps
      feedback thermostats { setpoint: 20  on: true }
    }
  }
  management { model House "Main" { model Room { has 40 thermostats motion } model Cellar } scene "./house.glb" 100 MB entities 4 queries 5 / h }
  visualization { editors 2 refresh 12 / hour for 1 h / day }
  place {
    L1     aws
    L3.hot azure
    L4     auto except gcp aws
  }
  scenario Winter "Cold" { thermostats.every = 30 s  motion.active = 16 h / day 5 days / week h.count = 80 storage.cool = none place.L1 = aws }
}
device Thermostat { every 2min payload 0.25KB }
`);
  });

  for (const name of existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((file) => file.endsWith('.twin')) : []) {
    it(`builds the same tree of samples/${name}`, () => {
      assertSameTree(readFileSync(new URL(name, SAMPLES), 'utf8'));
    });
  }
});

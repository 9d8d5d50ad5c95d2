import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { manyTwins, oneTwin, random } from '../../../../bench/generate.ts';
import { format } from './format.ts';
import { parse, syntaxProblems } from './parse.ts';
import { lexAll } from './tokens.ts';

const MESSY = `
language 1
import "./devices.twin"   // shared
/// A house.
twin  Home "Home"{ // the head
region eu-central    // where
providers aws    azure
tags{team:"facility" cost-center: "4711"}
// before thermostats

   devices thermostats:Thermostat{count 60}
/// Moves.
  devices motion {
      count 40
      rate 30/hour   // each
      active 16 h/day 5 days/week


      telemetry { moving:boolean  battery : number "%" }
      storage{archive none}
      // the last of the block
  }
  processing { function 128MB for 100ms
    run "./a.ts" for thermostats { function 1 GB for 2 s }
    on thermostats.temperature>30 and // warm
    not (motion.moving or
       motion.battery < 10) for 5 min matches 1% {notify "too hot" feedback thermostats{setpoint:20}}
    on motion.battery < 10 { call "./functions/order-battery-with-a-long-name.ts" workflow "replace the battery of the device" 12 steps }
  }
  management { model House "Main house" { model Room { has 40 thermostats motion } model Cellar { count 3 has thermostats } } scene "./house.glb" 100 MB }
  place { L1 aws
    L4 auto except gcp }
  scenario Winter { thermostats.every=30 s  motion.count = 80 } scenario S {}
}
device Thermostat { every 2 min
telemetry {
temperature: number "°C" // warm
l: string 12
} }
// the end`;

/** A tree without offsets: what a text means. */
function meaning(text: string): string {
  return JSON.stringify(parse(text).tree, (key, value: unknown) =>
    key === 'start' || key === 'end' || key === 'numberEnd' || key === 'span' ? undefined : value,
  );
}

const comments = (text: string): string[] =>
  lexAll(text)
    .filter((token) => token.image.startsWith('//'))
    .map((token) => token.image.trimEnd());

function assertWellFormatted(text: string): void {
  const formatted = format(text);
  assert.ok(meaning(formatted) === meaning(text), `the meaning of ${JSON.stringify(text)}`.slice(0, 3000));
  assert.deepEqual(comments(formatted), comments(text), `the comments of ${JSON.stringify(text)}`);
  assert.equal(format(formatted), formatted, `a second time: ${JSON.stringify(text)}`);
}

describe('format', () => {
  it('lays out a text', () => {
    assert.deepEqual(syntaxProblems(parse(MESSY)), []);
    assert.equal(
      format(MESSY),
      `language 1
import "./devices.twin"  // shared
/// A house.
twin Home "Home" {  // the head
  region    eu-central  // where
  providers aws azure
  tags      { team: "facility"  cost-center: "4711" }
  // before thermostats

  devices thermostats : Thermostat { count 60 }
  /// Moves.
  devices motion {
    count  40
    rate   30 / hour  // each
    active 16 h / day  5 days / week

    telemetry { moving: boolean  battery: number "%" }
    storage   { archive none }
    // the last of the block
  }
  processing {
    function 128 MB for 100 ms
    run "./a.ts" for thermostats { function 1 GB for 2 s }
    on thermostats.temperature > 30 and  // warm
        not (motion.moving or
        motion.battery < 10) for 5 min matches 1 % { notify "too hot"  feedback thermostats { setpoint: 20 } }
    on motion.battery < 10 {
      call "./functions/order-battery-with-a-long-name.ts"
      workflow "replace the battery of the device" 12 steps
    }
  }
  management {
    model House "Main house" { model Room { has 40 thermostats motion }  model Cellar { count 3  has thermostats } }
    scene "./house.glb" 100 MB
  }
  place {
    L1 aws
    L4 auto except gcp
  }
  scenario Winter { thermostats.every = 30 s  motion.count = 80 }
  scenario S      {}
}
device Thermostat {
  every 2 min
  telemetry {
    temperature: number "°C"  // warm
    l:           string 12
  }
}
// the end
`,
    );
    assertWellFormatted(MESSY);
  });

  it('leaves a damaged member as it is and formats the rest', () => {
    const text = 'twin X {\ndevices a { count 1 }\n    devices   b   { count = }  // damaged\nstorage{hot 1 month}\n}';
    const formatted = 'twin X {\n  devices a { count 1 }\n    devices   b   { count = }  // damaged\n  storage { hot 1 month }\n}\n';
    assert.equal(format(text), formatted);
    assert.equal(format(formatted), formatted);
  });

  it('ends a file with one line break, and an empty one with none', () => {
    assert.equal(format('  \n\n'), '');
    assert.equal(format('twin X {}\r\n\r\n\r\n'), 'twin X {}\n');
  });

  it('leaves its own output alone', () => {
    for (const text of [manyTwins(5), oneTwin(5)]) assertWellFormatted(text);
  });

  it('never changes the meaning, loses no comment and is idempotent', function () {
    this.timeout(120_000);
    const rounds = Number(process.env.FUZZ_FORMAT ?? 3_000);
    const harmless = ['\n', ' ', '  ', '\t', '// c\n', '\n// own line\n', '\n\n\n', '\r\n', '\n/// doc\n'];
    const harmful = ['{', '}', '"', '(', '=', ':', 'x', '5 ', 'storage', ' and', '.', '\ntwin '];
    const texts = [MESSY, manyTwins(2), oneTwin(2), format(MESSY)];
    for (let seed = 1; seed <= rounds; seed++) {
      const next = random(seed);
      let text = texts[seed % texts.length] ?? '';
      for (let step = Math.floor(next() * 6); step >= 0; step--) {
        const at = Math.floor(next() * text.length);
        const bits = next() < 0.7 ? harmless : harmful;
        text = text.slice(0, at) + (bits[Math.floor(next() * bits.length)] ?? '') + text.slice(at + (next() < 0.8 ? 0 : 1));
      }
      assertWellFormatted(text);
    }
  });
});

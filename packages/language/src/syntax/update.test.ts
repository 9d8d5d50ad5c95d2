import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { manyTwins, oneTwin, random } from '../../../../bench/generate.ts';
import { parse, syntaxProblems, type Parsed } from './parse.ts';
import { update, type TextChange } from './update.ts';

const HOME = `language 1
import "./devices.twin"

/// A house.
twin Home "Home" {
  region    eu-central    // where
  providers aws azure
  tags      { team: "facility"  cost-center: "4711" }

  devices thermostats : Thermostat { count 60 }
  /// Moves.
  devices motion {
    count 40
    rate  30 / hour
    telemetry { moving: boolean  battery: number "%" }
    storage { archive none }
  }
  processing {
    run "./a.ts" for thermostats
    on thermostats.temperature > 30 and
       not motion.moving for 5 min matches 1 % { notify "too hot"  feedback thermostats { setpoint: 20 } }
  }

  storage {
    hot 1 month
    cool 3 months
  }
  management { model House { has 40 thermostats motion } }
  place { L1 aws
    L4 auto except gcp }
  scenario Winter { thermostats.every = 30 s  motion.count = 80 }
}

/// Warm.
device Thermostat {
  every 2 min
  telemetry {
    temperature: number "°C"
  }
}
twin Second { storage { hot 2 months } }
twin Third {
  currency EUR
  budget 5 EUR / month

  devices a { count 1 }
}
`;

const BITS = [
  '{', '}', '"', '(', ')', '\n', '\n}\n', '/// x\n', '//', '///', 'twin X {', '\ntwin ', '\ndevice D {', 'devices ', 'storage ', 'storage {', '=', ':', '.', '5',
  'é', '-', '/', 'for ', 'on ', ' and', ' and\n',
  ' &&\n',
  ' && ',
  '#',
  ',',
  '/*', 'x', ' ', '\t', '\r\n', 'import "x"\n', 'count 3', 'model', '\n\n', 'm', '[', 'processing', 'e', '%', 'twn Y {\n', '  twin Z {\n',
]; // prettier-ignore

/** A random edit; now and then one that takes a line or a brace away. */
function randomEdit(next: () => number, text: string): TextChange {
  const pick = (below: number): number => Math.floor(next() * below);
  const start = pick(text.length + 1);
  const kind = pick(10);
  if (kind < 4) return { start, end: start, text: BITS[pick(BITS.length)] ?? '' };
  if (kind < 7) return { start, end: Math.min(text.length, start + 1 + pick(3)), text: '' };
  if (kind < 8) return { start, end: Math.min(text.length, start + pick(60)), text: BITS[pick(BITS.length)] ?? '' };
  if (kind < 9) {
    const brace = text.indexOf(next() < 0.5 ? '}' : '{', start);
    return brace < 0 ? { start, end: start, text: 'y' } : { start: brace, end: brace + 1, text: '' };
  }
  const line = text.indexOf('\n', start);
  const from = pick(text.length);
  const copy = text.slice(from, from + pick(80));
  return line < 0 ? { start, end: start, text: copy } : { start: line + 1, end: line + 1, text: copy };
}

function assertSame(updated: Parsed, text: string, story: () => string): void {
  const full = parse(text);
  const [a, b] = [JSON.stringify(updated.tree), JSON.stringify(full.tree)];
  if (a !== b) assert.deepEqual(updated.tree, full.tree, story());
  const [c, d] = [JSON.stringify(syntaxProblems(updated)), JSON.stringify(syntaxProblems(full))];
  if (c !== d) assert.deepEqual(syntaxProblems(updated), syntaxProblems(full), story());
  assert.equal(updated.text, text);
}

describe('update', () => {
  it('equals a full parse after every edit of many random sequences', function () {
    this.timeout(120_000);
    const sequences = Number(process.env.FUZZ_UPDATE ?? 1_500);
    const small = [HOME, manyTwins(3), oneTwin(4), HOME.replaceAll('\n', '\r\n')];
    for (let seed = 1; seed <= sequences; seed++) {
      const next = random(seed);
      let text = small[seed % small.length] ?? '';
      let parsed = parse(text);
      const edits: TextChange[] = [];
      for (let step = 0; step < 6; step++) {
        const edit = randomEdit(next, text);
        edits.push(edit);
        text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
        parsed = update(parsed, edit);
        assertSame(parsed, text, () => `seed ${seed}, edits ${JSON.stringify(edits)}`);
      }
    }
  });

  it('types a file letter by letter', function () {
    this.timeout(60_000);
    let parsed = parse('');
    for (let at = 0; at < HOME.length; at++) {
      parsed = update(parsed, { start: at, end: at, text: HOME.charAt(at) });
      if (at % 7 === 0 || at === HOME.length - 1) assertSame(parsed, HOME.slice(0, at + 1), () => `letter ${at}`);
    }
  });

  it('keeps the identity of what did not change', () => {
    const text = oneTwin(20) + manyTwins(3).replace('language 1\n', '');
    const before = parse(text);
    const [city, plant] = before.tree.declarations;
    const members = [...(city?.members ?? [])];
    const at = text.indexOf('count', text.indexOf('sensors7 '));
    const digit = text.indexOf('8', at);
    const after = update(before, { start: digit, end: digit, text: '1' });
    const changed = after.tree.declarations[0]?.members ?? [];
    assert.equal(changed.length, members.length);
    assert.equal(changed.filter((member, index) => member !== members[index]).length, 1);
    assert.equal(after.tree.declarations[1], plant);
    assert.notEqual(after.tree.declarations[0], city);
  });

  it('leaves the document before the edit readable', () => {
    const before = parse(HOME);
    const tree = JSON.stringify(before.tree);
    const start = HOME.indexOf('60');
    const after = update(before, { start, end: start, text: '1' });
    assert.equal(JSON.stringify(before.tree), tree);
    const again = update(before, { start, end: start, text: '2' });
    assert.equal(again.text, after.text.replace('160', '260'));
  });
});

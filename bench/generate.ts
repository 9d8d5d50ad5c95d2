/**
 * Generators of realistic `.twin` texts for benchmarks and tests: many small twins, or one twin with many groups.
 * Deterministic: the same arguments give the same text. They know the language's surface only.
 */

/** A small generator of pseudo-random numbers (mulberry32), so that a run can be repeated. Numbers from 0 up to, not including, 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `twins` small twins of 16 or 17 lines each: 600 of them are about 10,000 lines. */
export function manyTwins(twins: number): string {
  const parts: string[] = ['language 1\n'];
  for (let index = 0; index < twins; index++) {
    parts.push(`${index % 3 === 0 ? '' : `\n/// Plant ${index} of many.`}
twin Plant${index} "Plant ${index}" {
  region   eu-central
  currency EUR
  devices pumps${index} {
    count     ${10 + (index % 90)}
    every     ${1 + (index % 9)} min
    payload   0.5 KB
    telemetry { pressure: number "bar"  running: boolean }
  }
  processing {
    on pumps${index}.pressure > ${20 + (index % 30)} for 5 min { notify "too high" }
  }
  storage { hot 1 month  cool 3 months  archive ${12 + (index % 12)} months }
  place   { L1 aws }
}
`);
  }
  return parts.join('');
}

/** One twin with `groups` device groups of ten lines each, and the other blocks a twin has: 1,000 groups are 10,000 lines. */
export function oneTwin(groups: number): string {
  const parts: string[] = [
    'language 1\n\n/// A city of one twin.\ntwin City "City" {\n  region   eu-central\n  budget   9000 USD / month\n',
  ];
  for (let index = 0; index < groups; index++) {
    parts.push(`
  /// Sensors of district ${index}.
  devices sensors${index} {
    count     ${1 + (index % 400)}
    rate      ${6 + (index % 50)} / hour   // of each
    active    16 h / day  5 days / week
    payload   0.25 KB
    telemetry { level: number "%"  open: boolean }
    storage   { archive none }
  }
`);
  }
  parts.push(`
  processing {
    function 128 MB for 100 ms
    on sensors0.level > 90 and not sensors0.open { notify "full" }
  }

  storage {
    hot     1 month
    cool    3 months
    archive 12 months
  }

  visualization {
    editors 2
    viewers 5
    refresh 12 / hour for 1 h / day
  }
}
`);
  return parts.join('');
}

/** A text of about `lines` lines, with many twins or with one. */
export function textOfLines(lines: number, shape: 'many' | 'one'): string {
  return shape === 'many' ? manyTwins(Math.max(1, Math.round((lines - 2) / 16.667))) : oneTwin(Math.max(1, Math.round((lines - 30) / 10)));
}

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { link } from '../semantics/program.ts';
import { parse } from '../syntax/parse.ts';
import {
  codeActions,
  completion,
  definition,
  documentation,
  documentHighlights,
  nodeAt,
  onTypeFormatting,
  prepareRename,
  references,
  rename,
  selectionRanges,
  signatureHelp,
} from './index.ts';

/** The most that the median of a service at a cursor may take, warm; bench/ measures what it takes. */
const MOST_MS = 1;

const group = (name: string): string => `
  /// Sensors.
  devices ${name} {
    count   40
    every   2 min
    payload 0.25 KB
    telemetry { level: number "%"  open: boolean }
    storage { archive none }
  }
`;
const many = Array.from(
  { length: 600 },
  (_, at) => `twin Plant${at} {${group('pumps')}
  processing { on pumps.level > 3 { notify "high" } }
  storage { hot 1 month  cool 3 months }
  place { L1 aws }
}
`,
).join('\n');
const one = `twin City {${Array.from({ length: 1_100 }, (_, at) => group(`sensors${at}`)).join('')}
  processing { on sensors7.level > 3 { notify "high" } }
}
`;

describe('services at a cursor in 10,000 lines', () => {
  for (const [label, text] of [
    ['600 twins', many],
    ['one twin', one],
  ] as const) {
    it(`take at most ${String(MOST_MS)} ms: ${label}`, function () {
      this.timeout(60_000);
      assert.ok(text.split('\n').length > 8_000);
      const parsed = parse(text, 'main.twin');
      const program = link(new Map([['main.twin', parsed]]), 'main.twin');
      const services: Record<string, (offset: number) => unknown> = {
        nodeAt: (offset) => nodeAt(parsed, offset),
        completion: (offset) => completion(program, offset),
        documentation: (offset) => documentation(program, offset),
        signatureHelp: (offset) => signatureHelp(program, offset),
        definition: (offset) => definition(program, offset),
        references: (offset) => references(program, offset),
        documentHighlights: (offset) => documentHighlights(program, offset),
        prepareRename: (offset) => prepareRename(program, offset),
        rename: (offset) => rename(program, offset, 'other'),
        selectionRanges: (offset) => selectionRanges(parsed, offset),
        onTypeFormatting: (offset) => onTypeFormatting(parsed, offset, '\n'),
        codeActions: (offset) => codeActions(program, { start: offset, end: offset }, { only: ['quickfix', 'refactor'] }),
      };
      const offsets = Array.from({ length: 101 }, (_, at) => Math.floor((text.length * ((at * 37) % 101)) / 101));
      for (const [name, ask] of Object.entries(services)) {
        for (const offset of offsets) ask(offset);
        const times = offsets
          .map((offset) => {
            const start = performance.now();
            ask(offset);
            return performance.now() - start;
          })
          .sort((a, b) => a - b);
        const median = times[50] ?? Infinity;
        assert.ok(median <= MOST_MS, `${name}: ${median.toFixed(3)} ms`);
      }
    });
  }
});

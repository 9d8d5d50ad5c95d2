/** Small edits give exactly the formatted text, and touch no more than they must. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import { format, parse } from '@twin2multicloud/language';
import type { TextFile } from './files.ts';
import { formatEdits } from './format-edits.ts';
import { Lines } from './lines.ts';

function fileOf(text: string): TextFile {
  return { key: 'a', uri: 'a', version: 1, parsed: parse(text, 'a'), lines: new Lines(text, 'utf-16') };
}

function applied(text: string): string {
  const { lines } = fileOf(text);
  const edits = formatEdits(fileOf(text)).map(({ range, newText }) => ({
    start: lines.offset(range.start),
    end: lines.offset(range.end),
    newText,
  }));
  edits.sort((a, b) => b.start - a.start || b.end - a.end);
  return edits.reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}

const piece = fc.constantFrom(
  'twin A {',
  'devices g { count   1',
  '  every 1 min payload 1 KB }',
  '}',
  '',
  '// note',
  'storage{hot 1 month}',
  '\t',
  'device D{every 1 s',
  '"',
  'place { L1   aws }',
);

describe('format edits', () => {
  it('give the formatted text', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), (lines, eol, last) => {
        const text = lines.join(eol) + (last ? eol : '');
        const wanted = format(text);
        // Where formatting leaves the text alone it leaves its line breaks alone too.
        const result = applied(text);
        assert.equal(result.replaceAll('\r\n', '\n'), wanted.replaceAll('\r\n', '\n'));
      }),
      { numRuns: 500 },
    );
  });

  it('touch only the line that is wrong', () => {
    const text = format('twin A {\n  devices g { count 1  every 1 min  payload 1 KB }\n  place { L1 aws }\n}\n').replace(
      'place {',
      'place   {',
    );
    const edits = formatEdits(fileOf(text));
    assert.equal(edits.length, 1);
    assert.equal(edits[0]?.range.start.line, edits[0]?.range.end.line);
    assert.equal(edits[0]?.newText, '');
  });
});

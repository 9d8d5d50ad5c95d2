import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { terminalSvg } from './terminal-picture.ts';

describe('scripts/terminal-picture', () => {
  const texts = (svg: string): string[] =>
    [...svg.matchAll(/<text x="[\d.]+" y="[\d.]+" textLength[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

  it('keeps every word, and escapes what XML would read', () => {
    assert.deepEqual(texts(terminalSvg('total   < 12 & more\n\nend\n', 'x')), ['total', '&lt; 12 &amp; more', 'end']);
  });

  it('places a run by its column', () => {
    const svg = terminalSvg('ab    cd', 'x');
    assert.match(svg, /<text x="16.0"[^>]*>ab</);
    assert.match(svg, /<text x="66.4"[^>]*>cd</);
  });

  it('turns colours, bold and dim into attributes and drops other sequences', () => {
    const svg = terminalSvg('\u001b[1mA\u001b[22m \u001b[32mB\u001b[39m \u001b[2mC\u001b[0m \u001b[38;2;1;2;3mD\u001b[0m\u001b[2K', 'x');
    assert.match(svg, /font-weight="700">A</);
    assert.match(svg, /fill="#4ade80">B</);
    assert.match(svg, /fill="#94a3b8">C</);
    assert.match(svg, /fill="rgb\(1,2,3\)">D</);
    assert.ok(!svg.includes('\u001b'));
  });

  it('carries a style over the end of a line', () => {
    assert.equal([...terminalSvg('\u001b[31ma\nb\u001b[0m', 'x').matchAll(/fill="#f87171">[ab]</g)].length, 2);
  });
});

/**
 * Draws docs/images/twin-cost.svg, the picture of the README: what `twin cost samples/smart-home.twin` really prints,
 * as a terminal in SVG. `npm run docs` calls it; with `--check` it says whether the picture is stale.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { buildCli } from './build.ts';

const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
const TITLE_BAR = 36;
const COLUMNS = 80;

const COLOURS = {
  background: '#0f172a',
  bar: '#1e293b',
  text: '#e2e8f0',
  dim: '#94a3b8',
  // SGR 30 … 37 and 90 … 97.
  palette: ['#475569', '#f87171', '#4ade80', '#fbbf24', '#60a5fa', '#c084fc', '#22d3ee', '#e2e8f0'],
} as const;

interface Style {
  readonly colour: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}
interface Run {
  readonly text: string;
  readonly style: Style;
}

const PLAIN: Style = { colour: null, bold: false, dim: false, italic: false, underline: false };

/** Draws the output of a command (with its escape sequences for colour) as an SVG of a terminal of 80 columns. */
export function terminalSvg(output: string, title: string): string {
  const lines = runsOf(output.replace(/\r/g, '').trimEnd());
  const widest = Math.max(COLUMNS, ...lines.map((runs) => runs.reduce((sum, run) => sum + run.text.length, 0)));
  const width = Math.ceil(widest * CELL.width + 2 * MARGIN);
  const height = TITLE_BAR + lines.length * CELL.height + 2 * MARGIN;
  const body = lines.map((runs, row) => drawLine(runs, TITLE_BAR + MARGIN + row * CELL.height + 13)).filter((line) => line !== '');
  const dots = ['#f87171', '#fbbf24', '#4ade80']
    .map((fill, index) => `<circle cx="${20 + index * 20}" cy="18" r="6" fill="${fill}"/>`)
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<rect width="${width}" height="${height}" rx="10" fill="${COLOURS.background}"/>
<path d="M0 10a10 10 0 0 1 10-10h${width - 20}a10 10 0 0 1 10 10v${TITLE_BAR - 10}h-${width}z" fill="${COLOURS.bar}"/>
${dots}
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="${COLOURS.text}" xml:space="preserve">
<text x="${width / 2}" y="23" text-anchor="middle" fill="${COLOURS.dim}">${escape(title)}</text>
${body.join('\n')}
</g>
</svg>
`;
}

/** Each run is placed by its column, so that a font of another width keeps the table straight. */
function drawLine(runs: readonly Run[], y: number): string {
  let column = 0;
  const parts: string[] = [];
  for (const { text, style } of runs) {
    const lead = text.length - text.trimStart().length;
    const shown = text.trim();
    if (shown !== '') {
      const x = (MARGIN + (column + lead) * CELL.width).toFixed(1);
      const length = (shown.length * CELL.width).toFixed(1);
      parts.push(`<text x="${x}" y="${y}" textLength="${length}"${attributes(style)}>${escape(shown)}</text>`);
    }
    column += text.length;
  }
  return parts.join('');
}

function attributes(style: Style): string {
  const fill = style.colour ?? (style.dim ? COLOURS.dim : null);
  return [
    fill === null ? '' : ` fill="${fill}"`,
    style.bold ? ' font-weight="700"' : '',
    style.italic ? ' font-style="italic"' : '',
    style.underline ? ' text-decoration="underline"' : '',
  ].join('');
}

/** Splits an output into lines of evenly styled runs. Sequences that are not about style are dropped. */
function runsOf(output: string): Run[][] {
  let style = PLAIN;
  return output.split('\n').map((line) => {
    const runs: Run[] = [];
    let rest = line;
    for (let match = nextStyle(rest); match !== null; match = nextStyle(rest)) {
      push(runs, rest.slice(0, match.index), style);
      style = restyled(style, (match[1] ?? '').split(';').map(Number));
      rest = rest.slice(match.index + match[0].length);
    }
    push(runs, rest, style);
    return runs;
  });
}

function nextStyle(text: string): RegExpExecArray | null {
  // eslint-disable-next-line no-control-regex -- escape sequences begin with one
  return /\u001b\[([\d;]*)m/.exec(text);
}

function push(runs: Run[], text: string, style: Style): void {
  const clean = stripVTControlCharacters(text);
  if (clean === '') return;
  // Columns apart by two blanks or more are placed on their own.
  for (const part of clean.split(/(?<=\s{2})(?=\S)/)) runs.push({ text: part, style });
}

function restyled(style: Style, codes: readonly number[]): Style {
  let next = style;
  for (let index = 0; index < codes.length; index++) {
    const sgr = codes[index] ?? 0;
    if (sgr === 0) next = PLAIN;
    else if (sgr === 1) next = { ...next, bold: true };
    else if (sgr === 2) next = { ...next, dim: true };
    else if (sgr === 3) next = { ...next, italic: true };
    else if (sgr === 4) next = { ...next, underline: true };
    else if (sgr === 22) next = { ...next, bold: false, dim: false };
    else if (sgr === 23) next = { ...next, italic: false };
    else if (sgr === 24) next = { ...next, underline: false };
    else if (sgr === 39) next = { ...next, colour: null };
    else if (sgr === 38 && codes[index + 1] === 2) {
      next = { ...next, colour: `rgb(${codes.slice(index + 2, index + 5).join(',')})` };
      index += 4;
    } else if ((sgr >= 30 && sgr <= 37) || (sgr >= 90 && sgr <= 97)) next = { ...next, colour: COLOURS.palette[sgr % 10] ?? null };
  }
  return next;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

if (import.meta.main) {
  const root = path.resolve(import.meta.dirname, '..');
  const target = path.join(root, 'docs/images/twin-cost.svg');
  const args = ['cost', 'samples/smart-home.twin'];
  await buildCli();
  const { NO_COLOR: _none, ...environment } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['cli/bin/twin.js', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment, FORCE_COLOR: '1', COLUMNS: String(COLUMNS) },
  });
  if (status !== 0) throw new Error(`twin ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
  const svg = terminalSvg(stdout, `twin ${args.join(' ')}`);
  const fresh = existsSync(target) && readFileSync(target, 'utf8') === svg;
  if (process.argv.includes('--check')) {
    if (!fresh) console.error('docs/images/twin-cost.svg is stale: run `npm run docs`.');
    process.exitCode = fresh ? 0 : 1;
  } else if (!fresh) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, svg);
    console.log(`written: ${path.relative(root, target)}`);
  }
}

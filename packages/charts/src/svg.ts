/** A chart as the text of an SVG file that stands alone, and its table as CSV. */
import { mark, type Chart, type Mark, type Table } from './marks.ts';
import { paint, type Palette } from './paint.ts';

const FONTS = "-apple-system, 'Segoe UI', system-ui, 'Noto Sans', 'Liberation Sans', sans-serif";

/**
 * The whole file. With a palette every paint becomes a colour, the ground is painted and the font is named, so that it looks the same anywhere;
 * without one (`null`) paints stay the CSS variables `--twin-…` of the page that it is put into.
 */
export function toSvg(chart: Chart, palette: Palette | null): string {
  const { width, height } = chart;
  const root = mark(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': chart.name,
      ...(palette === null ? {} : { 'font-family': FONTS }),
    },
    [
      ...(palette === null ? [] : [mark('title', {}, chart.name), mark('rect', { width, height, fill: paint('background') })]),
      ...chart.marks,
    ],
  );
  return write(root, palette);
}

function write(item: Mark, palette: Palette | null): string {
  const attributes = Object.entries(item.attributes)
    .map(([name, value]) => ` ${name}="${escaped(resolve(String(value), palette))}"`)
    .join('');
  const inner = (item.text === null ? '' : escaped(item.text)) + item.children.map((child) => write(child, palette)).join('');
  return inner === '' ? `<${item.tag}${attributes}/>` : `<${item.tag}${attributes}>${inner}</${item.tag}>`;
}

function resolve(value: string, palette: Palette | null): string {
  if (palette === null) return value;
  const colours: Readonly<Record<string, string>> = palette;
  return value.replace(/var\(--twin-([a-z]+)\)/g, (whole, name: string) => colours[name] ?? whole);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** RFC 4180, numbers at full precision with a point. A text that a spreadsheet would run as a formula is kept a text. */
export function toCsv(table: Table): string {
  return [table.columns, ...table.rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

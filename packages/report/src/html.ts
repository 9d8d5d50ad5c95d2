/** Text and tables as HTML, with everything that a file or a price list says escaped. It knows no figure. */

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A cell: plain text is escaped; `html` is taken as it is. */
export type Cell = string | { readonly html: string; readonly class?: string };

export interface Column {
  readonly title: string;
  /** Right-aligned figures. */
  readonly figures?: boolean;
}

export interface TableRow {
  readonly cells: readonly Cell[];
  /** `sum` for the last line. */
  readonly class?: string;
}

/** A table whose first column names its rows. */
export function table(columns: readonly Column[], rows: readonly TableRow[], name: string, look = ''): string {
  const head = columns
    .map(({ title, figures }) => `<th scope="col"${figures === true ? ' class="n"' : ''}>${escaped(title)}</th>`)
    .join('');
  const body = rows.map(({ cells, class: kind }) => {
    const parts = cells.map((cell, index) => {
      const inner = typeof cell === 'string' ? escaped(cell) : cell.html;
      const looks = [columns[index]?.figures === true ? 'n' : '', typeof cell === 'string' ? '' : (cell.class ?? '')]
        .filter(Boolean)
        .join(' ');
      const attribute = looks === '' ? '' : ` class="${looks}"`;
      return index === 0 ? `<th scope="row"${attribute}>${inner}</th>` : `<td${attribute}>${inner}</td>`;
    });
    return `<tr${kind === undefined ? '' : ` class="${kind}"`}>${parts.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(name)}"><table${look === '' ? '' : ` class="${look}"`} aria-label="${escaped(name)}">
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}

/** A part of a chapter; nothing where it has no content. */
export function section(title: string, note: string, content: string, kind = ''): string {
  if (content === '') return '';
  const aside = note === '' ? '' : ` <span class="soft">${escaped(note)}</span>`;
  return `<section${kind === '' ? '' : ` class="${kind}"`}><h3>${escaped(title)}${aside}</h3>\n${content}\n</section>`;
}

/** A chart, which scrolls within its own box where the page is narrower. */
export function chart(svg: string, name: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(name)}">${svg}</div>`;
}

export function paragraph(text: string, kind = ''): string {
  return `<p${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</p>`;
}

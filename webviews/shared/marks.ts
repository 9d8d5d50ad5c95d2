/** Renders the marks of a chart by lit. Attributes are set one by one: nothing here ever parses a text as markup. */
import { svg, type TemplateResult } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { noChange } from 'lit';
import type { Mark } from '@twin2multicloud/charts';

const SVG = 'http://www.w3.org/2000/svg';
/** Elements that marks are made of; anything else is not drawn. */
const TAGS = new Set(['g', 'rect', 'circle', 'line', 'path', 'text', 'tspan', 'defs', 'pattern', 'title']);

/** The elements of a mark, newly made. */
function elementOf(item: Mark): SVGElement | null {
  if (!TAGS.has(item.tag)) return null;
  const element = document.createElementNS(SVG, item.tag);
  for (const [name, value] of Object.entries(item.attributes)) element.setAttribute(name, String(value));
  if (item.text !== null) element.textContent = item.text;
  for (const child of item.children) {
    const inner = elementOf(child);
    if (inner !== null) element.append(inner);
  }
  return element;
}

class MarksDirective extends Directive {
  private before: readonly Mark[] | null = null;
  private nodes: readonly Node[] = [];

  render(marks: readonly Mark[]): unknown {
    // The same list is the same drawing.
    if (marks === this.before) return noChange;
    this.before = marks;
    this.nodes = marks.flatMap((item) => elementOf(item) ?? []);
    return this.nodes;
  }
}

const marksDirective = directive(MarksDirective);

export function renderMarks(marks: readonly Mark[]): DirectiveResult {
  return marksDirective(marks);
}

export function renderMark(item: Mark): TemplateResult {
  return svg`${marksDirective([item])}`;
}

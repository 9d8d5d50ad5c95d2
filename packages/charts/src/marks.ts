/** What a chart is: a plain tree of SVG marks with its accessible name, its points for hover and keyboard, and its table. No DOM, no colour of its own. */

/** One SVG element. Paints are `paint(…)`, so that a host or an export decides on colours. */
export interface Mark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Mark[];
  /** Text content, before any child. */
  readonly text: string | null;
}

/** A box in the chart's own units (CSS pixels at its natural size). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What can be pointed at: by the mouse within `area`, by the keyboard in the order of the list. */
export interface Point {
  readonly area: Box;
  /** Where the ring is drawn; null: around the area. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly title: string;
  readonly lines: readonly string[];
}

/** The figures behind a chart: for screen readers, for "Show table" and for CSV. Numbers are exact, `format` is the host's. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  /** The accessible name: what it shows and what it says, in a sentence. */
  readonly name: string;
  readonly marks: readonly Mark[];
  readonly points: readonly Point[];
  readonly table: Table;
  /** Where the axis of amounts begins, where that is not 0: the heading has to say so. */
  readonly axisFrom: number | null;
}

/** Makes a mark. Numbers are rounded to hundredths: what is finer than that is not seen. */
export function mark(
  tag: string,
  attributes: Readonly<Record<string, string | number | null>>,
  content: string | readonly (Mark | null)[] = [],
): Mark {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) kept[name] = typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  }
  if (typeof content === 'string') return { tag, attributes: kept, children: [], text: content };
  return { tag, attributes: kept, children: content.filter((child) => child !== null), text: null };
}

/** A problem in a user's text, as a value. Nothing in the house branches on its message; the code is stable. */

export type Severity = 'error' | 'warning' | 'information';

export interface Problem {
  /** `twin-1001` … `twin-5999`; each has a page in docs/problems/. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** Absolute offsets (UTF-16 code units), as small as the mistake. */
  readonly start: number;
  readonly end: number;
  readonly fixes?: readonly QuickFix[];
  /** Other places that explain the problem. */
  readonly related?: readonly { readonly message: string; readonly file: string; readonly start: number; readonly end: number }[];
}

/** A fix as data: the edits that remove the problem. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** true where applying it together with every other preferred fix cannot conflict. */
  readonly preferred?: boolean;
}

export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the docs say about one problem code; a page is generated from it. */
export interface CodeDoc {
  /** `twin-1001` */
  readonly code: string;
  readonly title: string;
  /** Markdown: what it means, why it is a problem, how to mend it. */
  readonly explanation: string;
  /** A text that has this problem. */
  readonly example: string;
}

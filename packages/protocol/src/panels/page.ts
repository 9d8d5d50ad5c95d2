/**
 * The one HTML page in which a view runs, in VS Code and in the page of `npm run views` alike: a policy that loads nothing from outside and
 * runs nothing but the view's own script. It knows no view and no figure.
 */
import type { View } from './messages.ts';

export interface PageOptions {
  readonly view: View;
  /** Letters and digits, new for each page. */
  readonly nonce: string;
  /** Where the host serves its files from, as a source of the policy (`webview.cspSource`). */
  readonly origin: string;
  /** Addresses of the view's bundle and of the style sheet that all views share. */
  readonly script: string;
  readonly style: string;
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
}

/** Throws where the nonce is none: a page without a policy is never made. */
export function pageHtml({ view, nonce, origin, script, style, language, title }: PageOptions): string {
  if (!/^[A-Za-z0-9]{16,}$/.test(nonce)) throw new Error('a page needs a nonce of at least 16 letters and digits');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin}`,
    // Charts are exported as PNG through an image of their own SVG.
    `img-src ${origin} data: blob:`,
    `font-src ${origin}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="${escaped(style)}">
  </head>
  <body>
    <twin-${view}></twin-${view}>
    <script type="module" nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/**
 * The address of a read-only report: which question it answers, so that a reload of the window can ask it again.
 * No editor in here.
 */
import type { ExplainParams, MarkdownParams } from '@twin2multicloud/protocol';

export const REPORT_SCHEME = 'twin-report';

export type Report =
  | { readonly kind: 'compare'; readonly params: MarkdownParams }
  | { readonly kind: 'explain'; readonly params: ExplainParams }
  | { readonly kind: 'prices' };

export interface UriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** @param title what the tab shows; it gets the ending `.md` */
export function reportUri(report: Report, title: string): UriParts {
  const name = title
    .replaceAll(/[\\/:*?"<>|#%]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { scheme: REPORT_SCHEME, path: `/${name === '' ? 'Twin' : name}.md`, query: JSON.stringify(report) };
}

/** null where the address is none that `reportUri` made. */
export function readReportUri({ scheme, query }: UriParts): Report | null {
  if (scheme !== REPORT_SCHEME) return null;
  try {
    const report: unknown = JSON.parse(query);
    if (typeof report !== 'object' || report === null || !('kind' in report)) return null;
    if (report.kind === 'prices') return { kind: 'prices' };
    if (report.kind !== 'compare' && report.kind !== 'explain') return null;
    const params: unknown = 'params' in report ? report.params : null;
    if (typeof params !== 'object' || params === null || !('uri' in params) || typeof params.uri !== 'string') return null;
    return { kind: report.kind, params: params as ExplainParams };
  } catch {
    return null;
  }
}

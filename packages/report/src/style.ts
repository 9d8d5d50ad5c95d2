/** How the report looks: on a screen light or dark as the reader's system is, on paper dark on white, A4, without need of color. */
import { PRINT_PALETTE, type Palette } from '@twin2multicloud/charts';

const DARK: Palette = {
  background: '#1f1f1f',
  text: '#cccccc',
  strong: '#f0f0f0',
  muted: '#a3a3a3',
  grid: '#3a3a3a',
  line: '#8f8f8f',
  accent: '#4daafc',
  warning: '#e0b04a',
  error: '#ff8a80',
  less: '#89d185',
  aws: '#e0995e',
  azure: '#4f9ee3',
  gcp: '#79b877',
  pattern: '#00000061',
  hatch: '#ffffff2e',
  bar: '#8f8f8f',
  track: '#3a3a3a',
};

const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, color]) => `--twin-${name}:${color}`)
    .join(';');

const LIGHT = `${variables(PRINT_PALETTE)};--chosen:#e5effa;--hairline:#d4d4d4`;

export const STYLE = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${variables(DARK)};--chosen:#203246;--hairline:#3f3f3f}}
*{box-sizing:border-box}
body{font:13px/1.45 -apple-system,'Segoe UI',system-ui,'Noto Sans','Liberation Sans',sans-serif;color:var(--twin-text);background:var(--twin-background);max-width:880px;margin:24px auto;padding:0 24px;font-variant-numeric:tabular-nums}
h1,h2,h3{color:var(--twin-strong);margin:0;line-height:1.3}
h1{font-size:16px;font-weight:600}h2{font-size:16px;font-weight:600}h3{font-size:13px;font-weight:600;margin:0 0 8px}
h3 .soft{font-weight:400}
p{margin:4px 0}a{color:var(--twin-accent)}
.soft,small{color:var(--twin-muted)}small{font-size:11px}.bad{color:var(--twin-error)}.warn{color:var(--twin-warning)}
.chapter>header{display:flex;gap:16px;justify-content:space-between;align-items:flex-start;flex-wrap:wrap}
.total{font-size:28px;font-weight:600;color:var(--twin-strong);line-height:1.15;text-align:right}
.total small{font-size:12px;font-weight:400}.right{text-align:right}
section{margin:24px 0 0}.chapter{border-top:1px solid var(--hairline);padding-top:24px;margin-top:24px}
table{border-collapse:collapse;width:100%}
th,td{padding:4px 8px;border-bottom:1px solid var(--hairline);text-align:left;vertical-align:top;font-weight:400}
th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}
thead th{font-size:11px;color:var(--twin-muted);vertical-align:bottom}tbody th{color:var(--twin-text)}
.n{text-align:right;white-space:nowrap}.n small{white-space:normal}
.sum th,.sum td{font-weight:600;color:var(--twin-strong);border-bottom:0}
.part th{font-weight:600;color:var(--twin-strong);padding-top:12px}.part td{font-weight:600;padding-top:12px}
.chosen{background:var(--chosen);font-weight:600}
.why{color:var(--twin-muted);font-size:11px;white-space:normal}
.matrix td{width:24%}.matrix td:last-child{padding-right:8px}.lines td,.lines th{font-size:12px}.lines .what{min-width:180px}.lines .from{font-size:11px;color:var(--twin-muted);word-break:break-word}
.scroll{overflow-x:auto}svg{max-width:100%;height:auto;display:block}
dl{display:grid;grid-template-columns:120px 1fr;gap:4px 16px;margin:0}dt{color:var(--twin-muted)}dd{margin:0}
pre{font:11px/1.5 'Cascadia Code',Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0;padding:8px 12px;border:1px solid var(--hairline);border-radius:4px}
.contents{columns:2;column-gap:32px;padding-left:0;list-style:none;margin:8px 0 0}.contents li{display:flex;justify-content:space-between;gap:16px;padding:2px 0;break-inside:avoid}
@media screen and (max-width:760px){svg{max-width:none}dl{grid-template-columns:88px 1fr}.contents{columns:1}body{padding:0 12px}}
.scroll:focus-visible{outline:2px solid var(--twin-accent);outline-offset:2px}
.notes{font-size:11px;color:var(--twin-muted);margin-top:8px}.notes ol{margin:4px 0;padding-left:20px}
@page{size:A4;margin:15mm 14mm 16mm}
@media print{:root{color-scheme:light;${LIGHT}}
body{max-width:none;margin:0;padding:0;font-size:11px}.total{font-size:22px}
.chapter{border-top:0;padding-top:0;margin-top:12px}.notes{font-size:8.5px}.chapter+.chapter,.contents+.chapter{break-before:page}
h2,h3{break-after:avoid}tr,figure,svg,dl,.keep{break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}
section{margin-top:16px}.lines td,.lines th{font-size:9.5px;padding:2px 5px}.lines .from,.lines small{font-size:8.5px}.lines .what{min-width:0}
.chosen{background:none;outline:1.5px solid var(--twin-strong);outline-offset:-1px}pre{font-size:9px}a{color:inherit;text-decoration:none}}`;

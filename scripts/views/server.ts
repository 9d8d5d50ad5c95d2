/** Serves the views on loopback: each in a page of its own under the policy that it has in VS Code, and around it a frame to choose theme, language and width. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import { pageHtml, VIEWS, type View } from '@twin2multicloud/protocol';
import { buildWebviews } from '../build-webviews.ts';
import { caseNames, LANGUAGES, readFixture, THEMES, viewCase, type CaseOptions, type Theme, type ViewCase } from './cases.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

export interface ViewServer {
  readonly origin: string;
  /** The page of one view, for tests: `twin-VIEW` in it. Extra cases are named by `offer`. */
  page(view: View, options?: { readonly name?: string } & CaseOptions): string;
  /** Serves a case that is no file: its page's address. */
  offer(given: ViewCase): string;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly port?: number;
  /** Where the bundles are built to. */
  readonly folder?: string;
  readonly fixtures?: string;
}

/** Builds and serves. Throws where a source is broken. */
export async function serveViews({
  port = 0,
  folder = 'webviews/dist',
  fixtures = 'webviews/fixtures',
}: ServeOptions = {}): Promise<ViewServer> {
  await buildWebviews(folder);
  const hostScript = await bundleHost();
  const offered = new Map<string, ViewCase>();
  const dist = path.resolve(ROOT, folder);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const send = (type: string, body: string | Uint8Array): void => {
      response
        .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
        .end(body);
    };
    try {
      const [, first = '', second = ''] = url.pathname.split('/');
      if (first === '') send('text/html', indexHtml(fixtures));
      else if (first === 'host.js') send('text/javascript', hostScript);
      else if (first === 'case.js')
        send('text/javascript', `window.twinCase = ${JSON.stringify(caseOf(url.searchParams)).replace(/</g, '\\u003c')};`);
      else if (first === 'page') send('text/html', page(second, url));
      else if (first === 'dist' && /^[\w.-]+$/.test(second))
        send(TYPES[path.extname(second)] ?? 'text/plain', readFileSync(path.join(dist, second)));
      else if (first === 'frame') send('text/html', frameHtml(second, fixtures));
      else if (first === 'favicon.ico') response.writeHead(204).end();
      else response.writeHead(404).end('There is no such page; see /');
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(error instanceof Error ? error.message : String(error));
    }
  });
  const caseOf = (query: URLSearchParams): ViewCase => {
    const own = offered.get(query.get('offered') ?? '');
    if (own !== undefined) return own;
    return viewCase(readFixture(query.get('case') ?? '', fixtures), {
      theme: oneOf(THEMES, query.get('theme')) ?? 'dark',
      language: query.get('language') ?? 'en',
      server: oneOf(['starting', 'running', 'failed'] as const, query.get('server')) ?? 'running',
      delay: Number(query.get('delay') ?? 0),
    });
  };
  const page = (name: string, url: URL): string => {
    const view = oneOf(VIEWS, name);
    if (view === null) throw new Error(`There is no view ${name}; there are ${VIEWS.join(', ')}.`);
    const nonce = randomBytes(16).toString('hex');
    const html = pageHtml({
      view,
      nonce,
      origin: `http://${server.address() === null ? '' : `127.0.0.1:${portOf(server)}`}`,
      script: `/dist/${view}.js`,
      style: '/dist/views.css',
      language: url.searchParams.get('language') ?? 'en',
      title: view,
    });
    // The host's scripts come first, as VS Code's own do, under the same policy.
    return html.replace(
      '</head>',
      `<script nonce="${nonce}" src="/case.js${url.search.replace(/"/g, '')}"></script><script nonce="${nonce}" src="/host.js"></script></head>`,
    );
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${portOf(server)}`;
  return {
    origin,
    page: (view, { name = view, theme, language, server: state, delay } = {}) => {
      const query = new URLSearchParams({
        case: name,
        ...(theme && { theme }),
        ...(language && { language }),
        ...(state && { server: state }),
        ...(delay && { delay: String(delay) }),
      });
      return `${origin}/page/${view}?${query.toString()}`;
    },
    offer: (given) => {
      const id = `offered-${offered.size + 1}`;
      offered.set(id, given);
      return `${origin}/page/${given.view}?offered=${id}&language=${given.language}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function oneOf<T extends string>(all: readonly T[], value: string | null): T | null {
  return all.find((one) => one === value) ?? null;
}

async function bundleHost(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['scripts/views/host.ts'],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    conditions: ['source', 'browser'],
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

function indexHtml(fixtures: string): string {
  const links = VIEWS.map((view) => `<li><a href="/frame/${view}">${view}</a> (${caseNames(view, fixtures).length} cases)</li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Views</title><body><h1>Views</h1><ul>${links.join('')}</ul></body></html>`;
}

/** The frame is a developer's tool and no view: it has no policy of its own. */
function frameHtml(view: string, fixtures: string): string {
  const known = oneOf(VIEWS, view);
  if (known === null) throw new Error(`There is no view ${view}.`);
  const choice = (name: string, values: readonly string[]): string =>
    `<label>${name} <select name="${name}">${values.map((value) => `<option>${value}</option>`).join('')}</select></label>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${known}</title>
<style>body{margin:0;font:13px system-ui;display:flex;flex-direction:column;height:100vh;background:#888}form{display:flex;gap:16px;padding:6px 12px;background:#eee}iframe{flex:1;border:0;margin:0 auto;background:#fff}pre{position:fixed;right:0;bottom:0;margin:0;max-width:60ch;max-height:6em;overflow:auto;background:#eeed;padding:4px}</style>
<form>${choice('case', caseNames(known, fixtures))}${choice('theme', THEMES satisfies readonly Theme[])}${choice('language', LANGUAGES)}${choice('width', ['1100', '640', '320', '1600'])}${choice('server', ['running', 'starting', 'failed'])}<label>delay <input name="delay" value="0" size="4"></label></form>
<iframe title="${known}"></iframe><pre id="log"></pre>
<script>
const form = document.forms[0], frame = document.querySelector('iframe');
const show = () => { const q = new URLSearchParams(new FormData(form)); frame.style.width = q.get('width') + 'px'; q.delete('width'); frame.src = '/page/${known}?' + q; };
form.addEventListener('change', show); show();
addEventListener('message', (event) => { if (event.data?.told) document.getElementById('log').textContent = JSON.stringify(event.data.told).slice(0, 400); });
</script></html>`;
}

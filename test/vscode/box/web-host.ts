/**
 * A VS Code in the browser alone: the box's workbench as files over HTTP, with no server behind it, so that every extension runs in the web
 * extension host, as on vscode.dev. Extensions and a folder in memory are served beside it.
 */
import { createReadStream, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';
import { BOX } from './install.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const VSCODE = path.join(BOX, 'node_modules/code-server/lib/vscode');
/** Where code-server's workbench counts on the server that it came from, and what stands there in VS Code's own. */
const PATCHES: readonly (readonly [RegExp, string])[] = [
  [/remoteAuthority:location\.host/, 'remoteAuthority:void 0'],
  [/(this\.userDataPath\)\.with\(\{scheme:)[\w.$]+(\}\),"User"\))/, '$1"vscode-userdata"$2'],
];
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript', '.cjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf', '.wasm': 'application/wasm',
}; // prettier-ignore

export interface WebHost {
  readonly url: string;
  /** Paths that were asked for and are not there. */
  readonly missing: readonly string[];
  close(): Promise<void>;
}

export interface WebHostOptions {
  /** The installed (unpacked) extension. */
  readonly extension: string;
  /** A folder for what is made. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export async function startWebHost({ extension, folder, settings = {} }: WebHostOptions): Promise<WebHost> {
  const disk = await bundleDisk(path.join(folder, 'disk'));
  const own: Readonly<Record<string, string>> = { twin: extension, disk, vscode: VSCODE };
  const missing: string[] = [];
  const entry = workbench();
  const server = createServer((request, response) => {
    const { pathname, host } = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(host, settings));
      return;
    }
    if (pathname === '/workbench.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(entry);
      return;
    }
    const [, first = '', ...rest] = decodeURIComponent(pathname).split('/');
    const file = path.join(own[first] ?? '/nowhere', ...rest.filter((part) => part !== '..'));
    if (own[first] === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function workbench(): string {
  let code = readFileSync(path.join(VSCODE, 'out/vs/code/browser/workbench/workbench.js'), 'utf8');
  for (const [found, instead] of PATCHES) {
    if (!found.test(code))
      throw new Error(`The workbench of this code-server has no ${found.source}: mend PATCHES in test/vscode/box/web-host.ts.`);
    code = code.replace(found, instead);
  }
  return code;
}

/** The page that starts the workbench, after VS Code's own workbench.html. */
function page(host: string, settings: Readonly<Record<string, unknown>>): string {
  const at = (place: string): object => ({ scheme: 'http', authority: host, path: place });
  const configuration = {
    folderUri: { scheme: 'vscode-test-web', authority: 'samples', path: '/' },
    additionalBuiltinExtensions: [at('/disk'), at('/twin'), at('/vscode/extensions/theme-defaults'), at('/vscode/extensions/markdown-basics')],
    productConfiguration: { nameShort: 'VS Code', nameLong: 'VS Code in a browser', extensionsGallery: {} },
    webviewEndpoint: `http://${host}/vscode/out/vs/workbench/contrib/webview/browser/pre`,
    userDataPath: '/',
    isEnabledFileDownloads: false,
    isEnabledFileUploads: false,
    isEnabledCoderGettingStarted: false,
    enableWorkspaceTrust: false,
    configurationDefaults: {
      'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true, 'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'workbench.tips.enabled': false, 'telemetry.telemetryLevel': 'off', 'workbench.colorTheme': 'Default Dark Modern', ...settings,
    },
  }; // prettier-ignore
  const attribute = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html>
<meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
<link rel="stylesheet" href="/vscode/out/vs/code/browser/workbench/workbench.css">
<body aria-label="">
<script>globalThis._VSCODE_FILE_ROOT = new URL('/vscode/out/', location).toString();</script>
<script type="module" src="/vscode/out/nls.messages.js"></script>
<script type="module" src="/workbench.js"></script>
`;
}

/** The extension that holds the samples in memory. */
async function bundleDisk(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const samples = Object.fromEntries(
    globSync('**/*.twin', { cwd: path.join(ROOT, 'samples') }).map((file) => [
      file.split(path.sep).join('/'),
      readFileSync(path.join(ROOT, 'samples', file), 'utf8'),
    ]),
  );
  const manifest = {
    name: 'disk',
    publisher: 'twin2multicloud',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    browser: './disk.js',
    activationEvents: ['onFileSystem:vscode-test-web'],
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [path.join(ROOT, 'test/vscode/web/disk.ts')],
    outfile: path.join(folder, 'disk.js'),
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
    define: { SAMPLES: JSON.stringify(samples) },
    logLevel: 'warning',
  });
  return folder;
}

/**
 * An update of AWS's prices with an offer file of hundreds of MB, as a process of its own whose memory is measured.
 * The process runs the sources as one bundle, which is how users have them: Node's stripping of types would take memory of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Report } from './aws-update.child.ts';
import { startClouds } from './clouds.ts';
import { offerFile, type RecordedOffer } from './offer-file.ts';
import { fixture } from './recorded.ts';

export interface StreamedUpdate extends Report {
  /** Bytes of the large file. */
  readonly bytes: number;
}

/** Updates from a local server whose offer file of AmazonS3 in us-east-1 has so many bytes. */
export async function streamedUpdate(bytes: number): Promise<StreamedUpdate> {
  const folder = mkdtempSync(path.join(tmpdir(), 'twin-stream-'));
  const clouds = await startClouds();
  let sent = 0;
  clouds.faults.set('awsBulk', (answer, { url = '' }) => {
    if (!/\/AmazonS3\/\d+\/us-east-1\//.test(url)) return false;
    answer.writeHead(200, { 'content-type': 'application/json' });
    void (async () => {
      for (const block of offerFile(fixture('aws/bulk-AmazonS3.us-east-1.2026-05-28.slice.json') as RecordedOffer, bytes)) {
        sent += block.length;
        if (!answer.write(block)) await once(answer, 'drain');
      }
      answer.end();
    })();
    return true;
  });
  try {
    const program = path.join(folder, 'update.mjs');
    await bundleTo(program);
    const child = spawn(process.execPath, [program, clouds.endpoints, path.join(folder, 'books')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`The update ended with ${String(code)}.`);
    return { bytes: sent, ...(JSON.parse(out) as Report) };
  } finally {
    await clouds.close();
    rmSync(folder, { recursive: true });
  }
}

async function bundleTo(outfile: string): Promise<void> {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'aws-update.child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['source'],
    logLevel: 'silent',
    // The SDKs are CommonJS in part and ask for Node's modules by require.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

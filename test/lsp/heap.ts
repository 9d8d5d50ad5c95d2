/** The server's memory, seen from outside. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, type Client } from './client.ts';

const PROBE = path.join(import.meta.dirname, 'heap-probe.js');

/** Arguments to Node that put the probe into a server. */
export const WITH_PROBE: readonly string[] = ['--expose-gc', '--import', PROBE];

/** Where a server that this process starts writes; to be set before it starts. */
export function heapFile(): string {
  const file = path.join(ROOT, '.cache', `lsp-heap-${process.pid}`);
  process.env.TWIN_HEAP_FILE = file;
  return file;
}

/** Bytes of the server's heap after garbage was collected. */
export async function heapOf(client: Client): Promise<number> {
  const file = heapFile();
  rmSync(file, { force: true });
  client.process.kill('SIGUSR2');
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      const size = Number(readFileSync(file, 'utf8'));
      if (size > 0) return size;
    } catch {
      // Not written yet.
    }
  }
}

/** Bytes that the process has in memory now and had at most (Linux). */
export function residentOf(client: Client): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${client.process.pid ?? 0}/status`, 'utf8');
  const kilobytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kilobytes('VmRSS') * 1024, most: kilobytes('VmHWM') * 1024 };
}

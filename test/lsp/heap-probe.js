/** Loaded into the server by tests of its memory: on SIGUSR2 it collects garbage and writes the heap's size into the file of TWIN_HEAP_FILE. */
import { writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  writeFileSync(process.env.TWIN_HEAP_FILE ?? '', String(process.memoryUsage().heapUsed));
});

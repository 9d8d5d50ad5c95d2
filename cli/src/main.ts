/**
 * The entry of the bundle: `twin` in a real process. Everything else is run.ts's.
 */
import { processHost } from './host.ts';
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), processHost());

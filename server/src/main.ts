/** Where Node begins: keeps compiled code between starts, which halves the time until `initialize` is answered, then loads the server. */
import module from 'node:module';

module.enableCompileCache();
await import('./node/process.ts');
// An editor may end the server without giving it time to write.
setTimeout(() => module.flushCompileCache(), 2_000).unref();

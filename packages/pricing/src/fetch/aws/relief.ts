/**
 * Keeps the memory of a long stream small. A network buffer is a small object that holds 64 KB elsewhere: V8 counts the object and lets a hundred MB of them pile up.
 * It owns nothing but the call.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Often enough for some ten MB at most, seldom enough for a hundredth of the time. */
const BYTES_BETWEEN = 4 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | null = null;

/** Passes a stream's chunks on; every few MB the used ones are collected. */
export async function* relieved(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let since = 0;
  for await (const chunk of body) {
    yield chunk;
    since += chunk.byteLength;
    if (since < BYTES_BETWEEN) continue;
    since = 0;
    collect ??= find();
    collect({ type: 'minor' });
  }
}

/** The collector that V8 gives to those who ask; without it the stream only takes more memory. */
function find(): Collect {
  setFlagsFromString('--expose-gc');
  const found: unknown = runInNewContext('gc');
  return typeof found === 'function' ? (found as Collect) : () => undefined;
}

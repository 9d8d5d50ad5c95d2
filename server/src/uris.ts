/**
 * URIs and keys. A key is a URI with its escapes resolved, so that `./my devices.twin` and `my%20devices.twin` are one file;
 * the language resolves imports on keys. It reads no file.
 */

/** A surrogate without its other half. */
const HALF = /\p{Surrogate}/gu;

export function keyOf(uri: string): string {
  return uri
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    })
    .join('/')
    .replace(/^file:\/\/\/([A-Z]):/, (_, drive: string) => `file:///${drive.toLowerCase()}:`);
}

/** The URI of a file that no client has named. Half a character, as a text may hold while it is typed, has no escape and is replaced. */
export function uriOf(key: string): string {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]+:/.exec(key)?.[0] ?? '';
  return scheme + key.slice(scheme.length).replace(HALF, '\uFFFD').split('/').map(encodeURIComponent).join('/');
}

/** The key of the folder in which a file lies, with its `/`. */
export function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/** How one file names another in an import: `./devices.twin`, `../shared/devices.twin`. */
export function relativePath(from: string, to: string): string {
  const base = from.split('/').slice(0, -1);
  const target = to.split('/');
  let same = 0;
  while (same < base.length && same < target.length - 1 && base[same] === target[same]) same++;
  const up = base.length - same;
  return `${up === 0 ? './' : '../'.repeat(up)}${target.slice(same).join('/')}`;
}

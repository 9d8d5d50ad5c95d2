/** The host of a Node process: files from the disk. Other schemes than `file:` are not readable here. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Host, Revisions } from '../host.ts';
import { keyOf, uriOf } from '../uris.ts';
import { gitRevisions } from './git.ts';
import { frugally, relieve } from './memory.ts';
import { nodePrices } from './prices.ts';

/** Folders that hold no twins of their own. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', 'dist']);
const MOST_BYTES = 32 * 1024 * 1024;

/** The path of a key; null where it is no file of this machine. */
function pathOf(key: string): string | null {
  if (!key.startsWith('file:')) return null;
  try {
    return fileURLToPath(uriOf(key));
  } catch {
    return null;
  }
}

/** @param log for what a person may want to know and need not act on */
export function nodeHost(log: (message: string) => void): Host {
  let revisions: Revisions | null | undefined;
  const pages = ['../../docs/problems', '../docs/problems']
    .map((folder) => path.resolve(import.meta.dirname, folder))
    .find((folder) => existsSync(folder));
  return {
    readFile: async (key) => {
      const file = pathOf(key);
      if (file === null) return { error: 'it is no file of this machine' };
      try {
        const bytes = await readFile(file);
        if (bytes.length > MOST_BYTES) return { error: `it is larger than ${MOST_BYTES / 1024 / 1024} MB` };
        return { text: decode(bytes) };
      } catch (error) {
        return { error: trouble(error) };
      }
    },
    findFiles: async (folder) => {
      const root = pathOf(folder);
      const found: string[] = [];
      if (root !== null) await walk(root, found);
      return found.map((file) => keyOf(pathToFileURL(file).href));
    },
    listFolder: async (folder) => {
      const file = pathOf(folder);
      if (file === null) return [];
      try {
        return (await readdir(file, { withFileTypes: true })).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
      } catch {
        return [];
      }
    },
    pages: pages === undefined ? null : `${pathToFileURL(pages).href}/`,
    frugally,
    relieve,
    now: () => new Date(),
    clock: () => performance.now(),
    prices: nodePrices(log),
    revisions: () => (revisions === undefined ? (revisions = gitRevisions({ pathOf, decode, log })) : revisions),
  };
}

/** A folder that cannot be read holds nothing to show. Links are not followed, so there is no circle. */
async function walk(folder: string, found: string[]): Promise<void> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) await walk(file, found);
    } else if (entry.name.endsWith('.twin')) found.push(file);
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so. */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  return new TextDecoder(utf16 ?? 'utf-8', { ignoreBOM: true }).decode(bytes);
}

function trouble(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read';
  return error instanceof Error ? error.message : String(error);
}

/**
 * The folder of fetched books, written: a book is whole or it is not there, whatever happens in between, and one update runs at a time.
 * What the folder means is ../store.ts'.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { canonicalJson, CURRENT_FILE, hashBook, storedBooks, storedName, type StoreFiles } from '@twin2multicloud/pricing';
import type { PriceBook } from '@twin2multicloud/cost';
import { FetchError } from './contract.ts';

/** How many books are kept. */
export const KEPT_BOOKS = 30;
const LOCK_FILE = 'update.lock';
/** An update takes minutes; a lock that old was left behind, whoever holds its process id now. */
const LONGEST_UPDATE_MS = 6 * 60 * 60 * 1000;

/** A store's folder on disk. */
export function filesOf(folder: string): StoreFiles {
  return {
    names: () => {
      try {
        return readdirSync(folder);
      } catch {
        return [];
      }
    },
    read: (name) => {
      try {
        return readFileSync(path.join(folder, name), 'utf8');
      } catch {
        return null;
      }
    },
  };
}

/**
 * Puts a book into force: first its file, then the word that names it. A kill in between leaves the old book in force and a whole file beside it.
 * @returns the file's name.
 * @throws FetchError `disk-full` or `disk`.
 */
export async function saveBook(folder: string, book: PriceBook): Promise<string> {
  const file = storedName(book.createdAt, hashBook(book));
  await writeWhole(folder, file, canonicalJson(book));
  await writeWhole(folder, CURRENT_FILE, `${file}\n`);
  for (const { file: old } of storedBooks(filesOf(folder)).slice(0, -KEPT_BOOKS))
    if (old !== file) rmSync(path.join(folder, old), { force: true });
  return file;
}

/** Written beside, flushed to the disk, then moved over: a reader sees the old text or the new one, never a part. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const draft = path.join(folder, `.draft-${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx', 0o644);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    renameSync(draft, path.join(folder, name));
    await syncFolder(folder);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw diskError(folder, cause);
  }
}

/** The rename is on the disk only once its folder is. Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Runs an update while nobody else may. A lock of a process that is no more is taken over; what it left half done is removed.
 * @throws FetchError `busy` while another update runs.
 */
export async function withLock<T>(folder: string, now: Date, run: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw diskError(folder, cause);
  }
  const lock = path.join(folder, LOCK_FILE);
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), at: now.toISOString(), key: randomUUID() });
  await takeLock(lock, mine, now);
  try {
    sweep(folder, now);
    return await run();
  } finally {
    if (readText(lock) === mine) rmSync(lock, { force: true });
  }
}

/** Removes what killed updates left half done. A draft of a lock whose writer lives is let be; one that is only just begun is written again. */
function sweep(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const left = name.startsWith('.draft-') || (name.startsWith(`${LOCK_FILE}.`) && !isAlive(readText(file) ?? '', now));
    if (left) rmSync(file, { force: true });
  }
}

async function takeLock(lock: string, mine: string, now: Date): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    // Written beside and linked: a lock is never seen empty, and a link fails where one is.
    const draft = `${lock}.${randomUUID()}`;
    try {
      const handle = await open(draft, 'wx');
      await handle.writeFile(mine).finally(() => handle.close());
      linkSync(draft, lock);
      return;
    } catch (cause) {
      const { code, syscall } = cause as NodeJS.ErrnoException;
      // There is a lock; or whoever has it swept the draft before anything stood in it.
      if (code !== 'EEXIST' && (code !== 'ENOENT' || syscall !== 'link')) throw diskError(path.dirname(lock), cause);
    } finally {
      rmSync(draft, { force: true });
    }
    const theirs = readText(lock);
    if (theirs === null) continue;
    if (isAlive(theirs, now)) throw busy(theirs);
    // Whoever moves the dead lock away has it; had somebody been faster, theirs is put back.
    const grave = `${lock}.${randomUUID()}`;
    try {
      renameSync(lock, grave);
      if (readText(grave) !== theirs) linkSync(grave, lock);
    } catch {
      continue;
    } finally {
      rmSync(grave, { force: true });
    }
  }
  throw busy(readText(lock) ?? '');
}

function isAlive(text: string, now: Date): boolean {
  const { pid, host, at } = lockOf(text);
  if (now.getTime() - Date.parse(at) > LONGEST_UPDATE_MS) return false;
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lockOf(text: string): { readonly pid: number; readonly host: string; readonly at: string } {
  try {
    const { pid, host, at } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid === 'number' && typeof host === 'string' && typeof at === 'string') return { pid, host, at };
  } catch {
    // Not ours, or cut off by a power failure: nobody holds it.
  }
  return { pid: 0, host: '', at: '1970-01-01T00:00:00Z' };
}

function busy(text: string): FetchError {
  const { pid, at } = lockOf(text);
  return new FetchError(
    'busy',
    `Another update of the prices is running (process ${pid}, since ${at}).`,
    'Wait until it is done; its book will be used here too.',
  );
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function diskError(folder: string, cause: unknown): FetchError {
  if (cause instanceof FetchError) return cause;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new FetchError(
      'disk-full',
      `The disk is full: the new price book could not be written to ${folder}.`,
      'Free some space and update again; the old book is whole and in force.',
      {
        cause,
      },
    );
  return new FetchError(
    'disk',
    `The price book could not be written to ${folder}${code === undefined ? '' : ` (${code})`}.`,
    'Check the folder and its permissions, or name another one: TWIN_PRICE_STORE. The old book is whole and in force.',
    { cause },
  );
}

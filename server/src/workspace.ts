/** The files of the workspace that are not open: read when a question concerns all of them. */
import type { Session } from './session.ts';
import type { Turns } from './turns.ts';

/** So many files are read at once. */
const TOGETHER = 32;
/** The share of a long request that reading takes. */
export const READING = 0.1;

/** Afterwards the text of every `.twin` file of the folders is known. Returns their keys and those of the open files. */
export async function readWorkspace(session: Session, turns: Turns): Promise<readonly string[]> {
  const keys = await session.scan();
  const wanted = keys.filter((key) => session.files.get(key) === undefined);
  for (let at = 0; at < wanted.length; at += TOGETHER) {
    await Promise.all(wanted.slice(at, at + TOGETHER).map((key) => session.files.load(key)));
    await turns.pause((READING * at) / wanted.length, `${at} of ${wanted.length} files read`);
  }
  return keys;
}

/** Afterwards every file of the folders is known and parsed, with what it imports. */
export async function loadWorkspace(session: Session, turns: Turns): Promise<readonly string[]> {
  const keys = await readWorkspace(session, turns);
  for (const [index, key] of keys.entries()) {
    const loading = session.settle(key);
    if (loading !== undefined) await loading;
    await turns.pause(READING + ((1 - READING) * index) / keys.length, `${index} of ${keys.length} files`);
  }
  return keys;
}

/** When a dead server is started again, when that is said, and when it is given up. No editor in here. */

/** A server that dies more often within this time stays down until the person says otherwise. */
const MAX_RESTARTS = 4;
const WINDOW_MS = 3 * 60_000;

/** What to do about a death: start it again and say so, start it again in silence, or give up. */
export type Verdict = 'tell' | 'silent' | 'give up';

export interface Deaths {
  /** @param now milliseconds of any clock that only goes forward */
  next(now: number): Verdict;
  /** The person has started it again: what was before does not count. */
  forget(): void;
}

export function countDeaths(): Deaths {
  let deaths: number[] = [];
  let told = false;
  return {
    next(now) {
      deaths = [...deaths.filter((at) => now - at < WINDOW_MS), now];
      if (deaths.length > MAX_RESTARTS) return 'give up';
      if (told) return 'silent';
      told = true;
      return 'tell';
    },
    forget() {
      deaths = [];
      told = false;
    },
  };
}

/**
 * Keeps calls within a quota that is a bucket of tokens: so many at once, and so many more a second. It sends nothing.
 */

export interface Pace {
  /** Resolves when the next call may be made, or at once when the signal is aborted: the call itself then says so. */
  turn(signal: AbortSignal): Promise<void>;
}

/** `now` in milliseconds. */
export function createPace(burst: number, perSecond: number, now: () => number = () => performance.now()): Pace {
  const gap = 1000 / perSecond;
  // The time at which the bucket would be full again; what lies ahead of now is what was taken.
  let fullAt = -Infinity;
  return {
    turn: async (signal) => {
      const at = now();
      fullAt = Math.max(fullAt, at) + gap;
      const wait = fullAt - at - burst * gap;
      if (wait > 0) await sleep(wait, signal);
    },
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    if (signal.aborted) wake();
    else signal.addEventListener('abort', wake);
  });
}

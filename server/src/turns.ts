/**
 * A long request's manners: it lets others have their turn, tells how far it is, and stops when the client cancels it.
 */
import { LSPErrorCodes, ResponseError, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver';

/** Milliseconds of work before others get their turn. */
const SLICE = 8;

export interface Turns {
  /** To be awaited between two steps of work; `share` (0 … 1) of it is done. Rejects where the client has cancelled the request. */
  readonly pause: (share: number, message: string) => Promise<void>;
}

export interface TurnsOptions {
  readonly title: string;
  readonly token: CancellationToken;
  readonly progress: WorkDoneProgressReporter;
  readonly clock: () => number;
  /** Lets other messages in. */
  readonly yieldTurn: () => Promise<void>;
}

export function turnsOf({ title, token, progress, clock, yieldTurn }: TurnsOptions): Turns & { readonly done: () => void } {
  let since = clock();
  let begun = false;
  return {
    pause: async (share, message) => {
      if (clock() - since < SLICE) return;
      await yieldTurn();
      since = clock();
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${title} was cancelled.`);
      const percent = Math.floor(share * 100);
      if (begun) progress.report(percent, message);
      else progress.begin(title, percent, message, true);
      begun = true;
    },
    done: () => {
      if (begun) progress.done();
    },
  };
}

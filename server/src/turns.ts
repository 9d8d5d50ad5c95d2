/**
 * A long request's manners: it lets others have their turn, tells how far it is, and stops when the client cancels it.
 */
import { LSPErrorCodes, ResponseError, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver';

/** Milliseconds of work before others get their turn. */
const SLICE = 8;

export interface Turns {
  /** To be awaited between two steps of work. Rejects where the client has cancelled the request. */
  readonly pause: (done: number, total: number) => Promise<void>;
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
    pause: async (done, total) => {
      if (clock() - since < SLICE) return;
      await yieldTurn();
      since = clock();
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${title} was cancelled.`);
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      if (begun) progress.report(percent, `${done} of ${total}`);
      else progress.begin(title, percent, `${done} of ${total}`, true);
      begun = true;
    },
    done: () => {
      if (begun) progress.done();
    },
  };
}

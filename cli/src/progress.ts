/** A progress bar on standard error while something takes long, when that is a terminal. Prints nothing otherwise. */
import type { Context } from './command-context.ts';

export interface Progress {
  readonly at: (done: number) => void;
  readonly end: () => void;
}

const WIDTH = 30;
/** Nothing is shown before this much time: short work needs no bar. */
const PATIENCE_MS = 300;
const REDRAW_MS = 80;

export function progressBar({ host, quiet, errorStyle }: Context, label: string, total: number): Progress {
  if (quiet || !host.terminal.err) return { at: () => undefined, end: () => undefined };
  const start = host.now().getTime();
  let drawn = 0;
  return {
    at: (done) => {
      const now = host.now().getTime();
      if (now - start < PATIENCE_MS || now - drawn < REDRAW_MS) return;
      drawn = now;
      const filled = Math.round((done / total) * WIDTH);
      const left = done === 0 ? '' : ` ${Math.ceil(((now - start) / done) * (total - done) * 0.001)} s left`;
      host.err(
        `\r${label} ${errorStyle.cyan('█'.repeat(filled))}${errorStyle.dim('░'.repeat(WIDTH - filled))} ${Math.floor((done / total) * 100)} %${left}   `,
      );
    },
    end: () => {
      if (drawn > 0) host.err(`\r${' '.repeat(label.length + WIDTH + 24)}\r`);
    },
  };
}

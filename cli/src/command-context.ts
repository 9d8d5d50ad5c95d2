/**
 * What every command is given: the host, how to color, and how loud to be. Decides colors; knows no command.
 */
import pc from 'picocolors';
import type { Host } from './host.ts';

/** Styles for text on a terminal; each gives the text back as it is where there are no colors. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly blue: (text: string) => string;
}

export interface Context {
  readonly host: Host;
  /** Styles for standard output. */
  readonly style: Palette;
  /** Styles for standard error. */
  readonly errorStyle: Palette;
  /** Say only the result and errors. */
  readonly quiet: boolean;
}

export interface Loudness {
  readonly quiet?: boolean | undefined;
  /** false: `--no-color`. */
  readonly color?: boolean | undefined;
}

export function createContext(host: Host, { quiet = false, color = true }: Loudness = {}): Context {
  return {
    host,
    style: palette(color && coloured(host, host.terminal.out)),
    errorStyle: palette(color && coloured(host, host.terminal.err)),
    quiet,
  };
}

/** NO_COLOR (https://no-color.org) beats FORCE_COLOR, which beats what the stream is. */
function coloured(host: Host, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

function palette(on: boolean): Palette {
  return pc.createColors(on);
}

/**
 * The output channel "Twin" and the last lines of it, for an issue's bundle. Never logs the text of a file.
 */
import * as vscode from 'vscode';

const KEPT_LINES = 200;

export interface Log {
  readonly channel: vscode.LogOutputChannel;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
  /** The last lines, oldest first. */
  lines(): readonly string[];
  dispose(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('Twin', { log: true });
  const kept: string[] = [];
  const keep = (level: string, message: string): void => {
    kept.push(`${new Date().toISOString()} [${level}] ${message}`);
    if (kept.length > KEPT_LINES) kept.shift();
  };
  return {
    channel,
    info(message) {
      keep('info', message);
      channel.info(message);
    },
    warn(message) {
      keep('warning', message);
      channel.warn(message);
    },
    error(message, cause) {
      const text = cause === undefined ? message : `${message}: ${describe(cause)}`;
      keep('error', text);
      channel.error(text);
    },
    lines: () => kept,
    dispose() {
      channel.dispose();
    },
  };
}

/** An error in words, with its stack where it has one: it goes to the log alone, never to a message. */
function describe(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

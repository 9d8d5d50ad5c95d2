/**
 * Runs one command line in a host, and is its one error boundary: whatever happens becomes a message with a remedy and an exit code,
 * never a stack trace.
 */
import { CommanderError } from 'commander';
import { createProgram } from './command-line.ts';
import { EXIT, Failure, failureText } from './failure.ts';
import type { Host } from './host.ts';

/** Runs `twin ARGUMENTS` and gives its exit code. Never throws. */
export async function run(args: readonly string[], host: Host): Promise<number> {
  const state: { code: number } = { code: EXIT.fine };
  try {
    await createProgram(host, state).parseAsync([...args], { from: 'user' });
    return state.code;
  } catch (error) {
    return explained(error, host);
  }
}

function explained(error: unknown, host: Host): number {
  // Commander has said its message already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof Failure) {
    host.err(failureText(error));
    return error.exit;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (host.env.TWIN_DEBUG !== undefined && error instanceof Error) host.err(`${error.stack ?? message}\n`);
  host.err(
    `twin: a mistake in twin itself: ${message.split('\n')[0] ?? ''}\n` +
      '  → Please report it with the file and the command line. TWIN_DEBUG=1 shows where it happened.\n',
  );
  return EXIT.outside;
}

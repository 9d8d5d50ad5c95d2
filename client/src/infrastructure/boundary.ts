/**
 * The one error boundary of the client: what a command or a provider throws becomes a log line and one sentence with a remedy.
 */
import * as vscode from 'vscode';
import type { Log } from './log.ts';

export interface Boundary {
  /** Registers a command whose failure is told. */
  command(id: string, run: (...args: readonly unknown[]) => unknown): vscode.Disposable;
  /** For what nobody waits for. */
  background(what: string, work: Promise<unknown>): void;
}

export function createBoundary(log: Log): Boundary {
  const tell = async (what: string, cause: unknown): Promise<void> => {
    if (cause instanceof vscode.CancellationError) return;
    log.error(what, cause);
    const showLog = vscode.l10n.t('Show Log');
    const report = vscode.l10n.t('Report Issue');
    const reason = cause instanceof Error ? cause.message : String(cause);
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t('Twin: {0}. See the log for the details.', reason.replace(/\.$/, '')),
      showLog,
      report,
    );
    if (chosen === showLog) log.channel.show(true);
    if (chosen === report) await vscode.commands.executeCommand('twin.reportIssue');
  };
  return {
    command: (id, run) =>
      vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
        try {
          return await run(...args);
        } catch (cause) {
          void tell(id, cause);
          return undefined;
        }
      }),
    background(what, work) {
      work.catch((cause: unknown) => {
        log.error(what, cause);
      });
    },
  };
}

/**
 * The panels: comparison, what if, dashboard. Opens them, brings them back after the window was reloaded, lets those that are not pinned
 * follow the active twin, and tells all of them when figures change. What one panel does stands in panel.ts.
 */
import { COMMANDS, VIEWS, type PanelReference, type View } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import { activeReference } from '../../infrastructure/active-twin.ts';
import type { Feature, FeatureContext, Owned } from '../../infrastructure/feature.ts';
import { Panel } from './panel.ts';
import { readKept } from './kept.ts';

/** A moving cursor is followed once it rests. */
const QUIET_MS = 150;

export const panels: Feature = (context) => {
  const open = new Set<Panel>();
  const own = (webview: vscode.WebviewPanel, view: View, kept: ReturnType<typeof readKept>): Panel => {
    const panel = new Panel(context, webview, view, kept, show);
    open.add(panel);
    webview.onDidDispose(() => open.delete(panel));
    return panel;
  };
  const show = (view: View, reference: PanelReference | null): void => {
    // One panel of a kind follows; the pinned ones stay as they are beside it.
    const free = [...open].find((panel) => panel.view === view && !panel.pinned);
    if (free !== undefined) {
      free.follow(reference ?? free.reference);
      free.reveal();
      return;
    }
    const column = view === 'dashboard' ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    own(vscode.window.createWebviewPanel(`twin.${view}`, titles()[view], column, {}), view, { reference, pinned: false, state: null });
  };
  const opening =
    (view: View) =>
    async (argument: unknown): Promise<void> => {
      show(view, referenceIn(argument) ?? (await activeReference(context.session)));
    };
  // Panels are not closed with the extension: a window that is reloaded brings them back.
  return [
    context.boundary.command(COMMANDS.compare, opening('comparison')),
    context.boundary.command('twin.whatIf', opening('what-if')),
    context.boundary.command('twin.dashboard', opening('dashboard')),
    ...VIEWS.map((view) =>
      vscode.window.registerWebviewPanelSerializer(`twin.${view}`, {
        deserializeWebviewPanel: (webview, state: unknown) => {
          own(webview, view, readKept(state));
          return Promise.resolve();
        },
      }),
    ),
    ...following(context, open),
    context.session.onDidChangeFigures((uri) => {
      for (const panel of open) panel.tell({ kind: 'changed', uri: uri.toString() });
    }),
    context.session.onDidChangePrices(() => {
      for (const panel of open) panel.tell({ kind: 'changed', uri: null });
    }),
    context.session.onDidChangeState((state) => {
      for (const panel of open) panel.tell({ kind: 'server', state });
    }),
  ];
};

/** What stands on the tab before a twin is known. */
function titles(): Readonly<Record<View, string>> {
  return {
    comparison: vscode.l10n.t('Compare clouds'),
    'what-if': vscode.l10n.t('What if'),
    dashboard: vscode.l10n.t('Twins'),
  };
}

function following({ session, log }: FeatureContext, open: ReadonlySet<Panel>): readonly Owned[] {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const follow = async (): Promise<void> => {
    const followers = [...open].filter((panel) => panel.view !== 'dashboard' && !panel.pinned);
    if (followers.length === 0 || session.state !== 'running') return;
    const reference = await activeReference(session);
    if (reference === null) return;
    for (const panel of followers) if (!panel.pinned) panel.follow(reference);
  };
  const later = (): void => {
    if (open.size === 0) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      follow().catch((cause: unknown) => {
        log.warn(`a panel could not follow the active twin: ${cause instanceof Error ? cause.message : String(cause)}`);
      });
    }, QUIET_MS);
  };
  return [
    vscode.window.onDidChangeActiveTextEditor(later),
    vscode.window.onDidChangeTextEditorSelection(later),
    {
      dispose: () => {
        if (timer !== null) clearTimeout(timer);
      },
    },
  ];
}

/** What a code lens, a row of the tree or a link of a hover means; null: the twin under the cursor. */
function referenceIn(argument: unknown): PanelReference | null {
  if (typeof argument !== 'object' || argument === null) return null;
  if ('reference' in argument) return referenceIn(argument.reference);
  if (!('uri' in argument) || typeof argument.uri !== 'string') return null;
  const { twin, scenario } = argument as { twin?: unknown; scenario?: unknown };
  return { uri: argument.uri, twin: typeof twin === 'string' ? twin : null, scenario: typeof scenario === 'string' ? scenario : null };
}

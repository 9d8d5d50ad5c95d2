/**
 * The status bar: the twin under the cursor with its total; and the language status: how old the prices are and whether the server runs.
 */
import type { PriceStatus, TwinNode } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import { twinAround } from '../../infrastructure/active-twin.ts';
import type { Feature, FeatureContext, Owned } from '../../infrastructure/feature.ts';
import { moneyText } from '../../infrastructure/figures.ts';

/** A moving cursor asks once it rests. */
const QUIET_MS = 120;
const CLOUDS = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;

export const status: Feature = (context) => [...statusBar(context), ...languageStatus(context)];

function statusBar({ session, log }: FeatureContext): readonly Owned[] {
  const item = vscode.window.createStatusBarItem('twin.total', vscode.StatusBarAlignment.Left, 10);
  item.name = vscode.l10n.t('Twin: total under the cursor');
  let known: { readonly uri: string; readonly twins: readonly TwinNode[] } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const show = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const wanted = vscode.workspace.getConfiguration('twin').get<boolean>('statusBar.enabled') ?? true;
    if (!wanted || editor?.document.languageId !== 'twin' || session.state !== 'running') {
      item.hide();
      return;
    }
    const uri = editor.document.uri.toString();
    if (known?.uri !== uri) known = { uri, twins: await session.tree({ uri }) };
    const node = twinAround(known.twins, editor.selection.active.line);
    if (node === undefined) {
      item.hide();
      return;
    }
    const name = node.scenario === null ? (node.title ?? node.twin) : `${node.title ?? node.twin} (${node.scenario})`;
    const total = node.perMonth === null ? vscode.l10n.t('no total') : vscode.l10n.t('{0}/month', moneyText(node.perMonth, node.currency));
    item.text = `${name}: ${total}`;
    item.tooltip = new vscode.MarkdownString(`${node.text}\n\n${vscode.l10n.t('Click to compare the clouds.')}`);
    item.command = {
      command: 'twin.compare',
      title: vscode.l10n.t('Compare'),
      arguments: [{ uri, twin: node.twin, ...(node.scenario === null ? {} : { scenario: node.scenario }) }],
    };
    item.show();
  };
  const later = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      show().catch((cause: unknown) => {
        log.warn(`status bar: ${cause instanceof Error ? cause.message : String(cause)}`);
        item.hide();
      });
    }, QUIET_MS);
  };
  later();
  return [
    item,
    {
      dispose: () => {
        if (timer !== null) clearTimeout(timer);
      },
    },
    vscode.window.onDidChangeActiveTextEditor(later),
    vscode.window.onDidChangeTextEditorSelection(later),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('twin')) later();
    }),
    session.onDidChangeState(later),
    session.onDidChangeFigures((uri) => {
      if (known?.uri === uri.toString()) known = null;
      later();
    }),
  ];
}

function languageStatus({ session, log }: FeatureContext): readonly Owned[] {
  const prices = vscode.languages.createLanguageStatusItem('twin.prices', { language: 'twin' });
  prices.name = vscode.l10n.t('Twin prices');
  prices.text = vscode.l10n.t('Prices');
  prices.command = { command: 'twin.showPrices', title: vscode.l10n.t('Show') };
  const server = vscode.languages.createLanguageStatusItem('twin.server', { language: 'twin' });
  server.name = vscode.l10n.t('Twin language server');

  const tellPrices = (book: PriceStatus): void => {
    const limit = vscode.workspace.getConfiguration('twin').get<number>('prices.maximumAge') ?? 0;
    const old = limit > 0 && book.ageInDays > limit;
    prices.text =
      book.ageInDays === 0
        ? vscode.l10n.t('Prices of today')
        : book.ageInDays === 1
          ? vscode.l10n.t('Prices 1 day old')
          : vscode.l10n.t('Prices {0} days old', book.ageInDays);
    prices.detail =
      book.trouble ??
      [
        ...(book.kept.length === 0
          ? []
          : [vscode.l10n.t('older for {0}', book.kept.map((provider) => `${CLOUDS[provider]} (${book.ages[provider]} d)`).join(', '))]),
        ...(book.overlay === null ? [] : [vscode.l10n.t('overlay {0}', book.overlay)]),
        ...(book.unconfirmed > 0 ? [vscode.l10n.t('{0} of {1} not confirmed', book.unconfirmed, book.prices)] : []),
      ].join(', ');
    prices.command = old
      ? { command: 'twin.updatePrices', title: vscode.l10n.t('Update') }
      : { command: 'twin.showPrices', title: vscode.l10n.t('Show') };
    prices.severity = old || book.trouble !== null ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  };
  const show = (): void => {
    const failed = session.state === 'failed';
    server.text = failed
      ? vscode.l10n.t('Language server stopped')
      : session.state === 'running'
        ? vscode.l10n.t('Language server runs')
        : vscode.l10n.t('Language server starts …');
    server.busy = session.state === 'starting';
    server.severity = failed ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    server.command = failed
      ? { command: 'twin.restartServer', title: vscode.l10n.t('Start Again') }
      : { command: 'twin.showLog', title: vscode.l10n.t('Show Log') };
    if (session.state !== 'running') return;
    session.prices().then(tellPrices, (cause: unknown) => {
      log.warn(`price status: ${cause instanceof Error ? cause.message : String(cause)}`);
    });
  };
  show();
  return [
    prices,
    server,
    session.onDidChangeState(show),
    session.onDidChangePrices(show),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('twin.prices')) show();
    }),
  ];
}

/**
 * The comparison as text, `Explain` and the state of the price book as read-only Markdown documents that follow the file while they are open.
 * What they say is the server's.
 */
import { COMMANDS, type ExplainParams, type PriceStatus, type TwinReference } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import { twinAround } from '../../infrastructure/active-twin.ts';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';
import { readReportUri, reportUri, REPORT_SCHEME, type Report } from './report-uri.ts';

export const documents: Feature = (context) => {
  const provider = new ReportProvider(context);
  const open = async (report: Report): Promise<void> => {
    const uri = vscode.Uri.from(reportUri(report, await titleOf(report, context)));
    if (vscode.workspace.getConfiguration('twin').get<string>('reports.view') === 'preview') {
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
      return;
    }
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true, preserveFocus: false });
  };
  return [
    provider,
    vscode.workspace.registerTextDocumentContentProvider(REPORT_SCHEME, provider),
    context.boundary.command('twin.compareAsText', async (argument) => {
      const reference = await referenceOf(argument, context);
      if (reference !== null) await open({ kind: 'compare', params: reference });
    }),
    context.boundary.command(COMMANDS.explain, async (argument) => {
      const reference = await referenceOf(argument, context);
      if (reference !== null) await open({ kind: 'explain', params: reference });
    }),
    context.boundary.command('twin.showPrices', () => open({ kind: 'prices' })),
  ];
};

class ReportProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly context: FeatureContext;
  private readonly subscription: vscode.Disposable;

  constructor(context: FeatureContext) {
    this.context = context;
    this.subscription = context.session.onDidChangeFigures((file) => {
      for (const { uri } of vscode.workspace.textDocuments) {
        if (uri.scheme !== REPORT_SCHEME) continue;
        const report = readReportUri(uri);
        if (report !== null && report.kind !== 'prices' && report.params.uri === file.toString()) this.changed.fire(uri);
      }
    });
  }

  async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const report = readReportUri(uri);
    if (report === null) return vscode.l10n.t('This report is no longer known. Close it and open it again from its file.');
    const { session } = this.context;
    if (report.kind === 'prices') return pricesMarkdown(await session.prices(token));
    const answer = report.kind === 'compare' ? await session.compare(report.params, token) : await session.explain(report.params, token);
    return answer?.markdown ?? vscode.l10n.t('This twin is no longer in its file.');
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

/** The twin that a lens, a row of the tree or the cursor means; null where there is none, which is said. */
async function referenceOf(argument: unknown, { session }: FeatureContext): Promise<ExplainParams | null> {
  if (typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string') {
    return argument as TwinReference;
  }
  if (typeof argument === 'object' && argument !== null && 'reference' in argument) return argument.reference as ExplainParams;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'twin') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a .twin file and put the cursor into a twin first.'));
    return null;
  }
  const uri = editor.document.uri.toString();
  const line = editor.selection.active.line;
  const twins = await session.tree({ uri });
  const twin = twinAround(twins, line);
  if (twin === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This file declares no twin. Device types alone cost nothing.'));
    return null;
  }
  return { uri, twin: twin.twin, ...(twin.scenario === null ? {} : { scenario: twin.scenario }) };
}

async function titleOf(report: Report, { session }: FeatureContext): Promise<string> {
  switch (report.kind) {
    case 'prices':
      return vscode.l10n.t('Prices');
    case 'compare':
      return (await session.compare(report.params))?.title ?? 'Twin';
    case 'explain':
      return (await session.explain(report.params))?.title ?? 'Twin';
  }
}

const CLOUDS = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;

function pricesMarkdown(status: PriceStatus): string {
  return [
    `# ${vscode.l10n.t('Prices')}`,
    '',
    '| | |',
    '|---|---|',
    `| ${vscode.l10n.t('Price book')} | ${status.book} |`,
    `| ${vscode.l10n.t('Made')} | ${status.createdAt} |`,
    `| ${vscode.l10n.t('Age')} | ${vscode.l10n.t('{0} days', status.ageInDays)} |`,
    `| ${vscode.l10n.t('Prices')} | ${status.prices} |`,
    `| ${vscode.l10n.t('Not confirmed')} | ${status.unconfirmed} |`,
    ...(status.kept.length === 0
      ? []
      : [
          `| ${vscode.l10n.t('Older than the book')} | ${status.kept.map((provider) => `${CLOUDS[provider]} (${vscode.l10n.t('{0} days', status.ages[provider])})`).join(', ')} |`,
        ]),
    ...(status.overlay === null ? [] : [`| ${vscode.l10n.t('Overlay')} | ${status.overlay} |`]),
    ...(status.trouble === null ? [] : [`| ${vscode.l10n.t('Trouble')} | ${status.trouble} |`]),
    `| ${vscode.l10n.t('Regions')} | ${status.regions.join(', ')} |`,
    `| ${vscode.l10n.t('Currencies')} | ${status.currencies.join(', ')} |`,
    '',
  ].join('\n');
}

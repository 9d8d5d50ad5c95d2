/**
 * `Twin: Report Issue`: gathers what an issue needs into an unsaved document that the person reads and sends, or not. Nothing leaves the editor by itself.
 */
import * as vscode from 'vscode';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';
import { issueMarkdown } from './bundle.ts';

const PRICES_WAIT_MS = 1_000;
const LOG_LINES = 60;

export const issue: Feature = (context) => [
  context.boundary.command('twin.reportIssue', async () => {
    const content = await report(context);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }),
];

async function report({ extension, session, log }: FeatureContext): Promise<string> {
  const { version } = extension.extension.packageJSON as { readonly version: string };
  return issueMarkdown(
    {
      extension: version,
      editor: `${vscode.env.appName} ${vscode.version}`,
      host: [vscode.env.appHost, vscode.env.remoteName].filter((part) => part !== undefined).join(', '),
      platform: typeof process === 'object' ? `${process.platform} ${process.arch}` : 'browser',
      language: vscode.env.language,
      server: session.state,
      prices: await priceText(session),
      settings: changedSettings(extension),
      log: log.lines().slice(-LOG_LINES),
      folders: [
        ...(vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => [uri.fsPath, uri.path]),
        ...(typeof process === 'object' ? [process.env.HOME ?? '', process.env.USERPROFILE ?? ''] : []),
      ],
    },
    {
      title: vscode.l10n.t('Issue'),
      intro: vscode.l10n.t(
        'Read this before you send it: names of folders, addresses and keys were taken out, and no text of your files is in it.',
      ),
      what: vscode.l10n.t('What happened, and what you expected'),
      facts: vscode.l10n.t('Versions'),
      settings: vscode.l10n.t('Settings that differ from the default'),
      log: vscode.l10n.t('Last lines of the log'),
      none: vscode.l10n.t('none'),
    },
  );
}

/** A server that does not answer must not keep its own report from being written. */
async function priceText(session: FeatureContext['session']): Promise<string> {
  if (session.state !== 'running') return 'unknown';
  const late = new Promise<string>((resolve) => {
    setTimeout(() => {
      resolve('no answer');
    }, PRICES_WAIT_MS);
  });
  const asked = session.prices().then(
    ({ book, ageInDays }) => `${book}, ${ageInDays} days old`,
    () => 'no answer',
  );
  return Promise.race([asked, late]);
}

function changedSettings(extension: vscode.ExtensionContext): Record<string, unknown> {
  const { contributes } = extension.extension.packageJSON as {
    readonly contributes: { readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[] };
  };
  const configuration = vscode.workspace.getConfiguration();
  const changed: Record<string, unknown> = {};
  for (const key of contributes.configuration.flatMap(({ properties }) => Object.keys(properties))) {
    const found = configuration.inspect(key);
    const value: unknown = configuration.get(key);
    if (found !== undefined && JSON.stringify(value) !== JSON.stringify(found.defaultValue)) changed[key] = value;
  }
  return changed;
}

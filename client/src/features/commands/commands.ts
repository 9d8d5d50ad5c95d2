/**
 * The small commands: a new file, a sample, the log, the server's restart, hints on and off, walkthrough and settings.
 */
import * as vscode from 'vscode';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';

/** Samples that stand alone: an unsaved copy of them has no imports to lose. */
const SAMPLES = ['factory', 'hospital', 'vehicle-fleet', 'wind-farm'] as const;

export const commands: Feature = ({ extension, session, log, boundary }) => [
  boundary.command('twin.newFile', newFile),
  boundary.command('twin.openSample', (name) => openSample(extension, typeof name === 'string' ? name : null)),
  boundary.command('twin.restartServer', () => session.restart()),
  boundary.command('twin.showLog', () => {
    log.channel.show(true);
  }),
  boundary.command('twin.toggleInlayHints', async () => {
    const settings = vscode.workspace.getConfiguration('twin');
    await settings.update('inlayHints.enabled', !(settings.get<boolean>('inlayHints.enabled') ?? true), vscode.ConfigurationTarget.Global);
  }),
  boundary.command('twin.openWalkthrough', () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.extension.id}#start`, false),
  ),
  boundary.command('twin.openSettings', () =>
    vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extension.extension.id}`),
  ),
];

async function newFile(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'twin' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(
    new vscode.SnippetString(
      'twin ${1:MyTwin} {\n  region   ${2:eu-central}\n  currency ${3:EUR}\n\n  devices ${4:sensors} {\n    count   ${5:100}\n    every   ${6:2 min}\n    payload ${7:0.25 KB}\n  }\n\n  storage {\n    hot ${8:1 month}\n  }\n\n  visualization {\n    viewers ${9:5}\n    refresh ${10:12 / hour} for ${11:1 h / day}\n  }\n}\n$0',
    ),
  );
}

async function openSample(extension: vscode.ExtensionContext, wanted: string | null): Promise<void> {
  const name = wanted ?? (await pickSample(extension));
  if (name === undefined) return;
  const uri = vscode.Uri.joinPath(extension.extensionUri, 'samples', `${name}.twin`);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'twin', content }));
}

async function pickSample(extension: FeatureContext['extension']): Promise<string | undefined> {
  const items = await Promise.all(
    SAMPLES.map(async (name) => {
      const text = new TextDecoder().decode(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, 'samples', `${name}.twin`)),
      );
      return { label: name, detail: /^\/\/\s*(.+)$/m.exec(text)?.[1] ?? '' };
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Open a sample'),
    placeHolder: vscode.l10n.t('A copy opens, unsaved: change what you like'),
    matchOnDetail: true,
  });
  return chosen?.label;
}

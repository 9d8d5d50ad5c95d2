/**
 * One panel: its page, and the conversation with the view in it. Every message is checked; what is none of ours has no effect.
 * The view is never trusted with more than it needs: it names an edit, a place or a command of a short list, and the host does it.
 */
import {
  checkMessage,
  checkParams,
  pageHtml,
  type PanelCommand,
  type PanelReference,
  type PanelSource,
  type ToHost,
  type ToView,
  type View,
} from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { FeatureContext } from '../../infrastructure/feature.ts';
import { applyEdit } from './apply-edit.ts';
import type { Kept } from './kept.ts';
import { saveFile } from './save-file.ts';

/** More questions at once are none that a person asks. */
const MOST_IN_FLIGHT = 64;

/** What a view may have done in the workbench. */
const WORKBENCH: Readonly<Record<PanelCommand, string>> = {
  newFile: 'twin.newFile',
  openSample: 'twin.openSample',
  openWalkthrough: 'twin.openWalkthrough',
  restartServer: 'twin.restartServer',
  showLog: 'twin.showLog',
  reportIssue: 'twin.reportIssue',
  updatePrices: 'twin.updatePrices',
  showProblems: 'workbench.actions.view.problems',
};

type Ask = Extract<ToHost, { readonly kind: 'ask' }>;
type Show = (view: View, reference: PanelReference | null) => void;

export class Panel {
  readonly view: View;
  private readonly context: FeatureContext;
  private readonly panel: vscode.WebviewPanel;
  private readonly show: Show;
  private readonly asked = new Map<number, vscode.CancellationTokenSource>();
  private kept: Kept;
  /** Of the view, on the tab until a twin is known. */
  private readonly name: string;

  constructor(context: FeatureContext, panel: vscode.WebviewPanel, view: View, kept: Kept, show: Show) {
    this.context = context;
    this.panel = panel;
    this.view = view;
    this.kept = kept;
    this.show = show;
    this.name = panel.title;
    this.tellTitle();
    const root = vscode.Uri.joinPath(context.extension.extensionUri, 'webviews', 'dist');
    panel.iconPath = icons(context.extension.extensionUri);
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      context.boundary.background(`panel ${view}`, this.receive(message));
    });
    panel.onDidDispose(() => {
      for (const source of this.asked.values()) source.cancel();
    });
    const address = (file: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    panel.webview.html = pageHtml({
      view,
      nonce: nonce(),
      origin: panel.webview.cspSource,
      script: address(`${view}.js`),
      style: address('views.css'),
      language: vscode.env.language,
      title: panel.title,
    });
  }

  get reference(): PanelReference | null {
    return this.kept.reference;
  }

  get pinned(): boolean {
    return this.kept.pinned;
  }

  /** Another twin is active. */
  follow(reference: PanelReference | null): void {
    if (sameReference(reference, this.kept.reference)) return;
    this.kept = { ...this.kept, reference };
    this.tellTitle();
    this.tell({ kind: 'follow', reference });
  }

  tell(message: ToView): void {
    // A hidden view does not listen; when it is shown again it begins with `ready` and is told everything.
    void this.panel.webview.postMessage(message);
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
  }

  private async receive(received: unknown): Promise<void> {
    const checked = checkMessage('host', received);
    if (!checked.ok) {
      this.context.log.warn(`panel ${this.view}: a message that is none of ours was refused`);
      return;
    }
    const message = checked.value;
    switch (message.kind) {
      case 'ready':
        this.init();
        return;
      case 'ask':
        await this.answer(message);
        return;
      case 'cancel':
        this.asked.get(message.id)?.cancel();
        return;
      case 'apply':
        await this.settle(message.id, () => applyEdit(message.edit));
        return;
      case 'save':
        await this.settle(message.id, () => saveFile(message.name, message.data, this.kept.reference));
        return;
      case 'open':
        await openSource(message.at);
        return;
      case 'show':
        this.show(message.view, message.reference);
        return;
      case 'command':
        await vscode.commands.executeCommand(WORKBENCH[message.command], ...(message.argument === null ? [] : [message.argument]));
        return;
      case 'pin':
        this.kept = { ...this.kept, pinned: message.pinned, reference: message.reference };
        this.tellTitle();
        return;
      case 'keep':
        this.kept = { ...this.kept, state: message.state };
        return;
    }
  }

  /** Several may be open: the tab says of which twin. */
  private tellTitle(): void {
    const twin = this.view === 'dashboard' ? null : (this.kept.reference?.twin ?? null);
    this.panel.title = twin === null ? this.name : `${twin}: ${this.name}`;
  }

  private init(): void {
    const { reference, pinned, state } = this.kept;
    this.tell({
      kind: 'init',
      view: this.view,
      reference,
      pinned,
      language: vscode.env.language,
      strings: strings(),
      state,
      server: this.context.session.state,
    });
  }

  private async answer({ id, method, params }: Ask): Promise<void> {
    const checked = checkParams(method, params);
    if (!checked.ok) {
      this.context.log.warn(`panel ${this.view}: ${method} was asked with parameters that do not fit`);
      this.tell({
        kind: 'refuse',
        id,
        message: vscode.l10n.t('This question does not fit. Reload the window; if it comes back, report it.'),
      });
      return;
    }
    if (this.asked.size >= MOST_IN_FLIGHT) {
      this.tell({ kind: 'refuse', id, message: vscode.l10n.t('Too many questions at once. Wait a moment.') });
      return;
    }
    const source = new vscode.CancellationTokenSource();
    this.asked.set(id, source);
    await this.settle(id, () => this.context.session.panel(method, checked.value, source.token));
    this.asked.delete(id);
    source.dispose();
  }

  /** Answers, or says in a sentence why not. The view has one way to show a refusal, and it never holds a stack trace. */
  private async settle(id: number, work: () => Promise<unknown>): Promise<void> {
    try {
      this.tell({ kind: 'answer', id, result: (await work()) ?? null });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      this.context.log.warn(`panel ${this.view}: ${message}`);
      this.tell({ kind: 'refuse', id, message });
    }
  }
}

async function openSource({ uri, start, end }: PanelSource): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  await vscode.window.showTextDocument(document, { selection, viewColumn: column ?? vscode.ViewColumn.One });
}

/** The translations that VS Code loaded for the display language; English needs none. */
function strings(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(vscode.l10n.bundle ?? {})) if (typeof value === 'string') found[key] = value;
  return found;
}

function icons(extension: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  return {
    light: vscode.Uri.joinPath(extension, 'media', 'file-light.svg'),
    dark: vscode.Uri.joinPath(extension, 'media', 'file-dark.svg'),
  };
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sameReference(a: PanelReference | null, b: PanelReference | null): boolean {
  return a?.uri === b?.uri && a?.twin === b?.twin && a?.scenario === b?.scenario;
}

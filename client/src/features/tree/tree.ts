/**
 * The view "Twins": every twin of the workspace with its total and problems, its slots with cloud and cost, its scenarios.
 * Where there is nothing to show, the manifest's welcome texts say what to do.
 */
import type { ExplainParams, Place, SlotNode, TwinNode } from '@twin2multicloud/protocol';
import * as vscode from 'vscode';
import type { Feature, FeatureContext } from '../../infrastructure/feature.ts';
import { amountText, moneyText } from '../../infrastructure/figures.ts';

/** The figures of many files change at once; the tree asks once. */
const QUIET_MS = 150;

interface Row {
  /** Decides the menu: see `viewItem` in the manifest. */
  readonly kind: 'twin' | 'slot' | 'transfers' | 'scenario';
  /** Of `twin.compare` and `twin.explain`. */
  readonly reference: ExplainParams;
  readonly place: Place;
  readonly item: vscode.TreeItem;
  readonly children: readonly Row[];
}

/** Each cloud has a shape, so that colour alone says nothing: media/cloud-*.svg. */
const CLOUDS = { aws: 'AWS', azure: 'Azure', gcp: 'Google Cloud' } as const;

export const tree: Feature = (context) => {
  const provider = new TwinTree(context);
  const view = vscode.window.createTreeView('twin.twins', { treeDataProvider: provider, showCollapseAll: true });
  return [
    provider,
    view,
    context.boundary.command('twin.refreshTwins', () => {
      provider.refresh();
    }),
    context.boundary.command('twin.revealInFile', async (argument) => {
      if (!isRow(argument)) return;
      const position = new vscode.Position(argument.place.line, argument.place.character);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.reference.uri));
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
    }),
  ];
};

class TwinTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly context: FeatureContext;
  private readonly subscriptions: readonly vscode.Disposable[];
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(context: FeatureContext) {
    this.context = context;
    const later = (): void => {
      this.timer ??= setTimeout(() => {
        this.timer = null;
        this.refresh();
      }, QUIET_MS);
    };
    this.subscriptions = [
      context.session.onDidChangeFigures(later),
      context.session.onDidChangePrices(later),
      context.session.onDidChangeState(later),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
      vscode.workspace.onDidDeleteFiles(later),
      vscode.workspace.onDidRenameFiles(later),
    ];
  }

  refresh(): void {
    this.changed.fire(undefined);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return row.item;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row !== undefined) return [...row.children];
    if (this.context.session.state !== 'running') return [];
    try {
      const nodes = await this.context.session.tree({ head: true });
      return nodes.filter(({ scenario }) => scenario === null).map((node) => twinRow(node, nodes, this.context.extension.extensionUri));
    } catch (cause) {
      // A server that is being restarted answers later; the view asks again when it runs.
      this.context.log.warn(`the tree of twins: ${cause instanceof Error ? cause.message : String(cause)}`);
      return [];
    }
  }

  dispose(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}

/** @param home the folder of the extension, where the pictures are */
function twinRow(node: TwinNode, all: readonly TwinNode[], home: vscode.Uri): Row {
  const reference = { uri: node.uri, twin: node.twin };
  const scenarios = all.filter((other) => other.scenario !== null && other.uri === node.uri && other.twin === node.twin);
  const item = new vscode.TreeItem(node.title ?? node.twin, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${node.uri}#${node.twin}`;
  item.description = [totalText(node), headText(node), problemText(node)].filter((part) => part !== '').join(' · ');
  item.tooltip = new vscode.MarkdownString(
    `**${node.title ?? node.twin}**\n\n${node.text}\n\n${vscode.workspace.asRelativePath(vscode.Uri.parse(node.uri))}`,
  );
  item.iconPath =
    node.problems.errors > 0
      ? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
      : node.problems.warnings > 0
        ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
        : new vscode.ThemeIcon('symbol-class');
  return finish({
    kind: 'twin',
    reference,
    place: node.start,
    item,
    children: [
      ...node.slots.map((slot) => slotRow(slot, node, home)),
      ...(node.transfers > 0 ? [transfersRow(node)] : []),
      ...scenarios.map((scenario) => scenarioRow(scenario)),
    ],
  });
}

function slotRow(slot: SlotNode, node: TwinNode, home: vscode.Uri): Row {
  const item = new vscode.TreeItem(slot.slot);
  item.id = `${node.uri}#${node.twin}#${slot.slot}`;
  const cloud = slot.provider === null ? null : CLOUDS[slot.provider];
  item.description = [slot.amount === null ? '' : amountText(slot.amount), cloud ?? vscode.l10n.t('no cloud')].filter(Boolean).join(' · ');
  item.iconPath =
    slot.provider === null ? new vscode.ThemeIcon('circle-slash') : vscode.Uri.joinPath(home, 'media', `cloud-${slot.provider}.svg`);
  item.tooltip = slot.name;
  return finish({ kind: 'slot', reference: { uri: node.uri, twin: node.twin, slot: slot.slot }, place: slot.start, item, children: [] });
}

function transfersRow(node: TwinNode): Row {
  const item = new vscode.TreeItem(vscode.l10n.t('Transfers'));
  item.id = `${node.uri}#${node.twin}#transfers`;
  item.description = amountText(node.transfers);
  item.iconPath = new vscode.ThemeIcon('arrow-swap');
  return finish({ kind: 'transfers', reference: { uri: node.uri, twin: node.twin }, place: node.start, item, children: [] });
}

function scenarioRow(node: TwinNode): Row {
  const item = new vscode.TreeItem(node.scenario ?? node.twin);
  item.id = `${node.uri}#${node.twin}#scenario ${node.scenario ?? ''}`;
  item.description = totalText(node);
  item.iconPath = new vscode.ThemeIcon('git-branch');
  item.tooltip = node.text;
  const reference = { uri: node.uri, twin: node.twin, ...(node.scenario === null ? {} : { scenario: node.scenario }) };
  return finish({ kind: 'scenario', reference, place: node.start, item, children: [] });
}

function finish(row: Row): Row {
  row.item.contextValue = row.kind;
  row.item.command = { command: 'twin.revealInFile', title: vscode.l10n.t('Show in File'), arguments: [row] };
  return row;
}

function totalText(node: TwinNode): string {
  return node.perMonth === null ? vscode.l10n.t('no total') : vscode.l10n.t('{0}/month', moneyText(node.perMonth, node.currency));
}

/** `+3.10 since HEAD`; empty where nothing changed, or there is no git. */
function headText({ sinceHead }: TwinNode): string {
  if (sinceHead === null || Math.abs(sinceHead) < 0.005) return '';
  const size = amountText(Math.abs(sinceHead));
  return vscode.l10n.t('{0} since HEAD', sinceHead > 0 ? `+${size}` : `−${size}`);
}

function problemText({ problems: { errors, warnings } }: TwinNode): string {
  if (errors > 0) return errors === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', errors);
  if (warnings > 0) return warnings === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', warnings);
  return '';
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'reference' in value && 'place' in value;
}

/** What the server says that it can do. */
import { COMMANDS } from '@twin2multicloud/protocol';
import { TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from './client-features.ts';

/**
 * The language's own legend and triggers, written again: to import them would load the whole language before `initialize` is answered.
 * A test holds them together.
 */
export const TOKEN_TYPES: readonly string[] = [
  'class',
  'type',
  'variable',
  'property',
  'namespace',
  'keyword',
  'function',
  'enumMember',
  'number',
  'string',
  'operator',
  'parameter',
  'event',
];
export const TOKEN_MODIFIERS: readonly string[] = ['declaration'];
export const TRIGGERS: readonly string[] = ['\n', '}'];

const [firstTrigger = '\n', ...moreTriggers] = TRIGGERS;
const TWIN_FILES = [{ pattern: { glob: '**/*.twin' } }, { pattern: { glob: '**', matches: 'folder' as const } }];

export function capabilitiesOf(features: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: features.encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      willSaveWaitUntil: true,
      save: { includeText: false },
    },
    hoverProvider: true,
    completionProvider: { resolveProvider: true, triggerCharacters: [' ', '.', ':', '/', '"', '='] },
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] },
    definitionProvider: true,
    referencesProvider: { workDoneProgress: true },
    documentHighlightProvider: true,
    documentSymbolProvider: { label: 'twin' },
    workspaceSymbolProvider: { workDoneProgress: true },
    codeActionProvider: {
      codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.rewrite', 'source.fixAll', 'source.sortBlocks'],
    },
    codeLensProvider: { resolveProvider: true },
    documentLinkProvider: {},
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: firstTrigger, moreTriggerCharacter: moreTriggers },
    renameProvider: features.prepareRename ? { prepareProvider: true, workDoneProgress: true } : true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    linkedEditingRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    inlayHintProvider: { resolveProvider: true },
    diagnosticProvider: { identifier: 'twin', interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: true },
    ...(features.commands ? {} : { executeCommandProvider: { commands: Object.values(COMMANDS) } }),
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: { filters: TWIN_FILES }, didRename: { filters: TWIN_FILES } },
    },
  };
}

/** What a client can do, read once from its `initialize`. */
import type { ClientOptions } from '@twin2multicloud/protocol';
import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { Encoding } from './lines.ts';

export interface ClientFeatures {
  readonly encoding: Encoding;
  readonly snippets: boolean;
  /** The client asks for diagnostics itself. */
  readonly pullsDiagnostics: boolean;
  readonly documentChanges: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly progress: boolean;
  readonly refresh: { readonly diagnostics: boolean; readonly hints: boolean; readonly lenses: boolean; readonly tokens: boolean };
  readonly hierarchicalSymbols: boolean;
  readonly prepareRename: boolean;
  readonly files: boolean;
  readonly commands: boolean;
  /** What the person reads; English for what the server does not speak. */
  readonly language: 'en' | 'de';
  /** See `ClientOptions.pages`. */
  readonly pages: string | null;
}

export function featuresOf({ capabilities, initializationOptions, locale }: InitializeParams): ClientFeatures {
  const { workspace, textDocument, window, general }: ClientCapabilities = capabilities;
  const options = (
    typeof initializationOptions === 'object' && initializationOptions !== null ? initializationOptions : {}
  ) as ClientOptions;
  // UTF-16 needs no counting, so it wins where the client takes both.
  const encodings = general?.positionEncodings ?? ['utf-16'];
  return {
    encoding: !encodings.includes('utf-16') && encodings.includes('utf-8') ? 'utf-8' : encodings[0] === 'utf-8' ? 'utf-8' : 'utf-16',
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    refresh: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      hints: workspace?.inlayHint?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
    },
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    files: options.files === true,
    commands: options.commands === true,
    language: /^de(?:[-_]|$)/i.test(locale ?? '') ? 'de' : 'en',
    pages: typeof options.pages === 'string' ? options.pages.replace(/\/*$/, '/') : null,
  };
}

/** `textDocument/documentSymbol` and `workspace/symbol`. */
import {
  documentSymbols as outline,
  workspaceSymbols as search,
  type DocumentSymbol as Symbol,
  type SymbolKind as Kind,
} from '@twin2multicloud/language';
import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import type { TextFile } from '../files.ts';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { loadWorkspace } from '../workspace.ts';

const KINDS: Readonly<Record<Kind, SymbolKind>> = {
  twin: SymbolKind.Module,
  type: SymbolKind.Class,
  group: SymbolKind.Variable,
  block: SymbolKind.Namespace,
  field: SymbolKind.Field,
  model: SymbolKind.Object,
  scenario: SymbolKind.Event,
  rule: SymbolKind.Operator,
  run: SymbolKind.Function,
  property: SymbolKind.Property,
};

export function documentSymbols(session: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] | SymbolInformation[] | null {
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  const symbols = outline(file.parsed);
  if (session.features.hierarchicalSymbols) return symbols.map((symbol) => nested(symbol, file));
  return symbols.flatMap((symbol) => flat(symbol, file, null));
}

function nested(symbol: Symbol, file: TextFile): DocumentSymbol {
  const { name, kind, detail, selection, children } = symbol;
  return {
    name,
    kind: KINDS[kind],
    ...(detail === null ? {} : { detail }),
    range: file.lines.range(symbol),
    selectionRange: file.lines.range(selection),
    children: children.map((child) => nested(child, file)),
  };
}

function flat(symbol: Symbol, file: TextFile, container: string | null): SymbolInformation[] {
  const { name, kind, children } = symbol;
  const own = {
    name,
    kind: KINDS[kind],
    location: { uri: file.uri, range: file.lines.range(symbol) },
    ...(container === null ? {} : { containerName: container }),
  };
  return [own, ...children.flatMap((child) => flat(child, file, name))];
}

export async function workspaceSymbols(session: Session, { query }: WorkspaceSymbolParams, turns: Turns): Promise<SymbolInformation[]> {
  await loadWorkspace(session, turns);
  return search(session.files.parsed.values(), query).flatMap(({ name, kind, file: key, start, end, container }) => {
    const file = session.files.get(key);
    if (file === undefined) return [];
    const location = { uri: file.uri, range: file.lines.range({ start, end }) };
    return [{ name, kind: KINDS[kind], location, ...(container === null ? {} : { containerName: container }) }];
  });
}

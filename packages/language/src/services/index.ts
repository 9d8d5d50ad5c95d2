/** The editor's questions about a text, answered without an editor: pure functions over a program, with offsets of the file. */
export { nodeAt, type PathStep } from './cursor.ts';
export type { TreeNode } from './children.ts';
export { completion, completionDocumentation } from './completion.ts';
export type { CompletionItem, CompletionKind, CompletionOptions, CompletionSubject } from './completion-item.ts';
export { documentation, type Documentation } from './documentation.ts';
export { signatureHelp, type SignatureHelp } from './signature-help.ts';
export { definition, documentHighlights, linkedEditingRanges, references, type Highlight, type ReferenceOptions } from './navigation.ts';
export { prepareRename, rename, type RenameResult } from './rename.ts';
export type { Location } from './symbols.ts';
export { documentSymbols, type DocumentSymbol, type SymbolKind } from './document-symbols.ts';
export { workspaceSymbols, type WorkspaceSymbol } from './workspace-symbols.ts';
export { foldingRanges, type FoldingRange } from './folding-ranges.ts';
export { selectionRanges } from './selection-ranges.ts';
export { documentLinks, type DocumentLink } from './document-links.ts';
export { SEMANTIC_TOKENS_LEGEND, semanticTokens, type SemanticToken } from './semantic-tokens.ts';
export { ON_TYPE_TRIGGERS, onTypeFormatting } from './on-type-formatting.ts';
export { codeActions, type CodeAction, type CodeActionKind, type CodeActionOptions } from './code-actions.ts';
export { fixAll } from './fix-all.ts';
export { sortBlocks } from './sort-blocks.ts';
export { fileRenameEdits, type Move } from './file-renames.ts';
export { applyEdits, placeEdits, type PlaceWish } from './place-edits.ts';
export { overrideEdits, overrideLines, scenarioBlock, scenarioEdit, type OverrideLine } from './override-edits.ts';
export {
  unitOf,
  usualUnit,
  valueEdits,
  valueText,
  VIEWING,
  writtenQuantity,
  type ValueChange,
  type WrittenQuantity,
  type WrittenUnit,
} from './value-edits.ts';

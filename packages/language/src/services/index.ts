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

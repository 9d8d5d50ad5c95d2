/** The library of the language client in Node: a bundle of its own, because VS Code reads a file whole before the extension may wake. */
export { CloseAction, ErrorAction, LanguageClient, State, TransportKind } from 'vscode-languageclient/node';

/** A request names places in the text as it was when the request arrived; this refuses to look for them in another one. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextFile } from './files.ts';
import type { Session } from './session.ts';

/** To be called after anything was awaited. Throws what clients know to ask again for, where the text has changed meanwhile. */
export function refuseOtherText(session: Session, asked: TextFile | undefined): void {
  if (asked !== undefined && session.file(asked.uri) !== asked)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed since it was asked about.');
}

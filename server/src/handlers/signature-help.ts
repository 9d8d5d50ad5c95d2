/** `textDocument/signatureHelp`. */
import { signatureHelp as help } from '@twin2multicloud/language';
import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import type { Session } from '../session.ts';

export function signatureHelp(session: Session, { textDocument, position }: SignatureHelpParams): SignatureHelp | null {
  const study = session.study(textDocument.uri);
  const found = study === undefined ? null : help(study.program, study.file.lines.offset(position));
  if (found === null) return null;
  const { label, parameters, active, documentation } = found;
  return {
    signatures: [
      {
        label,
        documentation: { kind: 'markdown', value: documentation },
        parameters: parameters.map(({ start, end, documentation: words }) => ({
          label: [start, end] as [number, number],
          ...(words === null ? {} : { documentation: words }),
        })),
      },
    ],
    activeSignature: 0,
    ...(active === null ? {} : { activeParameter: active }),
  };
}

/**
 * Messages as bytes, for streams. What carries diagnostics is put together from parts that were sent before; all else is plain JSON.
 */
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsJson } from '../diagnostic-of.ts';

/** The messages with many diagnostics: what is pushed, and the answer to a pull of one document. */
interface Carrier {
  readonly method?: string;
  readonly params?: { readonly diagnostics?: readonly Diagnostic[] };
  readonly result?: { readonly kind?: string; readonly items?: readonly Diagnostic[] } | null;
}

/** A message as JSON. */
export function messageJson(message: object): string {
  const { method, params, result } = message as Carrier;
  if (method === 'textDocument/publishDiagnostics' && params?.diagnostics !== undefined)
    return `${open({ ...message, params: undefined })},"params":${open({ ...params, diagnostics: undefined })},"diagnostics":${diagnosticsJson(params.diagnostics)}}}`;
  if (result?.kind === 'full' && result.items !== undefined)
    return `${open({ ...message, result: undefined })},"result":${open({ ...result, items: undefined })},"items":${diagnosticsJson(result.items)}}}`;
  return JSON.stringify(message);
}

/** An object's JSON without its closing brace. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}

export const ENCODER = {
  name: 'application/json',
  encode: (message: object): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(messageJson(message))),
};

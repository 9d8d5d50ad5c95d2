/** `textDocument/completion` and `completionItem/resolve`. */
import { ASSUMPTIONS } from '@twin2multicloud/analysis';
import {
  completion as completions,
  completionDocumentation,
  type CompletionItem as Offer,
  type CompletionKind,
  type CompletionOptions,
  type CompletionSubject,
} from '@twin2multicloud/language';
import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Range,
} from 'vscode-languageserver';
import { refuseOtherText } from '../arrival.ts';
import type { Session } from '../session.ts';
import { folderOf, relativePath } from '../uris.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  snippet: CompletionItemKind.Snippet,
  unit: CompletionItemKind.Unit,
  value: CompletionItemKind.Value,
  group: CompletionItemKind.Variable,
  type: CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  'field-type': CompletionItemKind.TypeParameter,
  provider: CompletionItemKind.EnumMember,
  region: CompletionItemKind.EnumMember,
  slot: CompletionItemKind.Module,
  currency: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
  operator: CompletionItemKind.Operator,
};

/** Words after which a file may be named. */
const TAKES_FILE = /(?:^|[\s{])(?:import|run|call|scene)\s+"?[^"\r\n]*$/;

/** What resolving an item needs. */
interface Data {
  readonly uri: string;
  readonly offset: number;
  readonly subject: CompletionSubject;
}

export async function completion(session: Session, { textDocument, position }: CompletionParams): Promise<CompletionList | null> {
  const asked = session.file(textDocument.uri);
  if (asked === undefined) return null;
  const before = asked.parsed.text.slice(Math.max(0, asked.lines.offset(position) - 400), asked.lines.offset(position));
  const files = TAKES_FILE.test(before) ? await filesNear(session, asked.key) : [];
  // Reading folders takes a turn of the loop.
  refuseOtherText(session, asked);
  const study = session.study(textDocument.uri);
  if (study === undefined) return null;
  const { file, program } = study;
  const offset = file.lines.offset(position);
  const offers = completions(program, offset, { ...optionsOf(session), files: (statement) => namesFor(statement, files) });
  return { isIncomplete: false, items: offers.map((offer) => itemOf(offer, file.uri, offset, file.lines.range(offer))) };
}

function itemOf(offer: Offer, uri: string, offset: number, range: Range): CompletionItem {
  const { label, kind, detail, insertText, snippet, sortText, subject } = offer;
  return {
    label,
    kind: KINDS[kind],
    ...(detail === null ? {} : { detail }),
    sortText,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: insertText },
    ...(subject === null ? {} : { data: { uri, offset, subject } satisfies Data }),
  };
}

export function resolveCompletion(session: Session, item: CompletionItem): CompletionItem {
  const data = item.data as Data | undefined;
  const study = data === undefined ? undefined : session.study(data.uri);
  if (data === undefined || study === undefined) return item;
  const value = completionDocumentation(study.program, data.subject, data.offset);
  return value === null ? item : { ...item, documentation: { kind: 'markdown', value } };
}

function optionsOf(session: Session): CompletionOptions {
  const { book } = session.options;
  return {
    snippets: session.features.snippets,
    regions: [
      ...Object.keys(book.regions).map((name) => ({ name, provider: null })),
      ...Object.entries(book.zones).map(([name, zone]) => ({ name, provider: zone.provider, detail: zone.name })),
    ],
    currencies: ['USD', ...Object.keys(book.currencyRates)].filter((code, index, all) => all.indexOf(code) === index),
    assumptions: Object.entries(ASSUMPTIONS).map(([id, { value, unit, why }]) => ({
      id,
      value: `${value}`,
      documentation: `${why} (${unit})`,
    })),
  };
}

/** Files beside a file and two folders down, as they would be written. */
async function filesNear(session: Session, key: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    for (const name of await session.host.listFolder(folder)) {
      if (name.startsWith('.') || name === 'node_modules/') continue;
      if (!name.endsWith('/')) found.push(relativePath(key, folder + name));
      else if (depth > 0 && found.length < 500) await visit(folder + name, depth - 1);
    }
  };
  await visit(folderOf(key), 2);
  return found.sort();
}

const ENDINGS = {
  import: /\.twin$/,
  run: /\.(?:[cm]?[jt]s|py)$/,
  call: /\.(?:[cm]?[jt]s|py)$/,
  scene: /\.(?:glb|gltf|usdz?|obj|fbx)$/,
} as const;

function namesFor(statement: keyof typeof ENDINGS, files: readonly string[]): readonly string[] {
  return files.filter((file) => ENDINGS[statement].test(file));
}

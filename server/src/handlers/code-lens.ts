/** `textDocument/codeLens` and its resolve: the total above each twin and scenario, and what can be done with it. */
import { COMMANDS, type TwinReference } from '@twin2multicloud/protocol';
import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { Head } from '../head.ts';
import { lensText } from '../head-state.ts';
import type { Session } from '../session.ts';
import { keyOf } from '../uris.ts';

interface Data extends TwinReference {
  readonly part: 'total' | 'compare' | 'explain';
}

export function codeLenses(session: Session, { textDocument }: CodeLensParams): CodeLens[] | null {
  if (!session.settings.codeLens.enabled) return [];
  const file = session.file(textDocument.uri);
  if (file === undefined) return null;
  return file.parsed.tree.declarations.flatMap((declaration) => {
    if (declaration.kind !== 'twin' || declaration.name.text === '') return [];
    const twin = declaration.name.text;
    const scenarios = new Set<string>();
    return [
      ...at(declaration.start + declaration.name.start, { uri: file.uri, twin }, ['total', 'compare', 'explain']),
      ...declaration.members.flatMap((member) => {
        // Of two scenarios of one name the first counts.
        if (member.kind !== 'scenario' || member.name.text === '' || scenarios.has(member.name.text)) return [];
        scenarios.add(member.name.text);
        return at(declaration.start + member.start + member.keyword.start, { uri: file.uri, twin, scenario: member.name.text }, [
          'total',
          'compare',
        ]);
      }),
    ];
  });

  function at(offset: number, reference: TwinReference, parts: readonly Data['part'][]): CodeLens[] {
    const position = file?.lines.position(offset) ?? { line: 0, character: 0 };
    return parts.map((part) => ({ range: { start: position, end: position }, data: { ...reference, part } satisfies Data }));
  }
}

/** The total does not wait for git, once it is known what HEAD has. */
export function resolveCodeLens(session: Session, lens: CodeLens): CodeLens | Promise<CodeLens> {
  const data = lens.data as Data | undefined;
  if (data === undefined) return lens;
  const { part, ...reference } = data;
  if (part === 'compare') return { ...lens, command: { title: 'Compare', command: COMMANDS.compare, arguments: [reference] } };
  if (part === 'explain') return { ...lens, command: { title: 'Explain', command: COMMANDS.explain, arguments: [reference] } };
  const study = session.study(reference.uri);
  const found = study?.outline.lenses().find(({ twin, variant }) => twin === reference.twin && variant === (reference.scenario ?? null));
  const titled = (head: Head): CodeLens => ({
    ...lens,
    // An empty command is shown as text.
    command: { title: found === undefined ? 'no total' : lensText(found, head), command: '' },
  });
  const head = study === undefined ? null : session.heads.soon(keyOf(reference.uri));
  return head instanceof Promise ? head.then(titled) : titled(head);
}

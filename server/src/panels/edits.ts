/**
 * The edits that panels make: of `place`, of quantities, of scenarios, and quick fixes. Each is one undoable edit of one file, for the version
 * of the text that the figures are of, or why it cannot be made.
 */
import { overrideEdits, placeEdits, SLOTS, type Slot, type TextEdit, type tree } from '@twin2multicloud/language';
import { newScenario, problemsOf, PROVIDER_NAMES, quantityEdits } from '@twin2multicloud/analysis';
import type { EditResult, PanelParams } from '@twin2multicloud/protocol';
import type { TextFile } from '../files.ts';
import type { Session } from '../session.ts';
import { fixesOf, viewOf, type PanelView } from './view.ts';

/** One edit, or a refusal where it would change nothing or another file. */
function editOf(session: Session, file: TextFile, title: string, edits: readonly TextEdit[] | null): EditResult {
  if (edits === null)
    return { refused: 'The text has a block without its brace here. Mend what the editor marks as an error, then try again.' };
  if (edits.length === 0) return { refused: 'The file says so already.' };
  const keys = new Set(edits.map((edit) => edit.file));
  const target = session.files.get(edits[0]?.file ?? file.key);
  if (keys.size > 1 || target === undefined)
    return { refused: 'This changes several files. Take the quick fix in the editor, at the problem.' };
  return {
    edit: {
      uri: target.uri,
      version: target.version,
      title,
      edits: [...edits]
        .sort((a, b) => a.start - b.start || a.end - b.end)
        .map(({ start, end, text }) => ({ start: target.lines.place(start), end: target.lines.place(end), newText: text })),
    },
  };
}

/** The declaration of a view's twin; its text may have moved since it was costed only with the text. */
function declarationOf({ program, report }: Pick<PanelView, 'program' | 'report'>): tree.TwinDeclaration | null {
  const found = program.files
    .get(program.entry)
    ?.tree.declarations.find(({ kind, start }) => kind === 'twin' && start === report.scenario.declaredAt.start);
  return found?.kind === 'twin' ? found : null;
}

const GONE = 'The twin is not in the file any more. The panel shows what is there as soon as it is asked again.';

export async function placeEdit(session: Session, { reference, set, free }: PanelParams<'twin/panel/placeEdit'>): Promise<EditResult> {
  const view = await viewOf(session, reference, { currency: null });
  if ('absence' in view) return { refused: view.absence.message };
  const twin = declarationOf(view);
  const { file, report } = view;
  if (twin === null) return { refused: GONE };
  const fixed = SLOTS.flatMap((slot) => (set[slot] === undefined || free.includes(slot) ? [] : [{ slot, provider: set[slot] }]));
  const title = titleOf(
    fixed.map(({ slot, provider }) => `${slot} on ${PROVIDER_NAMES[provider]}`),
    free,
  );
  if (report.variant === null)
    return editOf(
      session,
      file,
      title,
      placeEdits(file.parsed, twin, { set: Object.fromEntries(fixed.map(({ slot, provider }) => [slot, provider])), free }),
    );
  const block = twin.members.find((member) => member.kind === 'scenario' && member.name.text === report.variant);
  if (block?.kind !== 'scenario') return { refused: GONE };
  const lines = [
    ...fixed.map(({ slot, provider }) => ({ path: `place.${slot}`, text: provider })),
    ...free.map((slot) => ({ path: `place.${slot}`, text: 'auto' })),
  ];
  return editOf(session, file, `${title} in scenario ${report.variant}`, overrideEdits(file.parsed, twin, block, lines));
}

function titleOf(fixed: readonly string[], free: readonly Slot[]): string {
  const words = [
    ...(fixed.length === 0 ? [] : [`Place ${fixed.join(', ')}`]),
    ...(free.length === 0 ? [] : [`${fixed.length === 0 ? 'Leave' : 'leave'} ${free.join(', ')} to the optimizer`]),
  ];
  return words.length === 0 ? 'Change nothing' : words.join(', ');
}

export async function fixEdit(session: Session, { reference, code, at, index }: PanelParams<'twin/panel/fixEdit'>): Promise<EditResult> {
  const view = await viewOf(session, reference, { currency: null });
  if ('absence' in view) return { refused: view.absence.message };
  const { file, own, problems, program } = view;
  const problem = problemsOf(own, problems, program).find((found) => {
    if (found.code !== code || found.file !== file.key) return false;
    const { line, character } = file.lines.place(found.start);
    return line === at.line && character === at.character;
  });
  const fix = problem === undefined ? undefined : fixesOf(program, problem)[index];
  if (fix === undefined) return { refused: 'The problem is not there any more, or has another fix now.' };
  return editOf(session, file, fix.title, fix.edits);
}

export async function quantitiesEdit(
  session: Session,
  { reference, changes }: PanelParams<'twin/panel/quantitiesEdit'>,
): Promise<EditResult> {
  const view = await viewOf(session, reference, { currency: null });
  if ('absence' in view) return { refused: view.absence.message };
  const twin = declarationOf(view);
  if (twin === null) return { refused: GONE };
  const found = quantityEdits(view.report, twin, changes, view.program);
  const title = `Change ${listed(Object.keys(changes))}`;
  return 'refused' in found ? found : editOf(session, view.file, title, found.edits);
}

export async function scenarioEdit(
  session: Session,
  { reference, name, changes }: PanelParams<'twin/panel/scenarioEdit'>,
): Promise<EditResult> {
  const view = await viewOf(session, reference, { currency: null });
  if ('absence' in view) return { refused: view.absence.message };
  const twin = declarationOf(view);
  if (twin === null) return { refused: GONE };
  const found = newScenario(view.report, twin, name, changes, view.program);
  return 'refused' in found ? found : editOf(session, view.file, `Save scenario ${name}`, found.edits);
}

/** So many paths are named in a title. */
const NAMED = 3;

function listed(paths: readonly string[]): string {
  const rest = paths.length - NAMED;
  return paths.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

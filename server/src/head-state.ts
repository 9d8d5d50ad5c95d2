/** A twin against git's HEAD, as lenses, the tree and panels tell it. What a change costs is analysis's to say. */
import {
  changedValues,
  changeSince,
  sinceText,
  type Change,
  type ChangedValue,
  type Lens,
  type TwinReport,
} from '@twin2multicloud/analysis';
import type { Program } from '@twin2multicloud/language';
import type { HeadState } from '@twin2multicloud/protocol';
import type { Head } from './head.ts';
import type { Session } from './session.ts';

/** What the earlier state is called. */
export const HEAD = 'HEAD';

/** The line above a twin or scenario: its total, and the change against HEAD where there is one. */
export function lensText({ text, twin, variant, perMonth, money }: Lens, head: Head): string {
  if (head === null) return text;
  const since = sinceText(changeSince(head.base, { name: twin, variant, perMonth, money }), money, HEAD);
  return since === '' ? text : `${text} · ${since}`;
}

/** A twin or scenario against HEAD. */
export interface HeadFigure {
  readonly state: HeadState;
  /** More (or less) a month than HEAD; 0 where the same, null where one of the two has no total. */
  readonly delta: number | null;
  /** `+3.10 €/month since HEAD`, or nothing. */
  readonly words: string;
  /** The values that are others than in HEAD. Computed when asked for. */
  readonly values: () => readonly ChangedValue[];
}

const NOTHING: HeadFigure = { state: { state: 'none', perMonth: null }, delta: null, words: '', values: () => [] };

/** One for each report, in order. @param program of the file that the reports are of, open or not */
export async function headFigures(session: Session, program: Program, reports: readonly TwinReport[]): Promise<readonly HeadFigure[]> {
  const { heads } = session;
  const revisions = heads.revisions();
  if (revisions === null || (await revisions.locate(program.entry)) === null) return reports.map(() => NOTHING);
  if (await heads.unchanged(program))
    return reports.map(({ perMonth }) => ({
      state: { state: 'same', perMonth },
      delta: perMonth === null ? null : 0,
      words: '',
      values: () => [],
    }));
  const head = await heads.of(program.entry);
  if (head === null) return reports.map(() => NOTHING);
  const { base } = head;
  return reports.map((report) => {
    const change: Change = changeSince(base, report);
    const { state, before, by } = change;
    const words = sinceText(change, report.money, HEAD);
    return { state: { state, perMonth: before }, delta: by, words, values: () => (base === null ? [] : changedValues(base, report)) };
  });
}

/**
 * The engine's own sentences in the person's language. It says everything in English; here is told which texts of which answer are its words,
 * and not names, code or figures. They are turned once, when the answer comes.
 */
import type { PanelMethod } from '@twin2multicloud/protocol';
import { german } from '@twin2multicloud/wording';
import { pageLanguage } from './words.ts';

const TROUBLES = ['model.troubles[].message', 'model.troubles[].fixes[].title'];
const LINES = ['lines[].role', 'lines[].formula', 'lines[].unit', 'lines[].overlay', 'lines[].unconfirmed'];

/** Method → where in its result a text of the engine stands; `[]` is each of a list. */
export const ENGINE_TEXTS: Partial<Record<PanelMethod, readonly string[]>> = {
  'twin/panel/comparison': [
    'absence.message',
    'model.total.why',
    'model.transfers[].flow',
    'model.matrix[].cells[].reason',
    'model.bars[].why',
    'model.bars[].breaks[]',
    'model.assumptions[].unit',
    'model.assumptions[].why',
    'model.assumptions[].source',
    'model.notCounted[]',
    ...TROUBLES,
  ],
  'twin/panel/trace': [...LINES, 'transfers[].flow', ...LINES.map((path) => `transfers[].${path}`)],
  'twin/panel/placeEdit': ['refused'],
  'twin/panel/whatIf': ['absence.message', 'model.file.total.why', 'model.scenarios[].draft.total.why', ...TROUBLES],
  'twin/panel/draft': ['total.why'],
  'twin/panel/quantitiesEdit': ['refused'],
  'twin/panel/scenarioEdit': ['refused'],
  'twin/panel/fixEdit': ['refused'],
  'twin/panel/dashboard': ['cards[].total.why', 'unreadable[].why'],
  'twin/panel/twinPage': ['absence.message', 'model.total.why', 'model.causes[].detail', ...TROUBLES],
};

/** A sentence of the engine. */
export function engineText(text: string): string {
  return pageLanguage() === 'de' ? german.translate(text) : text;
}

/** The answer with the engine's texts in the person's language; the same object where that is English. */
export function inWords<T>(method: PanelMethod, result: T): T {
  if (pageLanguage() === 'en') return result;
  return (ENGINE_TEXTS[method] ?? []).reduce<unknown>(
    (value, path) => turned(value, path.replaceAll('[]', '.[]').split('.'), 0),
    result,
  ) as T;
}

function turned(value: unknown, path: readonly string[], at: number): unknown {
  const step = path[at];
  if (step === undefined) return typeof value === 'string' ? engineText(value) : value;
  if (step === '[]') return Array.isArray(value) ? value.map((one: unknown) => turned(one, path, at + 1)) : value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  const before = record[step];
  const now = turned(before, path, at + 1);
  return now === before ? value : { ...record, [step]: now };
}

/** German for what stands beside figures: parts, flows, formulas, units, reasons, assumptions. */
import { LINES } from './german-lines.ts';
import { REASONS } from './german-reasons.ts';
import type { Catalogue } from './translate.ts';

export const FIGURES: Catalogue = { ...LINES, ...REASONS };

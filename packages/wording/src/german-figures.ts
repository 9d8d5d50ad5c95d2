/** German for what stands beside figures: parts, flows, formulas, units, reasons, assumptions. */
import type { Catalogue } from './translate.ts';

export const FIGURES: Catalogue = {};

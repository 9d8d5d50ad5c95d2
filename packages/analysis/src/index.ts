/**
 * Files and a price book → everything that a person is told: totals, problems with costs, traces, differences, explorations.
 * Editor, command line and panels are shells over this one entry. No I/O, no clock.
 */
export { ASSUMPTIONS, type PoolShare } from '@twin2multicloud/cost';
export { answerQuestion, chosenTwin, type Answer, type Question } from './assistant.ts';
export { analyze, chosenAmount, reportOf } from './analyze.ts';
export { changedValues, changeSince, createBase, valueChanges, type Base, type Change, type ChangedValue } from './base.ts';
export { COST_CODES } from './codes.ts';
export { diffReports } from './diff.ts';
export { explain } from './explain.ts';
export {
  axisOf,
  breakEvens,
  sensitivities,
  solveForBudget,
  sweep,
  SweepError,
  type Range,
  type SweepAxis,
  type SweepPoint,
} from './explore.ts';
export { gather, type ReadFile } from './gather.ts';
/** The program of a report, for packages that know no language. */
export type { Program as ProgramOf } from '@twin2multicloud/language';
export { costHover, type CauseHover, type CostHover, type PlacesHover, type SlotHover, type SlotHoverCloud } from './hover.ts';
export { hoverMarkdown, type HoverOptions } from './hover-markdown.ts';
export { createAnalyzer, withDefaults, type Analyzer, type AnalyzerOptions, type Defaults, type Outline } from './incremental.ts';
export { amountsByCause, chosenLines, hints, type Hint } from './hints.ts';
export { currencySign, lenses, sinceText, type Lens } from './lens.ts';
export { lineChange, lineChangeMarkdown, type LineChange } from './line-change.ts';
export { comparisonMarkdown, explanationMarkdown, titleOf, totalText } from './markdown.ts';
export { convert, DOLLARS, inCurrency, moneyOf } from './money.ts';
export type * from './report.ts';
export { costCauses, deviceCount, specificationOf, type CostCause, type FactKey, type SpecifiedFact } from './specification.ts';
export { pooledOf, shareOf, sumOver, type Sum } from './sum.ts';
export { amountText, changeText, PROVIDER_NAMES, quantityText, shareText, SLOT_NAMES } from './words.ts';
export { breakEvenOf, type BreakEvenChart } from './break-even.ts';
export { certaintyOf, problemsOf, type Certainty } from './certainty.ts';
export {
  BARS,
  chosenSlots,
  compareClouds,
  type Bar,
  type BarId,
  type ChosenSlot,
  type ComparedCell,
  type ComparedRow,
  type Comparison,
} from './comparison.ts';
export { draftOf, figuresOf, leverageOf, type DraftFigures, type Leverage } from './draft.ts';
export { currenciesOf, inMoney } from './in-money.ts';
export {
  quantitiesOf,
  quantityOf,
  quantityValueText,
  rangeOf,
  settledValue,
  withChanges,
  type Quantity,
  type QuantityRange,
} from './quantities.ts';
export { newScenario, quantityEdits, type QuantityEdit } from './quantity-edits.ts';
export { shownSensitivities, type ShownSensitivity } from './sensitivity.ts';
export { freed, onOneCloud, pinned, shownOf, startsOf, type Choice, type PlaceChange, type Shown, type Start } from './shown.ts';
export { traceOf, type CellTrace } from './trace.ts';

/**
 * Charts as data: each function takes figures and words and gives a `Chart`, a plain tree of SVG marks with an accessible name, points for
 * hover and keyboard, and a table. `toSvg` writes one as text; a view renders the marks itself. Knows no currency, language, theme or DOM.
 */
export type { Box, Chart, Mark, Point, Table } from './marks.ts';
export { cloudShape, cloudFill, paint, patterns, PAINTS, PRINT_PALETTE, type Paint, type Palette, type Provider } from './paint.ts';
export { stackedBars, type Segment, type StackedBar, type StackedBarsInput } from './stacked-bars.ts';
export {
  breakEven,
  curve,
  LINE_STYLES,
  showsLimit,
  type BreakEvenInput,
  type BreakEvenSeries,
  type CurveInput,
  type LineStyle,
} from './lines.ts';
export { placementPath, type PathLink, type PathSlot, type PlacementPathInput } from './placement-path.ts';
export { budgetBar, shareBar, sparkline, type BudgetBarInput, type SparklineInput } from './small.ts';
export { stepHistory, type Step, type StepsInput } from './steps.ts';
export { toCsv, toSvg } from './svg.ts';

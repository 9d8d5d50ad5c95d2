/** What views use of the shared house. A view imports from here, from lit, and from protocol and charts. */
export { View } from './view.ts';
export type { Host } from './host.ts';
export * from './controls.ts';
export { chart } from './chart.ts';
export { withCode } from './code.ts';
export { makeEdit } from './edits.ts';
export { fileName } from './export.ts';
export { headTitle, headTotal, totalText } from './head.ts';
export { icon } from './icons.ts';
export { renderMarks } from './marks.ts';
export { cloudIcon, cloudLabel, cloudName, cloudShort, PROVIDERS, slotName, SLOTS, type Slot } from './names.ts';
export * from './states.ts';
export {
  change,
  changePerMonth,
  date,
  direction,
  money,
  number,
  pageLanguage,
  percent,
  perMonth,
  signed,
  symbol,
  t,
  tick,
  unitPrice,
} from './words.ts';
export { unitWord } from './units.ts';

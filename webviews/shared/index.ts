/** What views use of the shared house. A view imports from here, from lit, and from protocol and charts. */
export { View } from './view.ts';
export { type Answer, type Host, type ServerState } from './host.ts';
export * from './controls.ts';
export { chart, type ChartOptions } from './chart.ts';
export { withCode } from './code.ts';
export { makeEdit } from './edits.ts';
export { fileName } from './export.ts';
export { headTitle, headTotal, totalText } from './head.ts';
export { icon, type IconName } from './icons.ts';
export { renderMarks } from './marks.ts';
export { cloudIcon, cloudLabel, cloudName, cloudShort, PROVIDERS, slotName, SLOTS, type Slot } from './names.ts';
export * from './states.ts';
export {
  age,
  change,
  changePerMonth,
  date,
  direction,
  money,
  number,
  percent,
  perMonth,
  signed,
  symbol,
  t,
  tick,
  time,
  unitPrice,
  type Direction,
} from './words.ts';

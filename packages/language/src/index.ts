/**
 * The language: text → tree → scenario, and its problems. No I/O, no editor, no clock.
 */
export * from './scenario.ts';
export * from './problem.ts';
export type * as tree from './tree.ts';
export * from './syntax/index.ts';
export * from './semantics/index.ts';
export * from './services/index.ts';
export {
  DIMENSIONS,
  FIELD_TYPES,
  PROPERTIES,
  STATEMENTS,
  propertiesOf,
  propertyAt,
  type Dimension,
  type Parameter,
  type PropertyPlace,
  type PropertyRow,
  type StatementRow,
} from './properties.ts';
export { CURRENCIES, UNITS, type Unit } from './units.ts';
export { nearest } from './semantics/nearest.ts';

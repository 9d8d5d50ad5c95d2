/** The meaning half of the language: imports, names, problems 2xxx and 3xxx, and lowering to a `Scenario`. Syntax stands in ../syntax/. */
export { SEMANTIC_CODES } from './codes.ts';
export { lower, lowerVariant, variantNames } from './lower.ts';
export {
  link,
  linkAlone,
  resolveImport,
  visibleTypes,
  type LinkOptions,
  type ParsedFile,
  type Program,
  type ResolvedImport,
  type VisibleType,
} from './program.ts';
export { TELEMETRY_FORMULA, telemetryPayload } from './telemetry.ts';
export { check, createChecker, type Checker } from './check.ts';
export { LANGUAGE_VERSIONS } from './check-file.ts';
export { describeScenario, type EffectiveValue, type Origin } from './describe.ts';
export { formatBytes, formatCadence, formatNumber, formatSeconds } from './format-value.ts';
export { nearest } from './nearest.ts';
export { numericPath, numericPaths, vary, type NumericPath } from './vary.ts';

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

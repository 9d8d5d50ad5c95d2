export * from './scenario.ts';
export * from './problem.ts';
export type * as tree from './tree.ts';

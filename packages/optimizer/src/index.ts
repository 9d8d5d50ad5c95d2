/**
 * Cost → the best placement, rankings, what an override costs, the curve, sweeps, break-even points and solving for a parameter. No I/O.
 */
export { evaluate, evaluateMeasured, NOT_COUNTED, type EvaluateOptions } from './evaluate.ts';
export { allowedBy, exclusionsOf } from './rules.ts';
export { bestOf, choiceOf, placementOf, rankAll, totalOf, type Found } from './search.ts';
export { curveOf } from './curve.ts';
export { breakEvens, samePlacement, sensitivities, solveFor, type Axis, type Priced, type Pricer, type Switch } from './explore.ts';
export { createPricer, createSearch, type PricerOptions } from './sweep.ts';

/**
 * What a panel can ask: each method with the schemas of its parameters and of its result. The host checks parameters before it asks the
 * server, the view checks results before it shows them; what does not fit is refused and has no effect.
 */
import * as v from 'valibot';
import { edit } from './common.ts';
import {
  breakEvenParams,
  breakEvenResult,
  comparisonParams,
  comparisonResult,
  placeEditParams,
  traceParams,
  traceResult,
} from './comparison.ts';
import {
  dashboardModel,
  dashboardParams,
  historyParams,
  historyResult,
  reportParams,
  reportResult,
  twinPageParams,
  twinPageResult,
} from './dashboard.ts';
import type { PanelMethod } from './methods.ts';
import { count, name, place, reference, shape } from './schema.ts';
import {
  draftParams,
  draftResult,
  leverageParams,
  leverageResult,
  quantitiesEditParams,
  scenarioEditParams,
  whatIfParams,
  whatIfResult,
} from './what-if.ts';

/** An edit that was made, or why there is none: the text has moved on, or the wish cannot be written. */
export const editResult = v.union([shape({ edit }), shape({ refused: v.string() })]);

/** A quick fix of a problem, by its place, code and number in `trouble.fixes`. */
export const fixParams = shape({ reference, code: name, at: place, index: count });

/** Method → schemas. All are answered by the language server; the names are those of its requests. */
export const PANEL_REQUESTS = {
  'twin/panel/comparison': { params: comparisonParams, result: comparisonResult },
  'twin/panel/trace': { params: traceParams, result: traceResult },
  'twin/panel/breakEven': { params: breakEvenParams, result: breakEvenResult },
  'twin/panel/placeEdit': { params: placeEditParams, result: editResult },
  'twin/panel/whatIf': { params: whatIfParams, result: whatIfResult },
  'twin/panel/draft': { params: draftParams, result: draftResult },
  'twin/panel/leverage': { params: leverageParams, result: leverageResult },
  'twin/panel/quantitiesEdit': { params: quantitiesEditParams, result: editResult },
  'twin/panel/scenarioEdit': { params: scenarioEditParams, result: editResult },
  'twin/panel/fixEdit': { params: fixParams, result: editResult },
  'twin/panel/dashboard': { params: dashboardParams, result: dashboardModel },
  'twin/panel/twinPage': { params: twinPageParams, result: twinPageResult },
  'twin/panel/history': { params: historyParams, result: historyResult },
  'twin/panel/report': { params: reportParams, result: reportResult },
} as const satisfies Record<PanelMethod, { readonly params: v.GenericSchema; readonly result: v.GenericSchema }>;

export type PanelParams<M extends PanelMethod> = v.InferOutput<(typeof PANEL_REQUESTS)[M]['params']>;
export type PanelResult<M extends PanelMethod> = v.InferOutput<(typeof PANEL_REQUESTS)[M]['result']>;
export type EditResult = v.InferOutput<typeof editResult>;
export type FixParams = v.InferOutput<typeof fixParams>;

/** The names of the panels' requests, without the schemas: who only passes requests on loads no more than this. */
export const PANEL_METHODS = [
  'twin/panel/comparison',
  'twin/panel/trace',
  'twin/panel/breakEven',
  'twin/panel/placeEdit',
  'twin/panel/whatIf',
  'twin/panel/draft',
  'twin/panel/leverage',
  'twin/panel/quantitiesEdit',
  'twin/panel/scenarioEdit',
  'twin/panel/fixEdit',
  'twin/panel/dashboard',
  'twin/panel/twinPage',
  'twin/panel/history',
  'twin/panel/report',
] as const;

export type PanelMethod = (typeof PANEL_METHODS)[number];

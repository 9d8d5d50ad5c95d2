/** The panels' part of the protocol: models, requests and messages, each a schema with its type. */
export type * from './common.ts';
export type * from './comparison.ts';
export type * from './what-if.ts';
export type * from './dashboard.ts';
export { PANEL_METHODS, type PanelMethod } from './methods.ts';
export { PANEL_REQUESTS, type EditResult, type FixParams, type PanelParams, type PanelResult } from './requests.ts';
export {
  PANEL_COMMANDS,
  toHost,
  toView,
  VIEWS,
  type PanelCommand,
  type PanelReference,
  type PanelSource,
  type ToHost,
  type ToView,
  type View,
} from './messages.ts';
export { pageHtml, type PageOptions } from './page.ts';
export { checkMessage, checkParams, checkResult, type Checked } from './check.ts';

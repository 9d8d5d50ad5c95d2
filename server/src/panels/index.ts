/** The one table of the panels' requests: who answers each. Parameters are checked before, by the protocol's schemas. */
import { checkParams, type PanelMethod, type PanelParams, type PanelResult } from '@twin2multicloud/protocol';
import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { Session } from '../session.ts';
import type { Turns } from '../turns.ts';
import { dashboard } from './dashboard.ts';
import { breakEven, comparison, trace } from './comparison.ts';
import { fixEdit, placeEdit, quantitiesEdit, scenarioEdit } from './edits.ts';
import { report } from './report.ts';
import { history, twinPage } from './twin-page.ts';
import { draft, leverage, whatIf } from './what-if.ts';

/** Answers one request. `turns` lets others in between the parts of long work, and stops where the request is cancelled. */
type Handler<M extends PanelMethod> = (
  session: Session,
  params: PanelParams<M>,
  turns: Turns,
  signal: AbortSignal,
) => Promise<PanelResult<M>>;

const HANDLERS: { readonly [M in PanelMethod]: Handler<M> } = {
  'twin/panel/comparison': comparison,
  'twin/panel/trace': trace,
  'twin/panel/breakEven': breakEven,
  'twin/panel/placeEdit': placeEdit,
  'twin/panel/fixEdit': fixEdit,
  'twin/panel/quantitiesEdit': quantitiesEdit,
  'twin/panel/scenarioEdit': scenarioEdit,
  'twin/panel/whatIf': whatIf,
  'twin/panel/draft': draft,
  'twin/panel/leverage': leverage,
  'twin/panel/dashboard': dashboard,
  'twin/panel/twinPage': twinPage,
  'twin/panel/history': history,
  'twin/panel/report': report,
};

/** Rejects with `InvalidParams` and a sentence where the parameters are not of the protocol, and with `RequestCancelled` where it is. */
export async function answerPanel<M extends PanelMethod>(
  session: Session,
  method: M,
  params: unknown,
  { token, turns }: { readonly token: CancellationToken; readonly turns: Turns },
): Promise<PanelResult<M>> {
  const checked = checkParams(method, params);
  if (!checked.ok) throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${checked.message}`);
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled.`);
  const handler: Handler<M> = HANDLERS[method];
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    return await handler(session, checked.value, turns, stop.signal);
  } finally {
    listening.dispose();
  }
}

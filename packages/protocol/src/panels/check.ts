/** The one way in which both sides check what they are sent. A message that does not fit is a value in words, never an exception. */
import * as v from 'valibot';
import { toHost, toView, type ToHost, type ToView } from './messages.ts';
import type { PanelMethod } from './methods.ts';
import { PANEL_REQUESTS, type PanelParams, type PanelResult } from './requests.ts';

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const SIDES = { host: toHost, view: toView } as const;

/** @param side who receives the message */
export function checkMessage(side: 'host', message: unknown): Checked<ToHost>;
export function checkMessage(side: 'view', message: unknown): Checked<ToView>;
export function checkMessage(side: 'host' | 'view', message: unknown): Checked<ToHost | ToView> {
  return check<ToHost | ToView>(SIDES[side], message);
}

export function checkParams<M extends PanelMethod>(method: M, params: unknown): Checked<PanelParams<M>> {
  return check<PanelParams<M>>(PANEL_REQUESTS[method].params, params);
}

export function checkResult<M extends PanelMethod>(method: M, result: unknown): Checked<PanelResult<M>> {
  return check<PanelResult<M>>(PANEL_REQUESTS[method].result, result);
}

function check<T>(schema: v.GenericSchema, input: unknown): Checked<T> {
  const found = v.safeParse(schema, input, { abortEarly: true });
  // The schema is the one that the type is inferred from.
  if (found.success) return { ok: true, value: found.output as T };
  const [issue] = found.issues;
  const path = v.getDotPath(issue);
  return { ok: false, message: path === null ? issue.message : `${path}: ${issue.message}` };
}

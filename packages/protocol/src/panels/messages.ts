/**
 * What a webview and its host (the extension, or the page of `npm run views`) say to each other. A view asks and the host answers by number;
 * one request is in flight for each view and method, the latest wins. Nothing secret ever travels here.
 */
import * as v from 'valibot';
import { edit } from './common.ts';
import { PANEL_METHODS } from './methods.ts';
import { name, reference, source } from './schema.ts';

export const VIEWS = ['comparison', 'what-if', 'dashboard'] as const;
export type View = (typeof VIEWS)[number];

const id = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));
const method = v.picklist(PANEL_METHODS);
/** What a view can have done in the workbench; nothing else is run for it. */
export const PANEL_COMMANDS = [
  'newFile',
  'openSample',
  'openWalkthrough',
  'restartServer',
  'showLog',
  'reportIssue',
  'updatePrices',
  'showProblems',
] as const;

/** From the view. */
export const toHost = v.variant('kind', [
  /** The view is there and listens. */
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('ask'), id, method, params: v.unknown() }),
  /** The answer is not waited for any more. */
  v.strictObject({ kind: v.literal('cancel'), id }),
  /** Makes one undoable edit; answered by `answer` with `null`, or an error in words. */
  v.strictObject({ kind: v.literal('apply'), id, edit }),
  /** Shows a place of a source in an editor. */
  v.strictObject({ kind: v.literal('open'), at: source }),
  /** Opens another view on a twin. */
  v.strictObject({ kind: v.literal('show'), view: v.picklist(VIEWS), reference: v.nullable(reference) }),
  v.strictObject({ kind: v.literal('command'), command: v.picklist(PANEL_COMMANDS), argument: v.nullable(name) }),
  /** The view follows the active twin, or stays with its own. */
  v.strictObject({ kind: v.literal('pin'), pinned: v.boolean(), reference: v.nullable(reference) }),
  /** Kept for a reload of the window; the host puts it into `init`. At most 100 KB as JSON. */
  v.strictObject({ kind: v.literal('keep'), state: v.unknown() }),
  /** Saves a file that the view made: SVG, CSV or HTML as text, PNG as base64; answered by `answer` with the file's name or null where the person thought better of it. */
  v.strictObject({
    kind: v.literal('save'),
    id,
    name: v.pipe(v.string(), v.regex(/^[^/\\]{1,120}\.(svg|png|csv|html)$/)),
    data: v.pipe(v.string(), v.maxLength(64 * 1024 * 1024)),
  }),
]);

/** From the host. */
export const toView = v.variant('kind', [
  v.strictObject({
    kind: v.literal('init'),
    view: v.picklist(VIEWS),
    /** null: no twin is active. */
    reference: v.nullable(reference),
    pinned: v.boolean(),
    /** BCP 47, of words, numbers and dates. */
    language: v.string(),
    /** English → the language; what is absent is shown in English. */
    strings: v.record(v.string(), v.string()),
    /** What the view kept; null at first. */
    state: v.unknown(),
    server: v.picklist(['starting', 'running', 'failed']),
  }),
  v.strictObject({ kind: v.literal('answer'), id, result: v.unknown() }),
  /** In a sentence, with what to do. */
  v.strictObject({ kind: v.literal('refuse'), id, message: v.string() }),
  /** Another twin is active (sent only to a view that is not pinned). */
  v.strictObject({ kind: v.literal('follow'), reference: v.nullable(reference) }),
  /** Figures of this file (null: of any, such as a new price book) were computed anew: ask again. */
  v.strictObject({ kind: v.literal('changed'), uri: v.nullable(name) }),
  v.strictObject({ kind: v.literal('server'), state: v.picklist(['starting', 'running', 'failed']) }),
]);

export type ToHost = v.InferOutput<typeof toHost>;
export type ToView = v.InferOutput<typeof toView>;
export type PanelCommand = (typeof PANEL_COMMANDS)[number];
export type PanelReference = v.InferOutput<typeof reference>;
export type PanelSource = v.InferOutput<typeof source>;

/** The pieces of which the panels' schemas are made: one definition gives the type and the check. No message of its own. */
import * as v from 'valibot';

/** A JSON object with these members and no others; readonly as a type. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the schema is its type
export const shape = <const Entries extends v.ObjectEntries>(entries: Entries) => v.pipe(v.strictObject(entries), v.readonly());

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the schema is its type
export const list = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

/** A number that JSON can carry: never NaN or infinite. */
export const number = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Texts that a view sends are short; what is longer is no message of ours. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000));

export const provider = v.picklist(['aws', 'azure', 'gcp']);
export const slot = v.picklist(['L1', 'L2', 'L3.hot', 'L3.cool', 'L3.archive', 'L4', 'L5']);
export const severity = v.picklist(['error', 'warning', 'info', 'hint']);

/** A position by line and UTF-16 column, both from 0. */
export const place = shape({ line: count, character: count });

/** Somewhere in a source; a view can ask the host to show it. */
export const source = shape({
  uri: name,
  /** The file's path as people know it: within its workspace folder, with forward slashes. */
  file: v.string(),
  start: place,
  end: place,
});

/** One twin, or one of its scenarios. */
export const reference = shape({
  uri: name,
  /** null: the first twin of the file. */
  twin: v.nullable(name),
  /** null: as written. */
  scenario: v.nullable(name),
});

/** A provider for some slots. */
export const placement = v.pipe(v.record(slot, v.optional(provider)), v.readonly());

/** Changes of quantities by path (`thermostats.count`), in base units (bytes, seconds, devices). */
export const changes = v.pipe(v.record(v.pipe(v.string(), v.maxLength(200)), number), v.readonly());

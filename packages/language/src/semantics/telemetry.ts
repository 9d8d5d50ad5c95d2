/** The size of a message from its declared fields, by one printed formula. It does not read the tree. */

import type { TelemetryField } from '../scenario.ts';

/** The formula, as it is shown to people. */
export const TELEMETRY_FORMULA =
  'bytes of {"id":"…","t":"…","name":value,…}: 76 for braces, id (36 characters) and time stamp (24 characters), and for each field its name + 4 and its value: ' +
  'number 6, integer 4, boolean 5, timestamp 26 and string mean length + 2 (with their quotation marks), vector 7 · elements + 1';

/** `{"id":"` 36 `","t":"` 24 `"}`. */
const ENVELOPE = '{"id":"","t":""}'.length + 36 + 24;

/** Bytes of one message that holds these fields. */
export function telemetryPayload(fields: readonly TelemetryField[]): number {
  return fields.reduce((sum, field) => sum + ',"":'.length + utf8Length(field.name) + valueLength(field), ENVELOPE);
}

function valueLength({ type, length }: TelemetryField): number {
  switch (type) {
    case 'number':
      return 6;
    case 'integer':
      return 4;
    case 'boolean':
      return 5;
    case 'timestamp':
      return 24 + 2;
    case 'string':
      return (length ?? 0) + 2;
    case 'vector':
      // Brackets, numbers, and one comma less than numbers.
      return 2 + 6 * (length ?? 0) + Math.max(0, (length ?? 0) - 1);
  }
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What a panel keeps over a reload of the window, as the view wrote it down; nothing of it is trusted. */
import { checkMessage, type PanelReference } from '@twin2multicloud/protocol';

export interface Kept {
  readonly reference: PanelReference | null;
  readonly pinned: boolean;
  /** The view's own; it reads it with the same care. */
  readonly state: unknown;
}

/** What is damaged or of another version begins anew. */
export function readKept(value: unknown): Kept {
  const fresh: Kept = { reference: null, pinned: false, state: null };
  if (typeof value !== 'object' || value === null || !('reference' in value)) return fresh;
  const pinned = 'pinned' in value && value.pinned === true;
  const checked = checkMessage('host', { kind: 'pin', pinned, reference: value.reference });
  if (!checked.ok || checked.value.kind !== 'pin') return fresh;
  return { reference: checked.value.reference, pinned, state: 'state' in value ? (value.state ?? null) : null };
}

/** From a wish to one undoable edit: asks the engine for the edit, and has the host make it. */
import type { PanelMethod, PanelParams } from '@twin2multicloud/protocol';
import type { Host } from './host.ts';

type EditMethod = Extract<
  PanelMethod,
  'twin/panel/placeEdit' | 'twin/panel/quantitiesEdit' | 'twin/panel/scenarioEdit' | 'twin/panel/fixEdit'
>;

/** @returns null where the edit was made (or a newer wish took its place), else why not, in a sentence */
export async function makeEdit<M extends EditMethod>(host: Host, method: M, params: PanelParams<M>): Promise<string | null> {
  // The results of all methods that edit have the same shape.
  const answer = await host.ask<EditMethod>(method, params);
  if (answer.kind === 'superseded') return null;
  if (answer.kind === 'refused') return answer.message;
  return 'edit' in answer.value ? host.apply(answer.value.edit) : answer.value.refused;
}

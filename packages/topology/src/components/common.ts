/**
 * What runs in the same way on every cloud: dispatcher, persister, rule evaluation, user functions and the hot reader are functions
 * that differ by their cloud's meters only.
 */
import type { Provider } from '@twin2multicloud/language';
import { VIEWS, type Component } from '../component.ts';
import { actionFunctionUses, glue, GLUE_OF_MESSAGES, runUses, twinGlue } from '../functions.ts';

/** L1: hands each message on to the processing. */
export function dispatcher(provider: Provider): Component {
  return { id: `${provider}.L1.dispatcher`, slot: 'L1', provider, role: 'dispatcher', uses: GLUE_OF_MESSAGES[provider] };
}

/** L2: the functions for each message, and those that rules call. */
export function processingFunctions(provider: Provider): Component[] {
  return [
    { id: `${provider}.L2.persister`, slot: 'L2', provider, role: 'persister', uses: GLUE_OF_MESSAGES[provider] },
    {
      id: `${provider}.L2.rules`,
      slot: 'L2',
      provider,
      role: 'rule evaluation',
      when: (f) => f.scenario.processing.rules.length > 0,
      uses: glue(provider, 'm of the groups that a rule names', (g) => (g.hasRules ? g.m : null)),
    },
    {
      id: `${provider}.L2.functions`,
      slot: 'L2',
      provider,
      role: 'user functions',
      when: (f) => f.runs.length > 0,
      uses: runUses(provider),
    },
    {
      id: `${provider}.L2.calls`,
      slot: 'L2',
      provider,
      role: 'functions called by rules',
      when: (f) => f.actions.some((a) => a.action.kind === 'call'),
      uses: actionFunctionUses(provider, 'matches', (a) => (a.action.kind === 'call' ? a.times : null)),
    },
  ];
}

/** L3.hot: answers the panels' reads. */
export function hotReader(provider: Provider): Component {
  return {
    id: `${provider}.L3.hot.reader`,
    slot: 'L3.hot',
    provider,
    role: 'hot reader',
    when: (f) => f.panelReads > 0,
    uses: twinGlue(provider, 'Q', VIEWS, (f) => f.panelReads),
  };
}

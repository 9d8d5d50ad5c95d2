/** What a panel and its host refuse: everything that is none of their messages, whole or in part, and never with an exception. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { checkMessage, checkParams, checkResult } from './check.ts';
import { PANEL_METHODS } from './methods.ts';

const REFERENCE = { uri: 'file:///a.twin', twin: 'A', scenario: null };
const AT = { uri: 'file:///a.twin', file: 'a.twin', start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
const EDIT = { uri: 'file:///a.twin', version: 3, title: 'Place L4 on Azure', edits: [{ start: AT.start, end: AT.end, newText: 'x' }] };

const TO_HOST: readonly Readonly<Record<string, unknown>>[] = [
  { kind: 'ready' },
  { kind: 'ask', id: 1, method: 'twin/panel/draft', params: { anything: true } },
  { kind: 'cancel', id: 1 },
  { kind: 'apply', id: 2, edit: EDIT },
  { kind: 'open', at: AT },
  { kind: 'show', view: 'what-if', reference: REFERENCE },
  { kind: 'command', command: 'showLog', argument: null },
  { kind: 'pin', pinned: true, reference: null },
  { kind: 'keep', state: { any: ['thing'] } },
  { kind: 'save', id: 3, name: 'chart.svg', data: '<svg/>' },
];
const TO_VIEW: readonly Readonly<Record<string, unknown>>[] = [
  {
    kind: 'init', view: 'comparison', reference: REFERENCE, pinned: false, language: 'de', strings: { Total: 'Summe' }, state: null, server: 'running',
  }, // prettier-ignore
  { kind: 'answer', id: 1, result: {} },
  { kind: 'refuse', id: 1, message: 'no' },
  { kind: 'follow', reference: REFERENCE },
  { kind: 'changed', uri: null },
  { kind: 'server', state: 'failed' },
];
const SIDES = [
  { messages: TO_HOST, check: (message: unknown) => checkMessage('host', message) },
  { messages: TO_VIEW, check: (message: unknown) => checkMessage('view', message) },
];
/** Members that may hold anything, because what they hold is checked elsewhere or by the view itself. */
const OPEN = new Set(['params', 'state', 'result']);

describe('messages of panels', () => {
  it('are taken as they are sent', () => {
    for (const { messages, check } of SIDES) for (const message of messages) assert.deepEqual(check(message), { ok: true, value: message });
  });

  it('are refused with a member too many, too few, or of another kind', () => {
    for (const { messages, check } of SIDES) {
      for (const message of messages) {
        assert.equal(check({ ...message, more: 1 }).ok, false, `${String(message.kind)} with more`);
        for (const member of Object.keys(message)) {
          const { [member]: _, ...without } = message;
          if (!OPEN.has(member)) assert.equal(check(without).ok, false, `${String(message.kind)} without ${member}`);
          // Symbols and functions do not travel; what is none of any kind of ours does.
          if (!OPEN.has(member))
            assert.equal(check({ ...message, [member]: [[Number.NaN]] }).ok, false, `${String(message.kind)} with another ${member}`);
        }
      }
    }
  });

  it('of one side are none of the other', () => {
    for (const message of TO_HOST) assert.equal(checkMessage('view', message).ok, false);
    for (const message of TO_VIEW) assert.equal(checkMessage('host', message).ok, false);
  });

  it('that are anything at all are refused in words', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (anything) => {
        for (const { check } of SIDES) {
          const found = check(anything);
          assert.ok(!found.ok && found.message.length > 0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('name no path, no command and no file beyond the list', () => {
    const bad = [
      { kind: 'save', id: 1, name: '../x.svg', data: '' },
      { kind: 'save', id: 1, name: 'x.exe', data: '' },
      { kind: 'save', id: 1, name: 'a\\b.html', data: '' },
      { kind: 'command', command: 'workbench.action.terminal.new', argument: null },
      { kind: 'ask', id: 1, method: 'twin/query', params: {} },
      { kind: 'ask', id: 0, method: 'twin/panel/draft', params: {} },
      { kind: 'ask', id: 1.5, method: 'twin/panel/draft', params: {} },
      { kind: 'show', view: 'settings', reference: null },
    ];
    for (const message of bad) assert.equal(checkMessage('host', message).ok, false, JSON.stringify(message));
  });

  it('carry no number that is none', () => {
    const params = (value: unknown) =>
      checkParams('twin/panel/draft', { reference: REFERENCE, currency: null, changes: { 'a.count': value } });
    assert.equal(params(5).ok, true);
    for (const value of [Number.NaN, Infinity, -Infinity, '5', null, [5]]) assert.equal(params(value).ok, false, String(value));
  });

  it('parameters and results of every method refuse anything at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PANEL_METHODS), fc.anything(), (method, anything) => {
        assert.equal(checkParams(method, anything).ok && !isEmpty(anything), false);
        // Some methods answer null or an empty list: there is nothing of the kind.
        assert.equal(checkResult(method, anything).ok && anything !== null && !isEmpty(anything), false);
      }),
      { numRuns: 2_000 },
    );
  });
});

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** The policy of a view's page: nothing inline, nothing from outside. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pageHtml } from './page.ts';

const OPTIONS = {
  view: 'comparison',
  nonce: 'abcdefghijklmnop1234',
  origin: 'https://panels.test',
  script: 'https://panels.test/comparison.js',
  style: 'https://panels.test/views.css',
  language: 'en',
  title: 'Smart Home & "friends"',
} as const;

describe('page of a view', () => {
  it('allows one script by its nonce and nothing inline', () => {
    const html = pageHtml(OPTIONS);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-abcdefghijklmnop1234'; /);
    assert.ok(!policy.includes('unsafe'), policy);
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    assert.ok(!/<style|style=/.test(html));
  });

  it('escapes what it is given', () => {
    assert.ok(pageHtml(OPTIONS).includes('<title>Smart Home &amp; &quot;friends&quot;</title>'));
  });

  it('is never made without a nonce', () => {
    assert.throws(() => pageHtml({ ...OPTIONS, nonce: '' }), /nonce/);
    assert.throws(() => pageHtml({ ...OPTIONS, nonce: '"><script>alert(1)' }), /nonce/);
  });
});

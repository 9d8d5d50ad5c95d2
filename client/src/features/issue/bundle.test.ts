import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { issueMarkdown, redact } from './bundle.ts';

describe('client/issue: nothing that is nobody’s business', () => {
  const folders = ['/home/ada/work/my plant', '/home/ada', 'C:\\Users\\Ada\\plant'];
  const secrets: readonly (readonly [text: string, gone: string])[] = [
    ['read /home/ada/work/my plant/a.twin', 'ada'],
    ['file:///home/ada/work/my%20plant/a.twin', 'ada'],
    ['C:\\Users\\Ada\\plant\\a.twin', 'Ada'],
    ['C:/Users/Ada/plant/a.twin', 'Ada'],
    ['/Users/grace/x.twin', 'grace'],
    ['key AKIAABCDEFGHIJKLMNOP', 'AKIA'],
    ['AIzaSyA1234567890abcdefghijklmnopqrstuvw', 'AIza'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'ghp_'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'eyJ'],
    ['Authorization: Bearer abc.def', 'abc'],
    ['password=hunter2', 'hunter2'],
    ['{"apiKey": "s3cr3t"}', 's3cr3t'],
    ['AccountKey=Zm9vYmFy;x', 'Zm9v'],
    ['https://ada:pw@example.org/x', 'ada'],
    ['ada@example.org', 'ada'],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', 'abc'],
  ];
  for (const [text, gone] of secrets) {
    it(JSON.stringify(text), () => {
      assert.ok(!redact(text, folders).includes(gone), redact(text, folders));
    });
  }
  it('leaves the rest alone', () => {
    const text = 'twin-4001 at line 3: L3.hot on azure costs 3.81 EUR more, 12 / hour';
    assert.equal(redact(text, folders), text);
  });
  it('the report holds the facts', () => {
    const report = issueMarkdown(
      {
        extension: '0.1.0', editor: 'VS Code 1.101.0', host: 'node', platform: 'linux x64', language: 'en', server: 'running', prices: 'b, 3 days',
        settings: { 'twin.currency': 'EUR' }, log: ['open /home/ada/x.twin'], folders,
      }, // prettier-ignore
      { title: 'T', intro: 'I', what: 'W', facts: 'F', settings: 'S', log: 'L', none: '–' },
    );
    assert.match(report, /`twin\.currency`: `"EUR"`/);
    assert.match(report, /open <folder>\/x\.twin/);
  });
});

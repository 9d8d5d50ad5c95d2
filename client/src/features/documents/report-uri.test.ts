import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readReportUri, reportUri, type Report } from './report-uri.ts';

describe('client/report-uri', () => {
  const reports: readonly Report[] = [
    { kind: 'compare', params: { uri: 'file:///a%20b/c.twin', twin: 'Smart-Home' } },
    { kind: 'explain', params: { uri: 'file:///c.twin', twin: 'T', scenario: 'Winter', slot: 'L3.hot' } },
    { kind: 'prices' },
  ];
  it('carries the question', () => {
    for (const report of reports) assert.deepEqual(readReportUri(reportUri(report, 'x')), report);
  });
  it('a title becomes a file name', () => {
    assert.equal(reportUri({ kind: 'prices' }, 'Smart Home: a/b #1').path, '/Smart Home a b 1.md');
    assert.equal(reportUri({ kind: 'prices' }, '//').path, '/Twin.md');
  });
  it('anything else is no report', () => {
    for (const query of [
      '',
      '{',
      'null',
      '{}',
      '{"kind":"compare"}',
      '{"kind":"compare","params":{"uri":1}}',
      '{"kind":"other","params":{"uri":"x"}}',
    ])
      assert.equal(readReportUri({ scheme: 'twin-report', path: '/x.md', query }), null, query);
    assert.equal(readReportUri({ scheme: 'file', path: '/x.md', query: '{"kind":"prices"}' }), null);
  });
});

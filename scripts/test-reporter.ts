/**
 * The mocha reporter of `npm test`: one short line per group of tests, each failure at once, and the counts as JSON
 * for scripts/test.ts, which alone decides what they mean.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What one suite leaves behind in the results file. */
export interface SuiteCounts {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
}

export default class TestReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let passed = 0;
    let failed = 0;
    let pending = 0;
    let current: { title: string; tests: number; failed: number; start: number } | null = null;

    const close = (): void => {
      if (current === null || current.tests + current.failed === 0) return;
      const mark = current.failed === 0 ? Mocha.reporters.Base.color('green', '✓') : Mocha.reporters.Base.color('fail', '✗');
      const time = Date.now() - current.start;
      const slow = time >= 1000 ? `  ${(time / 1000).toFixed(1)} s` : '';
      const lost = current.failed === 0 ? '' : `, ${current.failed} failed`;
      console.log(`  ${mark} ${current.title}  ${Mocha.reporters.Base.color('pass', `${current.tests} passed${lost}${slow}`)}`);
      current = null;
    };

    runner.on(Mocha.Runner.constants.EVENT_SUITE_BEGIN, (suite) => {
      if (suite.parent?.root === true) {
        close();
        current = { title: suite.title, tests: 0, failed: 0, start: Date.now() };
      }
    });
    runner.on(Mocha.Runner.constants.EVENT_SUITE_END, (suite) => {
      if (suite.parent?.root === true) close();
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, () => {
      passed++;
      if (current !== null) current.tests++;
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_PENDING, () => {
      pending++;
    });
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test) => {
      failed++;
      if (current !== null) current.failed++;
      console.log(`  ${Mocha.reporters.Base.color('fail', '✗')} ${test.fullTitle()}`);
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      close();
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
      const { results } = (options.reporterOptions ?? {}) as { results?: string };
      if (results === undefined) return;
      const counts: SuiteCounts = { passed, failed, pending };
      mkdirSync(path.dirname(results), { recursive: true });
      writeFileSync(results, JSON.stringify(counts));
    });
  }
}

/** What VS Code loads into its extension host as `extensionTestsPath`: runs the suites and writes what came of each test. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { assistantSuite } from './assistant.ts';
import { editorSuite } from './editor.ts';
import { serverSuite } from './server.ts';
import { workbenchSuite } from './workbench.ts';

const TEST_LIMIT_MS = 30_000;

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: TEST_LIMIT_MS, color: false });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  editorSuite();
  workbenchSuite();
  assistantSuite();
  serverSuite();
  const tests: object[] = [];
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed', ms: test.duration }));
    runner.on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'pending' }));
    runner.on('fail', (test, error: unknown) =>
      tests.push({
        title: test.fullTitle(),
        state: 'failed',
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
  });
  const file = process.env.TWIN_TEST_RESULTS;
  if (file === undefined) throw new Error('TWIN_TEST_RESULTS names no file');
  writeFileSync(file, JSON.stringify(tests));
}

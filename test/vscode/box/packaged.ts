/** The extension as it is published, built and packaged once for all tests of a run, and the box that it is installed into where one can stand. */
import { buildClient } from '../../../scripts/build-client.ts';
import { buildServer } from '../../../scripts/build.ts';
import { packageVsix } from '../../../scripts/package-vsix.ts';
import { installBox, whyNoBox } from './install.ts';

let made: Promise<string> | null = null;

/** The path of the .vsix. */
export function packaged(): Promise<string> {
  return (made ??= make());
}

async function make(): Promise<string> {
  if (whyNoBox() === null) {
    await installBox((line) => {
      console.log(`  ${line}`);
    });
  }
  await Promise.all([buildServer(), buildClient()]);
  return packageVsix();
}

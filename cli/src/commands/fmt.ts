/** `twin fmt`: formats files in place, or says which are not formatted. The rules are the language's. */
import { format, parse } from '@twin2multicloud/language';
import type { Context } from '../command-context.ts';
import { decode, expand } from '../engine.ts';
import { EXIT, Failure, fileFailure, failureText } from '../failure.ts';
import { counted } from '../formats/numbers.ts';

export interface FmtFlags {
  readonly check?: boolean;
}

export function fmt({ host, quiet, errorStyle }: Context, paths: readonly string[], flags: FmtFlags): number {
  let failed = false;
  let changed = 0;
  let broken = 0;
  const files = expand(paths, host);
  for (const path of files) {
    try {
      const text = readText(path);
      if (parse(text, path).problems.length > 0) broken++;
      const formatted = format(text);
      if (path === '-') host.out(flags.check === true ? '' : formatted);
      if (formatted === text) continue;
      changed++;
      if (flags.check === true) host.out(`${path}\n`);
      else if (path !== '-') {
        writeText(path, formatted);
        if (!quiet) host.err(`formatted ${path}\n`);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed = true;
      host.err(failureText(error));
    }
  }
  if (broken > 0 && !quiet)
    host.err(
      `${errorStyle.yellow(`${counted(broken, 'file has', 'files have')} syntax problems`)}; what could be read is formatted. \`twin check\` tells them.\n`,
    );
  if (flags.check === true && changed > 0 && !quiet)
    host.err(`${counted(changed, 'file is', 'files are')} not formatted.\n  → Run \`twin fmt\` on ${changed === 1 ? 'it' : 'them'}.\n`);
  return failed ? EXIT.outside : flags.check === true && changed > 0 ? EXIT.problems : EXIT.fine;

  function readText(path: string): string {
    try {
      return decode(host.read(path));
    } catch (error) {
      throw fileFailure(path, error);
    }
  }

  function writeText(path: string, text: string): void {
    try {
      host.write(path, text);
    } catch (error) {
      throw fileFailure(path, error);
    }
  }
}

/**
 * What ends a command early without being a bug: wrong usage, or a part of the outside world that fails.
 * Problems in a `.twin` text are no failures; they are values that the commands print.
 */

/** The exit codes of `twin`, as its help says them. */
export const EXIT = { fine: 0, problems: 1, usage: 2, exceeded: 3, outside: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure with what a person can do about it. The boundary in run.ts prints both sentences, never a stack. */
export class Failure extends Error {
  readonly exit: ExitCode;
  readonly remedy: string;

  constructor(exit: ExitCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.exit = exit;
    this.remedy = remedy;
  }
}

/** A failure as it is printed. */
export function failureText(failure: Failure): string {
  return `twin: ${failure.message}\n  → ${failure.remedy}\n`;
}

/** Wrong usage, exit code 2. */
export function usage(message: string, remedy: string): Failure {
  return new Failure(EXIT.usage, message, remedy);
}

/** The outside world failed (a file, git), exit code 4. */
export function outside(message: string, remedy: string, cause?: unknown): Failure {
  return new Failure(EXIT.outside, message, remedy, cause);
}

/** Says of a file system's error what happened and what to do, in words that do not depend on the platform. */
export function fileFailure(path: string, error: unknown): Failure {
  const { message, remedy } = fileTrouble(path, error);
  return outside(message, remedy, error);
}

/** The words of `fileFailure`. */
export function fileTrouble(path: string, error: unknown): { readonly message: string; readonly remedy: string } {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { message: `There is no file ${path}.`, remedy: 'Check the path; it is relative to the folder in which twin was started.' };
    case 'EISDIR':
      return {
        message: `${path} is a folder, not a file.`,
        remedy: `Name the files in it, such as ${path.replace(/[\\/]+$/, '')}/*.twin.`,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        message: `${path} may not be read or written: permission is missing.`,
        remedy: 'Change its permissions, or run twin as a user who may.',
      };
    case 'EEXIST':
      return { message: `${path} exists already.`, remedy: 'twin never overwrites it: give another path, or move the file away.' };
    case 'ELOOP':
      return { message: `${path} is a link that leads in a circle.`, remedy: 'Mend the link, or name the file itself.' };
    case 'ENAMETOOLONG':
      return { message: 'The path is longer than the file system takes.', remedy: 'Check that it is a path and not the text of a file.' };
    case 'ENOSPC':
      return { message: `${path} could not be written: the disk is full.`, remedy: 'Free some space, then run the command again.' };
    case 'ERR_FS_FILE_TOO_LARGE':
      return { message: `${path} is too large to be read.`, remedy: 'Split it into files with `import`.' };
    default: {
      const code = codeOf(error);
      const why = error instanceof Error ? error.message : String(error);
      return {
        message: `${path} could not be read or written${code === null ? '' : ` (${code})`}: ${why}`,
        remedy: 'Check the path and its permissions.',
      };
    }
  }
}

function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

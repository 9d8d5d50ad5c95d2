/** From an entry file to everything that it imports. The host reads; here it is only decided what is read. */
import { link, parse, type Parsed, type Program } from '@twin2multicloud/language';

/** The text of a file, or why it cannot be read, in words. */
export type ReadFile = (path: string) => { readonly text: string } | { readonly error: string };

/** Parses a file and follows its imports until nothing is missing. A file that cannot be read is noted in `unreadable`. */
export function gather(entry: string, read: ReadFile): Program {
  const files = new Map<string, Parsed>();
  const unreadable = new Map<string, string>();
  const load = (path: string): void => {
    const result = read(path);
    if ('text' in result) files.set(path, parse(result.text, path));
    else unreadable.set(path, result.error);
  };
  load(entry);
  let program = link(files, entry, { unreadable });
  while (program.missing.length > 0) {
    program.missing.forEach(load);
    program = link(files, entry, { unreadable });
  }
  return program;
}

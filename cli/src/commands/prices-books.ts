/** `twin prices list` and `twin prices export`: the books that are kept, and one of them as a file. */
import { bundledBook, CURRENT_FILE, hashBook, openStored, storedBooks } from '@twin2multicloud/pricing';
import { bookInForce, bookNamed, folderOf, storeOf } from '../books.ts';
import type { Context } from '../command-context.ts';
import { EXIT, fileFailure } from '../failure.ts';
import { table } from '../formats/table.ts';

export function list(context: Context, flags: { readonly json?: boolean }): number {
  const { host, style } = context;
  const files = storeOf(host);
  const current = files.read(CURRENT_FILE)?.trim() ?? null;
  const kept = storedBooks(files).map((stored) => {
    const found = openStored(files, stored);
    const providers = found.ok ? Object.entries(found.book.refresh?.providers ?? {}) : [];
    return {
      id: found.ok ? found.book.id : null,
      createdAt: stored.createdAt,
      hash: stored.hash,
      inForce: stored.file === current,
      fresh: providers.filter(([, { outcome }]) => outcome === 'fresh').map(([provider]) => provider),
      file: stored.file,
      trouble: found.ok ? null : found.message,
    };
  });
  const bundled = bundledBook();
  if (flags.json === true) {
    const first = {
      id: bundled.id,
      createdAt: bundled.createdAt,
      hash: hashBook(bundled).slice(0, 16),
      inForce: current === null,
      bundled: true,
    };
    host.out(`${JSON.stringify({ schema: 'twin-price-books/1', folder: folderOf(host), books: [first, ...kept] }, null, 2)}\n`);
    return EXIT.fine;
  }
  const mark = (inForce: boolean): string => (inForce ? style.green('in force') : '');
  const rows = [
    [bundled.createdAt.slice(0, 10), hashBook(bundled).slice(0, 12), 'bundled', mark(current === null)],
    ...kept.map(({ createdAt, hash, fresh, inForce, trouble }) => [
      createdAt.replace('T', ' ').replace('Z', ''),
      hash.slice(0, 12),
      trouble ?? `fresh: ${fresh.length === 0 ? 'none' : fresh.join(', ')}`,
      mark(inForce),
    ]),
  ];
  const text = table([{ title: 'made (UTC)' }, { title: 'hash' }, { title: 'prices', flexible: true }, { title: '' }], rows, {
    width: host.columns,
    head: style.dim,
  });
  const folder = folderOf(host);
  host.out(`${text}\n${folder === null ? '' : style.dim(`\n${folder}\n`)}`);
  return EXIT.fine;
}

/** Writes a book as JSON with line breaks: to a file that does not exist, or to standard output. */
export function exportBook({ host, quiet }: Context, word: string | undefined, flags: { readonly output?: string }): number {
  const book = word === undefined ? bookInForce(host) : bookNamed(word, host);
  const text = `${JSON.stringify(book, null, 2)}\n`;
  if (flags.output === undefined) {
    host.out(text);
    return EXIT.fine;
  }
  try {
    host.write(flags.output, text, { create: true });
  } catch (error) {
    throw fileFailure(flags.output, error);
  }
  if (!quiet) host.err(`${book.id} is in ${flags.output}: twin cost --prices ${flags.output} uses it.\n`);
  return EXIT.fine;
}

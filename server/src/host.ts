/** What the server asks of the machine that it runs on. Node answers from its disk, a web worker by asking the client. */

import type { PriceBook } from '@twin2multicloud/pricing';
import type { PriceProgress, UpdatePricesParams, UpdatePricesResult } from '@twin2multicloud/protocol';

export type ReadResult = { readonly text: string } | { readonly error: string };

/** The book in force, and why it is not the wanted one. */
export interface PriceSource {
  readonly book: PriceBook;
  readonly trouble: string | null;
}

/** The price books of a machine. No method but `update` rejects, and that only for a bug. */
export interface Prices {
  /** Reads from the disk: who asks keeps the answer until `watch` says that it is another. */
  readonly current: () => PriceSource;
  /** @param file a path of this machine */
  readonly readFile: (file: string) => ReadResult;
  /** Calls the listener when another book is put into force, or the overlay's file changes. In the place of what was watched before. */
  readonly watch: (overlay: string | null, listener: () => void) => void;
  /** Fetches today's prices; left out: there is no folder for them. */
  readonly update?: (
    params: UpdatePricesParams,
    options: { readonly onProgress: (progress: PriceProgress) => void; readonly signal: AbortSignal },
  ) => Promise<UpdatePricesResult>;
}

/** Files are named by their keys (see uris.ts). No method throws. */
export interface Host {
  readonly readFile: (key: string) => Promise<ReadResult>;
  /** Every `.twin` file below a folder. */
  readonly findFiles: (folder: string) => Promise<readonly string[]>;
  /** The entries directly in a folder; a folder's name ends with `/`. */
  readonly listFolder: (folder: string) => Promise<readonly string[]>;
  /** The URI of the folder with a page for each problem code, with its `/`; null: there is none. */
  readonly pages: string | null;
  /** Does long work over many files with less memory, and a little slower. */
  readonly frugally: <T>(work: () => Promise<T>) => Promise<T>;
  /** Gives back what is no longer used; called between the parts of long work. */
  readonly relieve: () => void;
  readonly now: () => Date;
  /** Milliseconds, to tell when other requests should have their turn. */
  readonly clock: () => number;
  /** Earlier states of files. Left out, or null: this host has no git. It is called only for folders that the client trusts. */
  readonly revisions?: () => Revisions | null;
  /** Left out: this host has the bundled prices only. */
  readonly prices?: Prices;
}

/** Where a file lies in a git repository. */
export interface Located {
  /** The key of the repository's folder, with its `/`. */
  readonly root: string;
  /** From the root, with `/`; the file need not be in any commit. */
  readonly path: string;
  /** The commit that HEAD names; null: there is none yet. */
  readonly head: string | null;
}

export interface Commit {
  readonly hash: string;
  readonly short: string;
  /** ISO date-time of the commit. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** How the commit names the file. */
  readonly path: string;
}

/** Earlier states of files, as git has them. Nothing is changed, fetched or run that a repository names. No method rejects. */
export interface Revisions {
  /** null: in no repository. Cheap after the first time. */
  readonly locate: (key: string) => Promise<Located | null>;
  /** The text of a file in a commit; null: the commit has no such file. @param root of a `Located` */
  readonly textAt: (root: string, commit: string, path: string) => Promise<ReadResult | null>;
  /** The commits up to `head` that changed a file, through its renames, the newest first. @param root of a `Located` */
  readonly commits: (root: string, head: string, path: string, limit: number, signal?: AbortSignal) => Promise<readonly Commit[]>;
  /** The branch that HEAD names; null: none, HEAD names a commit. @param root of a `Located` */
  readonly branch: (root: string) => Promise<string | null>;
  /** HEAD of a repository that was asked for names another commit. */
  readonly onDidMove: (listener: () => void) => void;
  readonly dispose: () => void;
}

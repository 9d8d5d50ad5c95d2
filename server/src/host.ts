/** What the server asks of the machine that it runs on. Node answers from its disk, a web worker by asking the client. */

export type ReadResult = { readonly text: string } | { readonly error: string };

/** Files are named by their keys (see uris.ts). No method throws. */
export interface Host {
  readonly readFile: (key: string) => Promise<ReadResult>;
  /** Every `.twin` file below a folder. */
  readonly findFiles: (folder: string) => Promise<readonly string[]>;
  /** The entries directly in a folder; a folder's name ends with `/`. */
  readonly listFolder: (folder: string) => Promise<readonly string[]>;
  /** The URI of the folder with a page for each problem code, with its `/`; null: there is none. */
  readonly pages: string | null;
  /** Gives back what is no longer used; called between the parts of long work. */
  readonly relieve: () => void;
  readonly now: () => Date;
  /** Milliseconds, to tell when other requests should have their turn. */
  readonly clock: () => number;
}

/**
 * What the language server and its clients say to each other beyond LSP: method names, parameters, results, settings.
 * Types and constants only; every shape is plain JSON. Amounts are in the currency named beside them, never rounded.
 */
import type { Provider, Slot } from '@twin2multicloud/language';
import type { HeadState } from './head.ts';
import type { Tool } from './tools.ts';

export type * from './head.ts';
export * from './panels/index.ts';
export * from './tools.ts';

/** Requests that a client sends; each is answered by the handler of the same name in server/src/handlers. */
export const REQUESTS = {
  /** `MarkdownParams` → `MarkdownResult`: slots × clouds, single clouds, alternatives, scenarios side by side. */
  compare: 'twin/compare',
  /** `ExplainParams` → `MarkdownResult`: every line of the cost with its quantity, rate, formula and source. */
  explain: 'twin/explain',
  /** `TreeParams` → `TwinNode[]`: the twins of a file, or of all files that are open or in the workspace. */
  tree: 'twin/tree',
  /** no parameters → `PriceStatus`. */
  prices: 'twin/prices',
  /** `UpdatePricesParams` → `UpdatePricesResult`: fetches today's list prices. Only ever asked by a person. */
  updatePrices: 'twin/updatePrices',
  /** `QueryParams` → `QueryResult`: what an assistant's tools ask. */
  query: 'twin/query',
  /** `CostHistoryParams` → `CostHistory`, or null where there is none: no repository, no git, no such twin. Tells how far it is; can be cancelled. */
  history: 'twin/history',
} as const;

/** Requests that the server sends to a client that says so in its `ClientOptions` (a web worker has no files of its own). */
export const CLIENT_REQUESTS = {
  /** `{ uri }` → `ReadFileResult`. */
  readFile: 'twin/readFile',
  /** `{ uri }` of a folder → URIs of all `.twin` files below it. */
  findFiles: 'twin/findFiles',
  /** `{ uri }` of a folder → the entries directly in it; a folder's name ends with `/`. */
  listFolder: 'twin/listFolder',
} as const;

/** Notifications that the server sends. */
export const NOTIFICATIONS = {
  /** `{ uri, version }`: the figures of an open file were computed anew; status bar and tree may ask again. */
  figuresChanged: 'twin/figuresChanged',
  /** no parameters: another price book or overlay is in force; whoever shows prices may ask again. */
  pricesChanged: 'twin/pricesChanged',
  /** `PriceProgress`: how far a running `updatePrices` is. */
  priceProgress: 'twin/priceProgress',
} as const;

/** Notifications that a client sends. */
export const CLIENT_NOTIFICATIONS = {
  /** no parameters: the person trusts the folders now; see `ClientOptions.trusted`. */
  trusted: 'twin/trusted',
} as const;

/** Commands that code lenses and hovers carry; their one argument is a `TwinReference`. The client registers them. */
export const COMMANDS = {
  compare: 'twin.compare',
  explain: 'twin.explain',
} as const;

/** `initializationOptions` of `initialize`; all may be left out. */
export interface ClientOptions {
  /** true: the client answers `CLIENT_REQUESTS`. */
  readonly files?: boolean;
  /** true: the client has the commands of `COMMANDS`; else the server offers them by `workspace/executeCommand`. */
  readonly commands?: boolean;
  /** URI of a folder with a page for each problem code (`twin-4002.md`); left out: where the server finds its own. */
  readonly pages?: string;
  /** false: the folders are not trusted, so the server runs no program for them (git). Left out: they are. */
  readonly trusted?: boolean;
  /** Settings for clients that do not answer `workspace/configuration`. */
  readonly settings?: Partial<Settings>;
}

/** The section `twin` of the configuration. */
export interface Settings {
  /** Currency of twins that name none; empty: US dollars. */
  readonly currency: string;
  /** Clouds of twins that name none; empty: all. */
  readonly providers: readonly Provider[];
  /** Region of twins that name none; empty: the language's default. */
  readonly region: string;
  readonly prices: {
    /** Days after which the age of the price book is told; 0: never. */
    readonly maximumAge: number;
    /** The file of an overlay, absolute or from the first folder; empty: none. */
    readonly overlay: string;
  };
  readonly inlayHints: {
    readonly enabled: boolean;
    /** What a group causes, what a slot costs, or both. */
    readonly figures: 'both' | 'cause' | 'slot';
  };
  readonly codeLens: {
    readonly enabled: boolean;
  };
  readonly format: {
    /** Formats before a file is saved, where the editor does not do so itself. */
    readonly onSave: boolean;
  };
}

/** What the server assumes where the configuration is silent. The manifest's defaults are the same; a test compares them. */
export const DEFAULT_SETTINGS: Settings = {
  currency: '',
  providers: [],
  region: '',
  prices: { maximumAge: 30, overlay: '' },
  inlayHints: { enabled: true, figures: 'both' },
  codeLens: { enabled: true },
  format: { onSave: false },
};

/** One twin, or one of its scenarios. */
export interface TwinReference {
  readonly uri: string;
  /** The twin's name; left out: the first twin of the file. */
  readonly twin?: string;
  /** The name of a `scenario`; left out: as written. */
  readonly scenario?: string;
}

export type MarkdownParams = TwinReference;

export interface ExplainParams extends TwinReference {
  /** A slot, or `L3` for its three tiers; left out: everything with the transfers. */
  readonly slot?: string;
}

export interface MarkdownResult {
  /** For the tab: `Smart Home: comparison`. */
  readonly title: string;
  readonly markdown: string;
}

export interface TreeParams {
  /** Left out: all files of the workspace, and the open ones. */
  readonly uri?: string;
  /** true: also what the twins cost in HEAD. Left out: only where `uri` is given. */
  readonly head?: boolean;
}

/** A position by line and UTF-16 column, both from 0, whatever encoding the session has negotiated. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface TwinNode {
  readonly uri: string;
  readonly twin: string;
  readonly title: string | null;
  readonly scenario: string | null;
  readonly start: Place;
  readonly end: Place;
  /** ISO 4217. */
  readonly currency: string;
  /** null: no placement is possible. */
  readonly perMonth: number | null;
  /** The line above the twin: `61.20 €/month · 3 clouds · 18 % below AWS alone · +3.10 €/month since HEAD`. */
  readonly text: string;
  readonly head: HeadState;
  /** More (or less) a month than HEAD; 0 where `head.state` is `same`, null where one of the two has no total. */
  readonly sinceHead: number | null;
  readonly slots: readonly SlotNode[];
  /** What crosses between clouds. */
  readonly transfers: number;
  readonly problems: { readonly errors: number; readonly warnings: number };
}

export interface SlotNode {
  readonly slot: Slot;
  readonly name: string;
  readonly provider: Provider | null;
  readonly amount: number | null;
  /** Where the file speaks of the slot; the twin's head where it does not. */
  readonly start: Place;
}

export interface PriceStatus {
  readonly book: string;
  /** ISO date or date-time. */
  readonly createdAt: string;
  /** Since the last update; where it renewed some clouds alone, since the others' own. A cloud that was never fetched does not count. */
  readonly ageInDays: number;
  /** Each cloud's own, a cloud that was never fetched included. */
  readonly ages: Readonly<Record<Provider, number>>;
  readonly prices: number;
  readonly unconfirmed: number;
  readonly regions: readonly string[];
  readonly currencies: readonly string[];
  /** true: it was fetched; false: it came with the program. */
  readonly fetched: boolean;
  /** Clouds whose prices an update could not renew: theirs are older than the book. */
  readonly kept: readonly Provider[];
  /** The name of the overlay that is applied; null: none. */
  readonly overlay: string | null;
  /** Why another book or overlay than the wanted one is used, in a sentence; null: it is the wanted one. */
  readonly trouble: string | null;
}

/** What `updatePrices` is asked with. Keys and tokens go no further than the provider's API. */
export interface UpdatePricesParams {
  /** true: what the checks object to is taken. */
  readonly accept?: boolean;
  /** A proxy's URL; left out or empty: as the environment says. */
  readonly proxy?: string;
  readonly noProxy?: string;
  /** false: certificates are not checked. */
  readonly strictTls?: boolean;
  readonly googleApiKey?: string;
  readonly azure?: { readonly subscription: string; readonly offer: string; readonly country: string; readonly token: string };
}

export interface PriceProgress {
  readonly service: string;
  readonly region: string;
  /** Meters of the service there that have their price, of `wanted`. */
  readonly found: number;
  readonly wanted: number;
}

export interface UpdatedProvider {
  readonly provider: Provider;
  readonly outcome: 'fresh' | 'rejected' | 'failed';
  readonly read: number;
  readonly changed: number;
  /** Prices that were not found: the old ones stay. */
  readonly kept: number;
  /** Why it failed or was rejected, each with what to do; empty where it is fresh. */
  readonly reasons: readonly string[];
  /** A code of what went wrong, such as `no-credentials`; null: nothing did, or it was rejected. */
  readonly error: string | null;
}

/** `error`: nothing could be done at all, in words with what to do. */
export type UpdatePricesResult =
  { readonly book: string | null; readonly providers: readonly UpdatedProvider[] } | { readonly error: string };

export interface QueryParams {
  readonly tool: Tool;
  readonly arguments: {
    /** An open or readable file; or `text`. */
    readonly uri?: string;
    /** A text that is costed as it stands. */
    readonly text?: string;
    readonly twin?: string;
    readonly scenario?: string;
    /** For `twin_explain`. */
    readonly slot?: string;
  };
}

/** `text` is Markdown for the assistant. A question that cannot be answered gives `error` in words, with what to do. */
export type QueryResult = { readonly text: string } | { readonly error: string };

export type ReadFileResult = { readonly text: string } | { readonly error: string };

/** A twin against git: what it cost in HEAD, and in the commits of its file. Amounts are in the twin's present currency, by today's prices. */
import type { Provider } from '@twin2multicloud/language';

/** A twin, or one of its scenarios, in the commit that HEAD names. */
export interface HeadState {
  /** `same`: the same amount, whatever the text. `new`: not in HEAD. `none`: no repository, no git, folders that are not trusted, or not asked. */
  readonly state: 'same' | 'changed' | 'new' | 'none';
  /** In HEAD; null: it was not there, or no placement was possible. */
  readonly perMonth: number | null;
}

export interface CostHistoryParams {
  readonly uri: string;
  /** The twin's name; left out: the first twin of the file. */
  readonly twin?: string;
  /** Commits at most, the newest ones; left out: 50. */
  readonly limit?: number;
  /** As in LSP: the server tells with it how far it is. */
  readonly workDoneToken?: string | number;
}

export interface CostHistory {
  /** ISO 4217. */
  readonly currency: string;
  /** null: HEAD names no branch but a commit. */
  readonly branch: string | null;
  /** The commits that changed the file, through its renames, the oldest first. */
  readonly entries: readonly CostHistoryEntry[];
  /** There are older commits. */
  readonly truncated: boolean;
}

export interface CostHistoryEntry {
  /** In full. */
  readonly commit: string;
  readonly short: string;
  /** ISO date-time. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** null where `error` says why. */
  readonly perMonth: number | null;
  /** The clouds of its placement. */
  readonly providers: readonly Provider[];
  /** Why there is no amount, in a sentence. */
  readonly error: string | null;
  /** The values that are others than in the entry before: `thermostats.count` 180 → 200. Of the first entry none. */
  readonly values: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

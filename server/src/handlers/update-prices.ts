/** The request that fetches today's prices, and what follows when another book or overlay is in force, whoever made it so. */
import { NOTIFICATIONS, type UpdatePricesParams, type UpdatePricesResult } from '@twin2multicloud/protocol';
import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Session } from '../session.ts';

export interface PriceKeeper {
  /** Looks anew which book and overlay are in force; for a start, and when settings change. */
  watch(): void;
  update(params: UpdatePricesParams | null, token: CancellationToken): Promise<UpdatePricesResult>;
}

/** @param refresh has everything that shows figures ask again */
export function priceKeeper(connection: Connection, session: Session, refresh: () => void): PriceKeeper {
  const { prices } = session.host;
  let told: string | null = null;
  const tellTrouble = (): void => {
    const { trouble } = session.prices;
    if (trouble !== null && trouble !== told) connection.console.warn(trouble);
    told = trouble;
  };
  const changed = (): void => {
    const before = session.prices;
    session.reloadPrices();
    const { book, trouble } = session.prices;
    if (book.id === before.book.id && trouble === before.trouble && book.overlay === undefined && before.book.overlay === undefined) return;
    connection.console.info(`Prices: ${book.id}.`);
    tellTrouble();
    void connection.sendNotification(NOTIFICATIONS.pricesChanged);
    refresh();
  };
  return {
    watch: () => {
      prices?.watch(session.overlayPath(), changed);
      tellTrouble();
    },
    update: async (params, token) => {
      const update = prices?.update;
      if (update === undefined)
        return { error: 'This editor cannot fetch prices: there is no folder to keep them in. `twin prices update` can.' };
      const stop = new AbortController();
      const subscription = token.onCancellationRequested(() => {
        stop.abort();
      });
      try {
        const result = await update(params ?? {}, {
          signal: stop.signal,
          onProgress: (progress) => {
            void connection.sendNotification(NOTIFICATIONS.priceProgress, progress);
          },
        });
        changed();
        return result;
      } finally {
        subscription.dispose();
      }
    },
  };
}

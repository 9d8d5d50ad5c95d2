/** From what a client sends as configuration to settings that hold, and from settings to the options of the engine. */
import type { AnalyzerOptions } from '@twin2multicloud/analysis';
import { PROVIDERS } from '@twin2multicloud/language';
import { bundledBook, priceAges, type PriceBook } from '@twin2multicloud/pricing';
import { DEFAULT_SETTINGS, type Settings } from '@twin2multicloud/protocol';

/** Whatever a client sends: what is not of the right kind counts as not said. */
export function readSettings(sent: unknown, base: Settings = DEFAULT_SETTINGS): Settings {
  const all = record(sent);
  const [prices, inlayHints, codeLens, format] = [record(all.prices), record(all.inlayHints), record(all.codeLens), record(all.format)];
  const figures = inlayHints.figures;
  return {
    currency: text(all.currency, base.currency).trim().toUpperCase(),
    providers: Array.isArray(all.providers)
      ? PROVIDERS.filter((provider) => (all.providers as unknown[]).includes(provider))
      : base.providers,
    region: text(all.region, base.region).trim(),
    prices: {
      maximumAge: typeof prices.maximumAge === 'number' && prices.maximumAge >= 0 ? prices.maximumAge : base.prices.maximumAge,
      overlay: text(prices.overlay, base.prices.overlay).trim(),
    },
    inlayHints: {
      enabled: flag(inlayHints.enabled, base.inlayHints.enabled),
      figures: figures === 'both' || figures === 'cause' || figures === 'slot' ? figures : base.inlayHints.figures,
    },
    codeLens: { enabled: flag(codeLens.enabled, base.codeLens.enabled) },
    format: { onSave: flag(format.onSave, base.format.onSave) },
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** What the engine is asked with. */
export function engineOptions(settings: Settings, now: Date, book: PriceBook = bundledBook()): AnalyzerOptions {
  const { currency, region, providers } = settings;
  return {
    book,
    today: now.toISOString().slice(0, 10),
    maximumAge: settings.prices.maximumAge,
    defaults: {
      ...(currency === '' || !(currency in book.currencyRates || currency === 'USD') ? {} : { currency }),
      ...(providers.length === 0 ? {} : { providers }),
      ...(region === '' ? {} : { region }),
    },
  };
}

/** Whole days since the prices were read: of the cloud whose reading is the longest ago. One that was never fetched, such as for want of a key, does not count. */
export function bookAge(now: Date, book: PriceBook): number {
  const ages = priceAges(book, now.getTime());
  const counted = PROVIDERS.filter((provider) => book.refresh?.providers[provider].at !== null);
  return Math.max(0, ...counted.map((provider) => ages[provider]));
}

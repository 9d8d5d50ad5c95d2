/** The price book: schema check, lookup, the bundled book and the paper's prices. Pure and browser-safe; live fetching is another entry. */
export type { PriceBook } from '@twin2multicloud/cost';
export { priceAges } from './age.ts';
export { bundledBook } from './book.ts';
export { checkPriceBook, type BookCheck, type BookError } from './check.ts';
export { compareBooks, type PriceChange } from './compare-books.ts';
export { add, compare, decimal, divide, isDecimal, multiply } from './decimal.ts';
export { splitFree } from './free-tier.ts';
export { canonicalJson, hashBook } from './hash.ts';
export { lookup, type PriceAbsence, type PricedMeter, type PriceLookup } from './lookup.ts';
export { applyOverlay, checkOverlay, OVERLAY_SCHEMA, type Overlay, type OverlayCheck, type OverlayRule } from './overlay.ts';
export { paperBook, paperPrices, type PaperBook } from './paper-book.ts';
export { currencyRate, liesIn, resolveRegion, zonesOf, type BookFault } from './regions.ts';
export {
  chooseBook,
  CURRENT_FILE,
  currentBook,
  openStored,
  storedBooks,
  storedName,
  storeFolder,
  type OpenedBook,
  type StoredBook,
  type StoreFiles,
} from './store.ts';
export { baseOfMeter, parseUnit, type QuotedUnit } from './units.ts';
export { verifyBook, type BookReport } from './verify.ts';

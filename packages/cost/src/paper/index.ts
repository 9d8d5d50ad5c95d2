/** The published model of the paper, number by number. */
export { choosePlacement, paperTotal, type PaperFigures, type PaperPlacement } from './choice.ts';
export { paperCost } from './paper-cost.ts';
export { PAPER_BOOK_ID, PAPER_PROVIDERS, type PaperLimit, type PaperPrices, type PaperProvider } from './prices.ts';
export { minutesOf, paperQuantities, type PaperGroup, type PaperQuantities } from './quantities.ts';

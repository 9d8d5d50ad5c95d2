/** The second entry of the price book's package: what refreshes it. Only ever imported dynamically, so that it is a chunk of its own. */
export { FetchError } from './contract.ts';

export * from './price-book.ts';
export { METERS, type MeterId, type MeterName } from './meters/ids.ts';
export * from './result.ts';

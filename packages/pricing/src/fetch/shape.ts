/**
 * Reads the members of an answer that was parsed from JSON, and says where it is not what the API promises.
 * It knows no API: what is needed and what may be missing, the readers say.
 */
import { decimal } from '@twin2multicloud/pricing';
import { FetchError } from './contract.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Names the place in words, such as `Azure Retail Prices, item 3`; asked for only where something is wrong. */
export type Where = () => string;

/** An answer of another shape than the API promises. */
export function malformed(where: string, what: string): FetchError {
  return new FetchError(
    'malformed',
    `${where}: ${what}.`,
    'Try again later; if it stays, the API has changed and a newer version of twin may know it. The book in force stays as it is.',
  );
}

export function objectOf(value: unknown, where: Where): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed(where(), `an object is expected, not ${nameOf(value)}`);
  return value as Json;
}

export function listOf(value: unknown, where: Where): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(where(), `a list is expected, not ${nameOf(value)}`);
  return value as readonly unknown[];
}

/** A text that is not empty. */
export function textOf(json: Json, key: string, where: Where): string {
  const value = json[key];
  if (typeof value !== 'string' || value === '') throw malformed(where(), `${key} must be a text, not ${nameOf(value)}`);
  return value;
}

/** A text, or null where it is missing, null or empty. */
export function optionalText(json: Json, key: string, where: Where): string | null {
  const value = json[key];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw malformed(where(), `${key} must be a text, not ${nameOf(value)}`);
  return value;
}

/** A number or a numeral as a decimal string without an exponent; it may be negative. */
export function amountOf(value: unknown, key: string, where: Where): string {
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
    try {
      return decimal(value);
    } catch {
      // Said below, with the place.
    }
  }
  throw malformed(where(), `${key} must be a number, not ${nameOf(value)}`);
}

/** Milliseconds of an ISO date or date-time, or null where it is missing. */
export function timeOf(json: Json, key: string, where: Where): number | null {
  const text = optionalText(json, key, where);
  if (text === null) return null;
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw malformed(where(), `${key} must be an ISO date, not ${nameOf(text)}`);
  return time;
}

/** The day of a time in milliseconds, such as `2026-07-01`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  // An answer may be anything, also very long.
  return JSON.stringify(value).slice(0, 40);
}

/**
 * Exact arithmetic on the decimal strings of a price book: parse, compare, multiply, divide by powers of ten.
 * It owns no rounding: what cannot be written exactly is refused.
 */

/** A number `digits` × 10^(−scale), exact. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const PLAIN = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const ANY = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Whether a string is a non-negative decimal as a book writes it: no sign, no exponent, no leading zeros, at most 60 characters. */
export function isDecimal(text: string): boolean {
  return text.length <= 60 && PLAIN.test(text);
}

/**
 * A number or a numeral (also `2e-06` or `0.0000002000`, as the price APIs write them) as a book's decimal string: `0.0000002`.
 * @throws RangeError for what is no finite decimal numeral.
 */
export function decimal(value: number | string): string {
  return format(parse(value));
}

/** The exact product of decimal numerals. */
export function multiply(...factors: readonly (number | string)[]): string {
  let digits = 1n;
  let scale = 0;
  for (const factor of factors) {
    const { digits: d, scale: s } = parse(factor);
    digits *= d;
    scale += s;
  }
  return format({ digits, scale });
}

/**
 * The exact quotient of two decimal numerals.
 * @throws RangeError where the quotient has no finite decimal form, or the divisor is 0.
 */
export function divide(dividend: number | string, divisor: number | string): string {
  const a = parse(dividend);
  const b = parse(divisor);
  if (b.digits === 0n) throw new RangeError(`${String(dividend)} is divided by 0.`);
  let digits = a.digits;
  let scale = a.scale - b.scale;
  // Forty more places are enough for every divisor 2^n·5^m that a unit of measure has.
  for (let step = 0; digits % b.digits !== 0n; step++) {
    if (step === 40) throw new RangeError(`${String(dividend)} / ${String(divisor)} has no exact decimal form.`);
    digits *= 10n;
    scale++;
  }
  return format({ digits: digits / b.digits, scale });
}

/** The exact sum of two decimal numerals. */
export function add(left: number | string, right: number | string): string {
  const a = parse(left);
  const b = parse(right);
  const scale = Math.max(a.scale, b.scale);
  return format({ digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale });
}

/** Negative where `left` is less than `right`, 0 where they are equal, positive where it is more. */
export function compare(left: number | string, right: number | string): number {
  const a = parse(left);
  const b = parse(right);
  const scale = Math.max(a.scale, b.scale);
  const difference = a.digits * 10n ** BigInt(scale - a.scale) - b.digits * 10n ** BigInt(scale - b.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function parse(value: number | string): Decimal {
  const text = String(value);
  const match = ANY.exec(text);
  if (match === null) throw new RangeError(`${text} is not a decimal number.`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > 400) throw new RangeError(`${text} has too large an exponent.`);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function format({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const absolute = digits < 0n ? -digits : digits;
  if (scale <= 0) return `${sign}${(absolute * 10n ** BigInt(-scale)).toString()}`;
  const padded = absolute.toString().padStart(scale + 1, '0');
  const whole = padded.slice(0, -scale);
  const fraction = padded.slice(-scale).replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

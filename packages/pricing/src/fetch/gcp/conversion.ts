/**
 * Whether a SKU's unit and its conversion to Google's base unit fit together. A slip between the two is a factor of a thousand or a million,
 * so it is found before a price is believed.
 */

const BYTES: Readonly<Record<string, number>> = {
  By: 1, kBy: 1e3, MBy: 1e6, GBy: 1e9, TBy: 1e12, PBy: 1e15,
  KiBy: 2 ** 10, MiBy: 2 ** 20, GiBy: 2 ** 30, TiBy: 2 ** 40, PiBy: 2 ** 50,
}; // prettier-ignore

const HERTZ: Readonly<Record<string, number>> = { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 };

const MONTH = 30 * 86_400;
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400, mo: MONTH, a: 365 * 86_400 };

/** A month is converted by 28 to 31 days, a year by as much; everything else exactly. */
const CALENDAR_SLACK = 0.08;

/**
 * True where the factor is right or the units are not known here (then nothing is said against it).
 * @param factor base units in one unit, `baseUnitConversionFactor`.
 */
export function isConversion({ unit, base, factor }: { readonly unit: string; readonly base: string; readonly factor: number }): boolean {
  const one = sizeOf(unit);
  const other = sizeOf(base);
  if (one === null || other === null) return true;
  if (one.kind !== other.kind) return false;
  const slack = /(?:^|[./])(?:mo|a)$/.test(unit) ? CALENDAR_SLACK : 1e-9;
  return Math.abs((factor * other.size) / one.size - 1) <= slack;
}

/** `GiBy.mo` → bytes × seconds. */
function sizeOf(unit: string): { readonly kind: string; readonly size: number } | null {
  if (unit === 'count' || unit === '1') return { kind: 'count', size: 1 };
  let size = 1;
  const kinds: string[] = [];
  for (const part of unit.split('.')) {
    const [kind, table] =
      (
        [
          ['byte', BYTES],
          ['hertz', HERTZ],
          ['second', SECONDS],
        ] as const
      ).find(([, names]) => Object.hasOwn(names, part)) ?? [];
    const factor = table?.[part];
    if (kind === undefined || factor === undefined) return null;
    kinds.push(kind);
    size *= factor;
  }
  return { kind: kinds.sort().join('.'), size };
}

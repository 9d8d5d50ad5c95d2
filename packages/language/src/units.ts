/**
 * The one table of units: every unit's definition, its wrong spellings with their fix, currencies and countries.
 * It knows numbers and words only; which unit fits which property stands in properties.ts.
 */

/** What a unit measures. `frequency` is `Hz`, which is a rate without a `/`. */
export type UnitKind = 'duration' | 'size' | 'share' | 'frequency';

export interface Unit {
  readonly word: string;
  readonly kind: UnitKind;
  /** Base units (seconds, bytes, one, events per second) in `per` of this unit: `ms` is 1 second in 1,000. */
  readonly factor: number;
  readonly per: number;
  /** How a unit is printed after a number other than 1. */
  readonly plural: string;
}

/** A month is 730 hours and a year twelve of them. */
export const SECONDS_PER_HOUR = 3_600;
export const SECONDS_PER_DAY = 86_400;
export const SECONDS_PER_WEEK = 604_800;
export const SECONDS_PER_MONTH = 2_628_000;
export const SECONDS_PER_YEAR = 31_536_000;

/** A kilobyte is 1,024 bytes, as on the price lists and in the paper. */
export const BYTES_PER_KB = 1_024;

const duration = (factor: number, singular: string, plural = singular, ...synonyms: string[]): [string, Unit][] =>
  [...new Set([singular, plural, ...synonyms])].map((word) => [word, { word, kind: 'duration', factor, per: 1, plural }]);

const size = (power: number, word: string, synonym?: string): [string, Unit][] =>
  [word, ...(synonym === undefined ? [] : [synonym])].map((name) => [
    name,
    { word: name, kind: 'size', factor: BYTES_PER_KB ** power, per: 1, plural: name },
  ]);

/** Every unit that may follow a number, by its exact spelling. Currencies stand in `CURRENCIES`. */
export const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ['ms', { word: 'ms', kind: 'duration', factor: 1, per: 1_000, plural: 'ms' }],
  ...duration(1, 's', 's', 'second', 'seconds'),
  ...duration(60, 'min', 'min', 'minute', 'minutes'),
  ...duration(SECONDS_PER_HOUR, 'h', 'h', 'hour', 'hours'),
  ...duration(SECONDS_PER_DAY, 'day', 'days'),
  ...duration(SECONDS_PER_WEEK, 'week', 'weeks'),
  ...duration(SECONDS_PER_MONTH, 'month', 'months'),
  ...duration(SECONDS_PER_YEAR, 'year', 'years'),
  ...size(0, 'B'),
  ...size(1, 'KB', 'KiB'),
  ...size(2, 'MB', 'MiB'),
  ...size(3, 'GB', 'GiB'),
  ...size(4, 'TB', 'TiB'),
  ['%', { word: '%', kind: 'share', factor: 1, per: 100, plural: '%' }],
  ['Hz', { word: 'Hz', kind: 'frequency', factor: 1, per: 1, plural: 'Hz' }],
]);

/** Spellings that people write and that are no unit here, with what to write instead. Case counts, so these are errors with a fix. */
export const MISSPELT_UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ms: 'msec msecs millis millisecond milliseconds',
    s: 'sec secs S Second Seconds',
    min: 'm mins Min Mins Minute Minutes MIN',
    h: 'hr hrs H Hour Hours',
    day: 'd D Day',
    days: 'Days',
    week: 'w wk W Week',
    weeks: 'wks Weeks',
    month: 'mo mon mth Month',
    months: 'mos mths Months',
    year: 'y yr Y Year',
    years: 'yrs Years',
    B: 'b byte bytes Byte Bytes',
    KB: 'kB kb Kb k K kib kiB KIB kilobyte kilobytes',
    MB: 'mB mb Mb mib MIB megabyte megabytes',
    GB: 'gB gb Gb gib GIB G gigabyte gigabytes',
    TB: 'tB tb Tb tib TIB T terabyte terabytes',
    '%': 'percent Percent pct',
    Hz: 'hz HZ',
    EUR: 'eur Eur euro euros Euro',
    USD: 'usd Usd dollar dollars Dollar',
    GBP: 'gbp',
    CHF: 'chf',
    JPY: 'jpy',
  }).flatMap(([right, wrong]) => wrong.split(' ').map((word): [string, string] => [word, right])),
);

/** ISO 4217 codes of currencies in use. */
export const CURRENCIES: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC ' +
    'CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD ' +
    'JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD ' +
    'NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP ' +
    'SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

/** What `residency` takes: EU, or an ISO 3166 country code (US among them). */
export const ZONES: ReadonlySet<string> = new Set(
  (
    'EU AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG ' +
    'CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM ' +
    'GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC ' +
    'LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ ' +
    'OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC ' +
    'TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
);

/** True where a word after a number is its unit: a unit, a currency code, or a wrong spelling of one (which gets a problem with its fix). */
export function isUnit(word: string): boolean {
  return UNITS.has(word) || CURRENCIES.has(word) || MISSPELT_UNITS.has(word);
}

/** A value in base units (seconds, bytes, one, events per second), not rounded. */
export function inBaseUnits(value: number, unit: Unit): number {
  return unit.per === 1 ? value * unit.factor : (value * unit.factor) / unit.per;
}

/** The units into which the adapters convert. */
export const KB = 1024;
export const MB = 1024 * KB;
export const GB = 1024 * MB;
export const TIB = 1024 * GB;
/** Where the source calculates in decimal units. */
export const DECIMAL_GB = 1e9;
export const MILLISECOND = 1e-3;
export const HOUR = 3600;
export const HOURS_A_DAY = 24;
export const MINUTES_A_DAY = 1440;
export const SECONDS_A_DAY = 86_400;
export const PER_MILLION = 1e-6;
export const PER_100K = 1e-5;
export const PER_10K = 1e-4;
export const PER_1000 = 1e-3;

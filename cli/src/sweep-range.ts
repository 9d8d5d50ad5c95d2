/** The words of `--vary PATH=FROM..TO[:STEP]`: reads them with their units into values in base units. What can be varied is the language's. */
import { DIMENSIONS, numericPath, numericPaths, UNITS, type Dimension, type Scenario } from '@twin2multicloud/language';
import { usage } from './failure.ts';

export interface SweepRange {
  readonly path: string;
  /** The unit as written, for headings; null for plain numbers. */
  readonly unit: string | null;
  /** As written, in `unit`. */
  readonly written: readonly number[];
  /** In base units. */
  readonly values: readonly number[];
}

/** The most values of one range. */
const MOST = 100_000;
/** Values of a range without a step, both ends included. */
const DEFAULT_VALUES = 21;

/** Throws a `Failure` for words that are no range, a path that leads nowhere, or values that the path cannot have. */
export function sweepRange(words: string, scenario: Scenario): SweepRange {
  const match = /^\s*([^=]+?)\s*=\s*(.+?)\s*\.\.\s*(.+?)\s*(?::\s*(.+?)\s*)?$/.exec(words);
  if (match === null)
    throw usage(`--vary takes PATH=FROM..TO[:STEP], not '${words}'.`, 'Write --vary thermostats.count=10..100:10, for example.');
  const [, path = '', fromWord = '', toWord = '', stepWord] = match;
  const found = numericPath(scenario, path);
  if (found === null) {
    const known = numericPaths(scenario).map((candidate) => candidate.path);
    throw usage(
      `${path} is no quantity of ${scenario.name}.`,
      known.length === 0 ? 'This twin has none.' : `There are ${known.join(', ')}.`,
    );
  }
  const { dimension, min, max } = found;
  const to = amountOf(toWord, dimension, path);
  const from = amountOf(fromWord, dimension, path, to);
  const step = stepWord === undefined ? null : amountOf(stepWord, dimension, path, to);
  // All in the unit of the upper end.
  const start = (from.number * from.factor) / to.factor;
  if (!(to.number >= start)) throw usage(`${path} goes from ${fromWord} to ${toWord}, which is less.`, 'Write the smaller value first.');
  const written =
    step === null ? spread(start, to.number, dimension) : stepped(start, to.number, (step.number * step.factor) / to.factor, path);
  const values = written.map((value) => value * to.factor);
  const outside = values.find((value) => !(value >= min && value <= max));
  if (outside !== undefined)
    throw usage(
      `${path} cannot be ${written[values.indexOf(outside)] ?? ''}${to.unit === null ? '' : ` ${to.unit}`}.`,
      `It lies between ${min} and ${max} in base units; \`twin docs ${path.split('.').at(-1) ?? ''}\` says more.`,
    );
  if (dimension === 'number' && written.some((value) => !Number.isInteger(value)) && /count|editors|viewers|panels|entities/.test(path)) {
    throw usage(`${path} is a whole number, and the step ${stepWord ?? ''} gives parts of one.`, 'Write a whole step.');
  }
  return { path, unit: to.unit, written, values };
}

interface Amount {
  readonly number: number;
  readonly unit: string | null;
  /** Base units in one of `unit`. */
  readonly factor: number;
}

/** Without a step: both ends and values evenly between them, whole where plain numbers are. */
function spread(from: number, to: number, dimension: Dimension): number[] {
  const whole = dimension === 'number' && Number.isInteger(from) && Number.isInteger(to);
  const values = Array.from({ length: DEFAULT_VALUES }, (_, index) => {
    const value = from + ((to - from) * index) / (DEFAULT_VALUES - 1);
    return whole ? Math.round(value) : Number(value.toPrecision(12));
  });
  return [...new Set(values)];
}

function stepped(from: number, to: number, size: number, path: string): number[] {
  if (!(size > 0)) throw usage(`The step of ${path} is not above 0.`, 'Write a step above 0.');
  const count = Math.floor((to - from) / size + 1e-9) + 1;
  if (count > MOST) throw usage(`${path} would take ${count} values.`, `Write a larger step; ${MOST} values are the most.`);
  return Array.from({ length: count }, (_, index) => Number((from + index * size).toPrecision(12)));
}

/** `0.1 KB`, `30 / hour`, `5 %`; without a unit it takes that of `other`. */
function amountOf(word: string, dimension: Dimension, path: string, other?: Amount): Amount {
  const wrong = (why: string): Error =>
    usage(`${path} cannot take '${word}': ${why}.`, `It takes ${DIMENSIONS[dimension].name}, such as ${DIMENSIONS[dimension].example}.`);
  const match = /^(-?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(%|[A-Za-z]+)?\s*(?:\/\s*([A-Za-z]+))?$/.exec(word);
  if (match === null) throw wrong('it is no number with a unit');
  const [, digits = '', unitWord, perWord] = match;
  const number = Number(digits.replaceAll('_', ''));
  if (unitWord === undefined && perWord === undefined) {
    if (other !== undefined) return { ...other, number };
    if (dimension !== 'number') throw wrong('its unit is missing');
    return { number, unit: null, factor: 1 };
  }
  const unit = unitWord === undefined ? undefined : UNITS.get(unitWord);
  const per = perWord === undefined ? undefined : UNITS.get(perWord);
  if (unitWord !== undefined && unit === undefined) throw wrong(`there is no unit ${unitWord}`);
  if (perWord !== undefined && per?.kind !== 'duration') throw wrong(`${perWord} is no duration`);
  const seconds = per === undefined ? 1 : per.factor / per.per;
  const factor = unit === undefined ? 1 : unit.factor / unit.per;
  const label = [unitWord, perWord === undefined ? undefined : `/ ${perWord}`].filter((part) => part !== undefined).join(' ');
  const made = (base: number): Amount => ({ number, unit: label, factor: base });
  switch (dimension) {
    case 'duration':
      if (unit?.kind === 'duration' && per === undefined) return made(factor);
      break;
    case 'size':
      if (unit?.kind === 'size' && per === undefined) return made(factor);
      break;
    case 'share':
      if (unit?.kind === 'share' && per === undefined) return made(factor);
      break;
    case 'rate':
      if (unit === undefined && per !== undefined) return made(1 / seconds);
      if (unit?.kind === 'frequency' && per === undefined) return made(factor);
      break;
    case 'size-rate':
      if (unit?.kind === 'size' && per !== undefined) return made((factor * SECONDS_PER_MONTH) / seconds);
      break;
    default:
      break;
  }
  throw wrong('that is another dimension');
}

const SECONDS_PER_MONTH = 2_628_000;

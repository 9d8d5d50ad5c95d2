/** What a `scenario` block says: its overrides with their targets and checked values. Whether the groups exist is decided elsewhere. */

import type { Argument, Override, ScenarioBlock } from '../tree.ts';
import type { Values } from './arguments.ts';
import { pathText, readStatement } from './arguments.ts';
import type { OverrideFacts, Reference, VariantFacts } from './facts.ts';
import type { LocalProblem } from './local-problem.ts';
import { problemAt, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';
import type { NoTarget, OverrideTarget } from './override-paths.ts';
import { isRemovable, RESERVED_NAMES, targetOf } from './override-paths.ts';
import { measure, readQuantity } from './quantities.ts';
import { activeTime, tooMuchTime } from './read-device.ts';
import { secondsPerDay } from './read-blocks.ts';
import { duplicate, unmodeled } from './statements.ts';
import { SECONDS_PER_DAY } from '../units.ts';

export function readVariant(block: ScenarioBlock): VariantFacts {
  const problems: LocalProblem[] = [];
  const overrides = new Map<string, OverrideFacts>();
  for (const node of block.overrides) {
    const read = readOverride(node, block, problems);
    if (read === null) continue;
    const key = keyOf(read);
    const earlier = overrides.get(key);
    if (earlier !== undefined) problems.push(duplicate(nameOf(earlier), earlier, nameOf(read), read));
    overrides.delete(key);
    overrides.set(key, read);
  }
  return { kind: 'scenario', node: block, name: block.name, overrides: [...overrides.values()], problems };
}

function nameOf(override: OverrideFacts): string {
  return override.path.map((word) => word.name).join('.');
}

/** `every` and `rate` of a group are one property. */
function keyOf(override: OverrideFacts): string {
  const { target } = override;
  return target.kind === 'group' ? `${target.group}.${target.key}` : nameOf(override);
}

function readOverride(node: Override, block: ScenarioBlock, problems: LocalProblem[]): OverrideFacts | null {
  if (node.path.words.length === 0 || node.path.words.some((word) => word.text === '')) return null;
  const path = node.path.words.map((word): Reference => ({ name: word.text, ...spotOf(word, block) }));
  const target = targetOf(path.map((word) => word.name));
  if ('wrong' in target) {
    reportPath(path, target, problems);
    return null;
  }
  const name = path.map((word) => word.name).join('.');
  const facts = { ...spotOf(node, block), start: node.path.start, path, target };
  const only = node.arguments.length === 1 ? node.arguments[0] : undefined;
  if (only?.kind === 'path' && pathText(only) === 'none' && isRemovable(target)) return { ...facts, values: null };
  const values =
    target.kind === 'assume' ? readAssumed(node.arguments, name, block, problems) : readStatement(node, target.row, name, block, problems);
  if (values === null || !timesFit(values, target, name, problems)) return null;
  return { ...facts, values };
}

/** An assumption takes a quantity of any dimension. */
function readAssumed(list: readonly Argument[], name: string, block: ScenarioBlock, problems: LocalProblem[]): Values | null {
  const argument = list[0];
  if (argument === undefined) return null;
  if (argument.kind !== 'quantity' || list.length > 1) {
    problems.push(problemAt('twin-2010', spotOf(argument, block), `\`${name}\` takes one quantity here.`));
    return null;
  }
  const dimension = measure(argument)?.dimension;
  const parameter = {
    label: 'QUANTITY',
    kind: 'quantity',
    min: 0,
    ...(dimension === undefined || dimension === 'other' ? {} : { dimension }),
  } as const;
  const measured = readQuantity(argument, parameter, name, block, problems);
  return measured === null ? null : { values: [{ kind: 'quantity', measure: measured, spot: spotOf(argument, block) }], forValues: [] };
}

/** The limits of `active` and of a viewing time, which the table cannot say. */
function timesFit(values: Values, target: OverrideTarget, name: string, problems: LocalProblem[]): boolean {
  if (target.kind === 'group' && target.key === 'active') {
    const active = activeTime(values.values);
    if (!('tooMuch' in active)) return true;
    problems.push(tooMuchTime(name, active.tooMuch, active.limit));
    return false;
  }
  const viewing = target.kind === 'block' && target.key === 'refresh' ? values.forValues[0] : null;
  if (viewing == null || (secondsPerDay(viewing) ?? 0) <= SECONDS_PER_DAY) return true;
  problems.push(tooMuchTime(`${name} … for`, viewing.spot, '24 h / day'));
  return false;
}

function reportPath(path: readonly Reference[], target: NoTarget, problems: LocalProblem[]): void {
  const name = path.map((word) => word.name).join('.');
  const wrong = path[target.wrong] ?? path.at(-1);
  const first = path[0];
  if (wrong === undefined || first === undefined) return;
  const message = unmodeled(wrong.name);
  if (message !== null && target.wrong > 0) {
    problems.push(problemAt('twin-2003', wrong, message));
    return;
  }
  const complete = target.wrong >= path.length - 1 && target.candidates.includes(wrong.name);
  const near = complete ? null : nearest(wrong.name, target.wrong === 0 ? RESERVED_NAMES : target.candidates);
  const hint =
    near !== null
      ? ` Did you mean \`${near}\`?`
      : target.candidates.length > 0
        ? ` After \`${path
            .slice(0, Math.max(1, target.wrong))
            .map((word) => word.name)
            .join('.')}\` may stand ${target.candidates.map((word) => `\`${word}\``).join(', ')}.`
        : ' A path is a group or a block, a dot and a property, such as `thermostats.every`.';
  problems.push(
    problemAt('twin-2018', wrong, `\`${name}\` leads nowhere.${hint}`, {
      fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, wrong, near)],
    }),
  );
}

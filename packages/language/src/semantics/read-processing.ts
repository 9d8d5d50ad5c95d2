/** What a `processing` block says: user functions, event rules with their conditions and actions. Groups and fields are resolved elsewhere. */

import type { Parameter } from '../properties.ts';
import type { FunctionSize } from '../scenario.ts';
import type { Action, Argument, Block, Quantity, Rule, Run } from '../tree.ts';
import type { Values } from './arguments.ts';
import { comparisonsOf, conditionText } from './conditions.ts';
import type { ActionFacts, ProcessingFacts, RuleFacts, RunFacts, Written } from './facts.ts';
import type { LocalProblem } from './local-problem.ts';
import { problemAt, replaceFix, spotOf } from './local-problem.ts';
import { nearest } from './nearest.ts';
import { readQuantity } from './quantities.ts';
import { numberOf, quantityValue, reference, written } from './read-device.ts';
import { readProperties, reportItem, splitItems, unmodeled, wordsAt } from './statements.ts';

const HOLDS_FOR: Parameter = { label: 'DURATION', kind: 'quantity', dimension: 'duration', above: 0 };
const MATCHES: Parameter = { label: 'SHARE', kind: 'quantity', dimension: 'share', min: 0, max: 1 };
const STEPS: Parameter = { label: 'N', kind: 'quantity', dimension: 'number', min: 1, max: 1e6, integer: true };

export function readProcessing(block: Block): ProcessingFacts {
  const problems: LocalProblem[] = [];
  const { properties, others } = splitItems(block.items, block);
  const { entries } = readProperties(properties, 'processing', problems);
  const runs: RunFacts[] = [];
  const rules: RuleFacts[] = [];
  for (const item of others) {
    if (item.kind === 'run') {
      const run = readRun(item, block, problems);
      if (run !== null) runs.push(run);
    } else if (item.kind === 'rule') {
      const rule = readRule(item, block, problems);
      if (rule !== null) rules.push(rule);
    } else reportItem(item, 'processing', block, problems);
  }
  return {
    kind: 'processing',
    head: spotOf(block.name, block),
    spot: { member: block, start: block.name.start, end: block.end - block.start },
    function: written(entries.get('function'), functionSize),
    matches: written(entries.get('matches'), numberOf),
    runs,
    rules,
    problems,
  };
}

export function functionSize(values: Values): FunctionSize | null {
  const memory = numberOf(values);
  const duration = quantityValue(values.forValues[0]);
  return memory === null || duration === null ? null : { memory, duration };
}

function readRun(node: Run, block: Block, problems: LocalProblem[]): RunFacts | null {
  const { properties, others } = splitItems(node.items, block);
  const { entries } = readProperties(properties, 'run', problems);
  for (const item of others) reportItem(item, 'run', block, problems);
  if (node.file === null) return null;
  return {
    ...spotOf(node, block),
    start: node.name.start,
    file: node.file.value,
    groups: node.groups.filter((word) => word.text !== '').map((word) => reference(word, block)),
    function: written(entries.get('function'), functionSize),
  };
}

/** A rule, or null where a part of it is missing or does not fit. */
function readRule(node: Rule, block: Block, problems: LocalProblem[]): RuleFacts | null {
  const before = problems.length;
  const holdsFor = quantityOf(node.holdsFor, HOLDS_FOR, 'for', block, problems);
  const share = quantityOf(node.matches, MATCHES, 'matches', block, problems);
  const rejected = problems.length > before;
  const actions = node.actions.map((action) => readAction(action, block, problems)).filter((action) => action !== null);
  const head = spotOf(node.name, block);
  if (node.condition === null) return null;
  if (node.actions.length === 0) {
    problems.push(problemAt('twin-3011', head, 'This rule does nothing: write an action in its braces, such as `notify "too hot"`.'));
  }
  if (rejected) return null;
  const matches: Written<number> | null = share === null || node.matches === null ? null : { value: share, ...spotOf(node.matches, block) };
  return {
    ...spotOf(node, block),
    start: node.name.start,
    condition: node.condition,
    text: conditionText(node.condition),
    comparisons: comparisonsOf(node.condition, block),
    holdsFor,
    matches,
    actions,
  };
}

function quantityOf(quantity: Quantity | null, parameter: Parameter, name: string, block: Block, problems: LocalProblem[]): number | null {
  return quantity === null ? null : (readQuantity(quantity, parameter, name, block, problems)?.value ?? null);
}

function readAction(action: Action, block: Block, problems: LocalProblem[]): ActionFacts | null {
  const spot = { ...spotOf(action, block), start: action.name.start };
  switch (action.kind) {
    case 'notify':
      return action.text === null ? null : { ...spot, kind: 'notify', text: action.text.value };
    case 'call':
      return action.text === null ? null : { ...spot, kind: 'call', file: action.text.value };
    case 'workflow': {
      const steps = quantityOf(action.steps, STEPS, 'workflow', block, problems);
      return steps === null ? null : { ...spot, kind: 'workflow', name: action.text?.value ?? null, steps };
    }
    case 'feedback': {
      if (action.group.text === '') return null;
      const values = action.values.flatMap((entry) => {
        const value = entry.value === null || entry.name.text === '' ? null : literalValue(entry.value);
        if (entry.value !== null && value === null) {
          problems.push(
            problemAt(
              'twin-2010',
              spotOf(entry.value, block),
              `\`${entry.name.text}\` takes a number, a text in quotation marks, \`true\` or \`false\`.`,
            ),
          );
        }
        return value === null ? [] : [{ name: reference(entry.name, block), value, spot: spotOf(entry.value ?? entry, block) }];
      });
      return { ...spot, kind: 'feedback', group: reference(action.group, block), values };
    }
    case 'unknown-action': {
      reportAction(action.name.text, { member: block, start: action.name.start, end: action.name.end }, problems);
      return null;
    }
  }
}

function reportAction(word: string, spot: { member: Block; start: number; end: number }, problems: LocalProblem[]): void {
  if (word === '') return;
  const actions = wordsAt('rule');
  const near = nearest(word, actions);
  const other = unmodeled(word);
  if (other !== null) problems.push(problemAt('twin-2003', spot, other));
  else {
    const hint = near === null ? `write ${actions.map((name) => `\`${name}\``).join(', ')}.` : `did you mean \`${near}\`?`;
    problems.push(
      problemAt('twin-2031', spot, `\`${word}\` is no action: ${hint}`, {
        fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, spot, near)],
      }),
    );
  }
}

/** A value without a unit: fields have theirs. */
export function literalValue(value: Argument): number | string | boolean | null {
  return value.kind === 'path' ? null : value.value;
}

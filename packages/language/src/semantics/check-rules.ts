/** Problems of user functions and event rules with the groups and fields that they name. */

import type { TelemetryField } from '../scenario.ts';
import { argumentText, canHold } from './conditions.ts';
import type { ActionFacts, ComparisonFacts, Reference, RuleFacts } from './facts.ts';
import type { LocalFix, LocalProblem } from './local-problem.ts';
import { problemAt, removeFix, replaceFix, spotOf } from './local-problem.ts';
import { nearest, suggester } from './nearest.ts';
import type { ComparisonVerdict, GroupEntry } from './resolve.ts';
import { effectiveFields, judge } from './resolve.ts';
import { unmodeled } from './statements.ts';
import type { TwinFacts } from './twin-facts.ts';

type Groups = ReadonlyMap<string, GroupEntry>;
type Suggest = ReturnType<typeof suggester>;

/** A name of a group that does not exist, with the nearest one as its fix. */
export function unknownGroup(reference: Reference, groups: Groups, consequence: string, suggest: Suggest): LocalProblem {
  const near = suggest(reference.name, [...groups.keys()]);
  const hint = near === null ? 'declare it with `devices`.' : `did you mean \`${near}\`?`;
  return problemAt('twin-2015', reference, `There is no device group \`${reference.name}\`, and ${consequence}: ${hint}`, {
    fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, reference, near)],
  });
}

export function checkProcessing({ processing }: Pick<TwinFacts, 'processing'>, groups: Groups): LocalProblem[] {
  const problems: LocalProblem[] = [];
  const suggest = suggester();
  for (const run of processing.runs) {
    for (const group of run.groups)
      if (!groups.has(group.name)) problems.push(unknownGroup(group, groups, 'the function does not run for it', suggest));
  }
  for (const rule of processing.rules) {
    checkCondition(rule, groups, suggest, problems);
    for (const action of rule.actions) if (action.kind === 'feedback') checkFeedback(action, groups, suggest, problems);
  }
  return problems;
}

function checkCondition(rule: RuleFacts, groups: Groups, suggest: Suggest, problems: LocalProblem[]): void {
  const before = problems.length;
  const fields = new Map<string, TelemetryField>();
  let home: Reference | null = null;
  for (const comparison of rule.comparisons) {
    const { group, field } = comparison;
    const entry = groups.get(group.name);
    if (field === null) {
      problems.push(notAField(comparison, groups));
    } else if (entry === undefined) {
      problems.push(unknownGroup(group, groups, 'the rule is left out', suggest));
    } else if (home !== null && home.name !== group.name) {
      problems.push(
        problemAt(
          'twin-3006',
          group,
          `Rules across groups (\`${home.name}\` and \`${group.name}\`) are not modelled in version 1: write one rule for each group.`,
          {
            related: [{ ...home, message: 'the rule’s group' }],
          },
        ),
      );
    } else {
      home = group;
      const found = checkField(comparison, field, entry, problems);
      if (found !== null) fields.set(`${group.name}.${field.name}`, found);
    }
  }
  if (
    problems.length === before &&
    rule.comparisons.length > 0 &&
    !canHold(rule.condition, (path) => fields.get(path)?.type === 'integer')
  ) {
    problems.push(
      problemAt(
        'twin-3005',
        spotOf(rule.condition, rule.member),
        `This rule can never hold: the parts of \`${rule.text}\` exclude each other.`,
        {
          fixes: [removeFix('Remove the rule', rule)],
        },
      ),
    );
  }
}

/** `battery < 10` or `motion.battery.average`: not a field of a group. */
function notAField({ node, group, member }: ComparisonFacts, groups: Groups): LocalProblem {
  const spot = spotOf(node.path, member);
  const last = node.path.words.at(-1);
  const aggregate = node.path.words.length > 2 && last !== undefined ? unmodeled(last.text) : null;
  if (aggregate !== null) return problemAt('twin-2003', spot, aggregate);
  const owners = groups.has(group.name)
    ? []
    : [...groups.values()].filter((entry) => effectiveFields(entry).some((field) => field.name === group.name));
  const only = owners.length === 1 && node.path.words.length === 1 ? owners[0] : undefined;
  const path = only === undefined ? null : `${only.facts.name.name}.${group.name}`;
  return problemAt(
    'twin-2035',
    spot,
    `A condition names a field as GROUP.FIELD: ${path === null ? 'such as `motion.battery`.' : `write \`${path}\`.`}`,
    {
      fixes: path === null ? [] : [replaceFix(`Write \`${path}\``, spot, path)],
    },
  );
}

function checkField(comparison: ComparisonFacts, reference: Reference, entry: GroupEntry, problems: LocalProblem[]): TelemetryField | null {
  const fields = effectiveFields(entry);
  const field = fields.find((found) => found.name === reference.name);
  const group = entry.facts.name.name;
  if (field === undefined) {
    // A field with an error of its own is not unknown.
    if ([...entry.facts.device.brokenFields, ...(entry.type?.device.brokenFields ?? [])].includes(reference.name)) return null;
    const near = nearest(
      reference.name,
      fields.map((found) => found.name),
    );
    const hint =
      near !== null
        ? `did you mean \`${near}\`?`
        : fields.length === 0
          ? 'it has no `telemetry`.'
          : `it has ${fields.map((found) => `\`${found.name}\``).join(', ')}.`;
    problems.push(
      problemAt('twin-2016', reference, `\`${group}\` has no field \`${reference.name}\`, and the rule is left out: ${hint}`, {
        fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, reference, near)],
      }),
    );
    return null;
  }
  const verdict = judge(comparison, field);
  if (verdict === 'ok') return field;
  problems.push(misfit(comparison, field, verdict));
  return null;
}

function misfit(comparison: ComparisonFacts, field: TelemetryField, verdict: Exclude<ComparisonVerdict, 'ok'>): LocalProblem {
  const { node, member } = comparison;
  const path = spotOf(node.path, member);
  const operator = node.operator === null ? path : spotOf(node.operator, member);
  const value = node.value === null ? path : spotOf(node.value, member);
  const text = `\`${field.name}\` (${field.type}${field.unit === null ? '' : `, "${field.unit}"`})`;
  switch (verdict) {
    case 'not-boolean':
      return problemAt('twin-2028', path, `${text} is not true or false: compare it, such as \`${field.name} > 10\`.`);
    case 'vector':
      return problemAt('twin-2028', path, `${text} cannot be compared: send the number that matters as a field of its own.`);
    case 'operator':
      return problemAt('twin-2028', operator, `${text} can only be compared with \`==\` or \`!=\`.`, {
        fixes: [replaceFix('Write `==`', operator, '==', false)],
      });
    case 'unit': {
      const number = node.value?.kind === 'quantity' ? String(node.value.value) : '';
      return problemAt('twin-2027', value, `A value in a rule is in its field’s unit: for ${text} write \`${number}\` without a unit.`, {
        fixes: [replaceFix(`Write \`${number}\``, value, number)],
      });
    }
    case 'value': {
      const found = node.value === null ? '' : argumentText(node.value);
      const wanted =
        field.type === 'boolean'
          ? '`true` or `false`'
          : field.type === 'string' || field.type === 'timestamp'
            ? 'a text in quotation marks'
            : 'a number';
      const fixes: LocalFix[] = wanted.startsWith('a text')
        ? [replaceFix(`Write \`${JSON.stringify(found)}\``, value, JSON.stringify(found), false)]
        : [];
      return problemAt('twin-2027', value, `${text} is compared with ${wanted}.`, { fixes });
    }
  }
}

function checkFeedback(
  action: Extract<ActionFacts, { kind: 'feedback' }>,
  groups: Groups,
  suggest: Suggest,
  problems: LocalProblem[],
): void {
  const entry = groups.get(action.group.name);
  if (entry === undefined) {
    problems.push(unknownGroup(action.group, groups, 'the feedback is left out', suggest));
    return;
  }
  const fields = effectiveFields(entry);
  if (fields.length === 0) return;
  for (const { name, value, spot } of action.values) {
    const field = fields.find((found) => found.name === name.name);
    if (field === undefined) {
      const near = nearest(
        name.name,
        fields.map((found) => found.name),
      );
      problems.push(
        problemAt(
          'twin-2034',
          name,
          `\`${action.group.name}\` has no field \`${name.name}\`${near === null ? '.' : `: did you mean \`${near}\`?`}`,
          {
            fixes: near === null ? [] : [replaceFix(`Write \`${near}\``, name, near)],
          },
        ),
      );
    } else if (!valueFits(value, field)) {
      problems.push(problemAt('twin-2027', spot, `\`${field.name}\` is of type \`${field.type}\`, and this value is not.`));
    }
  }
}

function valueFits(value: number | string | boolean, { type }: TelemetryField): boolean {
  if (type === 'number' || type === 'integer') return typeof value === 'number';
  if (type === 'boolean') return typeof value === 'boolean';
  return type === 'vector' || typeof value === 'string';
}

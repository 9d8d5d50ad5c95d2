/** What completion inserts for properties and whole blocks, in snippet syntax (`${1:text}`, `${1|a,b|}`, `$0`). Derived from the properties table where it can be. */

import type { Parameter, PropertyRow } from '../properties.ts';
import type { Place } from './marks.ts';

/** Whole blocks, by place and word. A tab stop `$0` is where one goes on typing. */
export const BLOCK_SNIPPETS: Readonly<Partial<Record<Place, Readonly<Record<string, string>>>>> = {
  file: {
    language: 'language ${1:1}',
    import: 'import "${1:./devices.twin}"',
    device: 'device ${1:Name} {\n  every   ${2:2 min}\n  payload ${3:0.25 KB}\n  $0\n}',
    twin: 'twin ${1:Name} {\n  devices ${2:sensors} {\n    count   ${3:100}\n    every   ${4:2 min}\n    payload ${5:0.25 KB}\n  }\n\n  storage {\n    hot ${6:1 month}\n  }\n  $0\n}',
  },
  twin: {
    devices: 'devices ${1:name} {\n  count   ${2:1}\n  every   ${3:2 min}\n  payload ${4:0.25 KB}\n  $0\n}',
    processing: 'processing {\n  $0\n}',
    storage: 'storage {\n  hot     ${1:1 month}\n  cool    ${2:3 months}\n  archive ${3:12 months}\n}',
    management: 'management {\n  model ${1:Name} {\n    has ${2:group}\n  }\n  $0\n}',
    visualization: 'visualization {\n  editors ${1:1}\n  viewers ${2:5}\n  refresh ${3:12 / hour} for ${4:1 h / day}\n  $0\n}',
    place: 'place {\n  ${1|L1,L2,L3,L3.hot,L3.cool,L3.archive,L4,L5|} ${2|aws,azure,gcp,auto|}\n  $0\n}',
    scenario: 'scenario ${1:Name} {\n  $0\n}',
    tags: 'tags {\n  ${1:team}: "${2:name}"\n}',
    assume: 'assume {\n  $0\n}',
  },
  devices: {
    telemetry: 'telemetry {\n  ${1:name}: ${2|number,integer,boolean,string,timestamp,vector|}$0\n}',
    storage: 'storage { ${1|hot,cool,archive|} ${2:1 month} }',
  },
  device: {
    telemetry: 'telemetry {\n  ${1:name}: ${2|number,integer,boolean,string,timestamp,vector|}$0\n}',
    storage: 'storage { ${1|hot,cool,archive|} ${2:1 month} }',
  },
  processing: {
    run: 'run "${1:./function.ts}" for ${2:group}',
    on: 'on ${1:group}.${2:field} ${3|>,>=,<,<=,==,!=|} ${4:0} {\n  ${5:notify "${6:text}"}\n}',
  },
  rule: {
    notify: 'notify "${1:text}"',
    call: 'call "${1:./function.ts}"',
    workflow: 'workflow "${1:name}" ${2:3} steps',
    feedback: 'feedback ${1:group} { ${2:field}: ${3:0} }',
  },
  management: { model: 'model ${1:Name} {\n  has ${2:group}\n}', has: 'has ${1:group}' },
  model: { model: 'model ${1:Name} {\n  has ${2:group}\n}', has: 'has ${1:group}' },
};

/** What a property inserts: its name and its default, or its example where the default cannot be written. */
export function propertySnippet(row: PropertyRow, currency: string): string {
  switch (row.name) {
    case 'region':
      return 'region ${1:eu-central}';
    case 'providers':
      return 'providers ${1:aws azure gcp}';
    case 'budget':
      return `budget \${1:60} ${currency} / month`;
    case 'read':
      return 'read ${1|cool,archive|} ${2:5} GB / month';
    case 'residency':
      return 'residency ${1:EU}';
    case 'currency':
      return 'currency ${1:EUR}';
    case 'scene':
      return 'scene "${1:./scene.glb}" ${2:100 MB}';
    default: {
      const [values = '', forValues] = valuesOf(row).split(' for ');
      const first = row.parameters[0];
      const words = Array.isArray(first?.words) && first.kind === 'word' ? (first.words as readonly string[]) : null;
      const value = words === null ? `\${1:${values}}` : `\${1|${words.join(',')}|}`;
      return `${row.name} ${value}${forValues === undefined ? '' : ` for \${2:${forValues}}`}`;
    }
  }
}

/** The values of a property as they may be written: its default if that is one, else those of its example. */
export function valuesOf(row: PropertyRow): string {
  return row.default !== null && /^\d/.test(row.default) ? row.default : row.example.slice(row.example.indexOf(' ') + 1);
}

/** A value that a quantity may be given where nothing is written yet. */
export function valueOf(row: PropertyRow, parameter: Parameter): string {
  const [values = '', forValues] = valuesOf(row).split(' for ');
  if (row.forParameters?.includes(parameter) === true) return forValues ?? '';
  const quantities = values.split(/ {2,}/);
  const index = row.parameters.filter((other) => other.kind === 'quantity').indexOf(parameter);
  const text = quantities[index] ?? quantities[0] ?? '';
  return /(?:^|\s)(-?\d.*)$/.exec(text)?.[1] ?? text;
}

/** A snippet as plain text: the placeholders' own texts, and the first of each choice. */
export function plainText(snippet: string): string {
  let text = snippet;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/\$\{\d+:([^${}]*)\}/g, '$1').replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1');
  }
  return text.replaceAll(/\n[ \t]*\$0(?=\n|$)/g, '').replaceAll('$0', '');
}

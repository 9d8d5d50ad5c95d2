/** What the docs say about each syntax problem (1xxx). The messages themselves stand where the problems are found, in parser.ts. */
import type { CodeDoc } from '../problem.ts';

export const SYNTAX_CODES: readonly CodeDoc[] = [
  {
    code: 'twin-1001',
    title: 'Unexpected characters',
    explanation:
      'These characters belong to no word, number, text or symbol of the language. There are no commas and semicolons: a line break or a blank separates. Comments begin with `//`; there is no `/* */` and no `#`. Remove the characters.',
    example: 'twin House {\n  devices motion { count 40; every 2 min }\n}\n',
  },
  {
    code: 'twin-1002',
    title: 'Text not closed',
    explanation:
      'A text begins with `"` and ends with `"` on the same line. Where the second one is missing, the text ends with its line, so that the rest of the file is still read; braces at the end of the line are not part of it. Insert the missing `"`.',
    example: 'twin House {\n  tags { team: "facility }\n}\n',
  },
  {
    code: 'twin-1003',
    title: 'Name expected',
    explanation:
      'A name is missing: after `twin`, `device`, `devices`, `scenario`, `model`, after a `:` or `.`, or in a list of names. A name begins with a letter or `_` and goes on with letters, digits, `_` and single `-`. The words of the language may be names too.',
    example: 'twin House {\n  devices { count 4 }\n}\n',
  },
  {
    code: 'twin-1004',
    title: 'Value expected',
    explanation:
      'A property, a comparison or an override has no value. Write the value behind it on the same line: `count 40`, `every 2 min`, `budget 60 EUR / month`. A line break ends a statement.',
    example: 'twin House {\n  devices motion { count }\n}\n',
  },
  {
    code: 'twin-1005',
    title: '`{` expected',
    explanation:
      'The head of a block stands without its `{`. What follows is read as if the `{` were there. Insert it at the end of the head.',
    example: 'twin House {\n  storage\n    hot 1 month\n  }\n}\n',
  },
  {
    code: 'twin-1006',
    title: 'Block not closed',
    explanation:
      'The `}` of a block is missing. The block was closed where the file ended, where a `device`, `twin` or `import` began in the first column, or where a block of the twin (`devices`, `storage`, …) began a line. Insert the `}` where the block should end.',
    example: 'twin House {\n  storage {\n    hot 1 month\n\n  place { L1 aws }\n}\n',
  },
  {
    code: 'twin-1007',
    title: 'Brace that closes nothing',
    explanation:
      'There is one `}` too many. A `}` that would close the twin is taken for such a one while no declaration follows it, so that the rest of the twin is not lost. Remove it, or insert the `{` that belongs to it.',
    example: 'twin House {\n  storage { hot 1 month } }\n  place { L1 aws }\n}\n',
  },
  {
    code: 'twin-1008',
    title: 'More than the statement takes',
    explanation:
      'Something follows a statement that does not belong to it. There is no arithmetic: statements end with the line, or simply follow one another inside braces. What was not expected is left out, up to the end of the line.',
    example: 'twin House {\n  devices motion { count 40 = 41 }\n}\n',
  },
  {
    code: 'twin-1009',
    title: 'Statement expected',
    explanation:
      'A statement begins with a word: the name of a property or of a block. Here stands a number, a text, a symbol, or a word that is none of the expected ones but looks like a misspelt one. Write the word, or remove what stands there.',
    example: 'twin House {\n  40\n}\n',
  },
  {
    code: 'twin-1010',
    title: 'Outside any declaration',
    explanation:
      'At the level of the file stand `language`, `import`, `device` and `twin` only. What stands elsewhere belongs inside the braces of a `twin` or a `device`. Lines that can only belong to a twin are kept under a twin without a name, so that their own problems are still found.',
    example: 'storage { hot 1 month }\n',
  },
  {
    code: 'twin-1011',
    title: 'Nested too deep',
    explanation:
      'Blocks and conditions nest at most 100 deep. What stands deeper is left out. No scenario needs this: it mostly means that many `{` or `(` were never closed.',
    example: `twin House { management {${' model A {'.repeat(101)}${' }'.repeat(101)} } }\n`,
  },
  {
    code: 'twin-1012',
    title: 'Symbol expected',
    explanation:
      'A `:`, `=`, `==` or `)` is missing or another one stands in its place. Fields, tags and feedback values are written `name: value`, overrides of a scenario `path = value`, and a comparison for equality `==`.',
    example: 'device Thermostat {\n  telemetry { temperature number }\n}\n',
  },
  {
    code: 'twin-1013',
    title: 'Condition expected',
    explanation:
      'A condition is missing after `on`, `and`, `or`, `not` or `(`. It compares a field of one group with a value, `thermostats.temperature > 30`, or names a boolean field, `motion.moving`.',
    example: 'twin House {\n  processing { on { notify "hot" } }\n}\n',
  },
  {
    code: 'twin-1014',
    title: 'Text expected',
    explanation:
      'A text in quotation marks is missing: the file after `import`, `run` or `call`, the message after `notify`, the value of a tag.',
    example: 'twin House {\n  tags { team: facility }\n}\n',
  },
  {
    code: 'twin-1015',
    title: 'Number too large',
    explanation: 'The number is larger than a computer calculates with (about 1.8e308). Write a smaller one.',
    example: 'twin House {\n  devices motion { count 1e999 }\n}\n',
  },
  {
    code: 'twin-1016',
    title: 'Line at the wrong place',
    explanation:
      '`language` stands on the first line of a file, the `import` lines follow it, and then the declarations. It is still used; move it up.',
    example: 'twin House { }\nimport "./devices.twin"\n',
  },
  {
    code: 'twin-1017',
    title: 'Brace on a line of its own',
    explanation: 'A line break ends a statement, so the `{` of a block stands on the line of its head. Move it up.',
    example: 'twin House\n{\n}\n',
  },
  {
    code: 'twin-1018',
    title: 'Block inside another block',
    explanation:
      'A block of the twin (`devices`, `processing`, `storage`, …) stands inside another one. Only `storage` may, in a `devices` group or a `device` type, where it overrides the retention. Close the outer block first.',
    example: 'twin House {\n  processing { storage { hot 1 month } }\n}\n',
  },
  {
    code: 'twin-1020',
    title: 'More problems than are listed',
    explanation: 'The file has more than 1,000 syntax problems; the first 1,000 are listed. It is probably no `.twin` file.',
    example: `twin House {\n${'  =\n'.repeat(1_001)}}\n`,
  },
];

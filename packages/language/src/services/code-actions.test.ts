import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Problem } from '../problem.ts';
import { check } from '../semantics/check.ts';
import { lower } from '../semantics/lower.ts';
import type { Program } from '../semantics/program.ts';
import { parse, syntaxProblems } from '../syntax/parse.ts';
import { codeActions, type CodeActionOptions } from './code-actions.ts';
import { fileRenameEdits } from './file-renames.ts';
import { fixAll } from './fix-all.ts';
import { sortBlocks } from './sort-blocks.ts';
import { applied, marked, programOf } from './test-kit.ts';

/** The files after the action whose title begins so. */
function done(source: string, title: string, others: Record<string, string> = {}, options: CodeActionOptions = {}): Record<string, string> {
  const { text, offset } = marked(source);
  const program = programOf(text, others);
  const actions = codeActions(program, { start: offset, end: offset }, options);
  const action = actions.find((candidate) => candidate.title.startsWith(title));
  assert.ok(action, `no ${title} among ${actions.map((candidate) => candidate.title).join(', ')}`);
  const files: Record<string, string> = {};
  for (const [file, parsed] of program.files)
    files[file] = applied(
      parsed.text,
      action.edits.filter((edit) => edit.file === file),
    );
  return files;
}
const main = (source: string, title: string): string => done(source, title, {}, { everywhere: true })['main.twin'] ?? '';
const titles = (source: string): string[] => {
  const { text, offset } = marked(source);
  return codeActions(programOf(text), { start: offset, end: offset }).map(({ title }) => title);
};
const problemsOf = (text: string): Problem[] => {
  const program = programOf(text);
  return [...syntaxProblems(parse(text, 'main.twin')), ...check(program)];
};

/** The first twin's meaning without its places and types. */
const meaning = (program: Program): unknown => {
  const twin = program.files.get('main.twin')?.tree.declarations.find((declaration) => declaration.kind === 'twin');
  assert.ok(twin?.kind === 'twin');
  const text = JSON.stringify(lower(program, twin), (key, value: unknown) =>
    key === 'at' || key === 'declaredAt' || key === 'type' ? undefined : value,
  );
  return JSON.parse(text) as unknown;
};

describe('extracting a device type', () => {
  const source = `// head

/// A twin.
twin X {
  devices thermo<|>stats {
    count 60
    // how often
    every 2 min // quite

    telemetry {
      /// In the room.
      x: number "°C"
    }
  }
}
`;

  it('moves all but the count, with comments', () => {
    assert.equal(
      main(source, 'Extract'),
      `// head

device Thermostat {
  // how often
  every 2 min // quite

  telemetry {
    /// In the room.
    x: number "°C"
  }
}

/// A twin.
twin X {
  devices thermostats : Thermostat {
    count 60
  }
}
`,
    );
    assert.equal(
      main('twin X { devices mot<|>ion { count 3  every 1 s  payload 3 B } }', 'Extract'),
      'device Motion {\n  every 1 s\n  payload 3 B\n}\n\ntwin X { devices motion : Motion { count 3 } }',
    );
  });

  it('keeps the meaning', () => {
    const { text } = marked(source);
    assert.deepEqual(meaning(programOf(main(source, 'Extract'))), meaning(programOf(text)));
  });

  it('finds a free name, and is not offered where there is nothing to move', () => {
    assert.match(
      main('device Motion { every 1 s }\ntwin X { devices <|>motion { every 1 s } }', 'Extract'),
      /device Motion2 \{\n {2}every 1 s\n\}/,
    );
    assert.deepEqual(titles('twin X { devices <|>motion { count 3 } }'), []);
    assert.deepEqual(titles('twin X { devices <|>motion { count 3'), []);
  });
});

describe('inlining a device type', () => {
  const type =
    'device T {\n  every 2 min // often\n  payload 3 B\n  telemetry {\n    x: number\n    y: string 5\n  }\n  storage { hot 2 months }\n}\n';
  const source = `import "./t.twin"
twin X {
  devices a : <|>T {
    count 3
    rate 30 / hour
    telemetry { y: string 7  z: boolean }
  }
}
`;

  it('writes what the group does not say itself, and puts telemetry together', () => {
    const files = done(source, 'Inline the device type', { 't.twin': type });
    assert.equal(files['t.twin'], type);
    assert.equal(
      files['main.twin'],
      `import "./t.twin"
twin X {
  devices a {
    count 3
    payload 3 B
    storage { hot 2 months }
    rate 30 / hour
    telemetry {
      x: number
      y: string 7
      z: boolean
    }
  }
}
`,
    );
    const { text } = marked(source);
    assert.deepEqual(meaning(programOf(files['main.twin'], { 't.twin': type })), meaning(programOf(text, { 't.twin': type })));
  });

  it('inlines everywhere and takes the type away', () => {
    const before = `device <|>T { every 2 min  payload 3 B }

twin X {
  devices a : T { count 3 }
  devices b : T { }
}
`;
    const after = main(before, 'Inline `T` everywhere');
    assert.equal(
      after,
      'twin X {\n  devices a {\n    count 3\n    every 2 min\n    payload 3 B\n  }\n  devices b {\n    every 2 min\n    payload 3 B\n  }\n}\n',
    );
    assert.deepEqual(meaning(programOf(after)), meaning(programOf(marked(before).text)));
  });

  it('keeps the type where other files may use it', () => {
    const kept = done('device <|>T { every 1 s }\ntwin X { devices a : T { } }', 'Inline `T` everywhere')['main.twin'];
    assert.match(kept ?? '', /^device T \{ every 1 s \}\ntwin X \{ devices a \{\n/);
  });

  it('takes back an extraction', () => {
    const text = 'twin X {\n  devices a {\n    count 3\n    every 1 s\n    payload 3 B\n  }\n}\n';
    const extracted = main(text.replace('devices a', 'devices <|>a'), 'Extract');
    assert.equal(main(extracted.replace('device A', 'device <|>A'), 'Inline `A` everywhere'), text);
  });
});

describe('every and rate', () => {
  it('writes the one as the other where that is exact', () => {
    assert.equal(main('device T { every<|> 2 min }', 'Write as'), 'device T { rate 30 / hour }');
    assert.equal(main('device T { rate 30<|> / hour }', 'Write as'), 'device T { every 2 min }');
    assert.equal(main('device T { every 100 <|>ms }', 'Write as'), 'device T { rate 10 / s }');
    assert.equal(
      main('twin X {\n  devices a { count 3  every<|> 1 h }\n}', 'Write as'),
      'twin X {\n  devices a { count 3  rate 1 / hour }\n}',
    );
    assert.equal(main('twin X { scenario S { a.every = <|>30 s } }', 'Write as'), 'twin X { scenario S { a.rate = 2 / min } }');
  });
  it('offers nothing that would change the value', () => {
    assert.deepEqual(titles('device T { rate <|>7 / hour }'), []);
    assert.deepEqual(titles('device T { every <|>0 s }'), []);
    assert.deepEqual(titles('device T { every <|>2 KB }'), []);
  });
});

describe('adding a tier', () => {
  it('puts it in its place with an age that fits', () => {
    assert.equal(
      main('twin X {\n  storage {\n    hot 1<|> month\n    archive 2 months\n  }\n}', 'Add `cool'),
      'twin X {\n  storage {\n    hot 1 month\n    cool 2 months\n    archive 2 months\n  }\n}',
    );
    assert.equal(main('twin X { storage { hot<|> 5 months } }', 'Add `cool'), 'twin X { storage { hot 5 months  cool 5 months } }');
    assert.equal(main('twin X { storage { <|>cool 5 months } }', 'Add `hot'), 'twin X { storage { hot 1 month  cool 5 months } }');
    assert.equal(main('twin X { devices a { storage {<|> } } }', 'Add `archive'), 'twin X { devices a { storage { archive 12 months } } }');
  });
  it('makes a tier used that `place` names', () => {
    assert.equal(
      main('twin X {\n  devices a { }\n  place { L3.cool<|> aws }\n}', 'Use the tier'),
      'twin X {\n  devices a { }\n\n  storage { cool 3 months }\n  place { L3.cool aws }\n}',
    );
    assert.deepEqual(
      titles('twin X { storage { cool none }  place { L3.cool<|> aws } }').filter((title) => title.startsWith('Use')),
      [],
    );
  });
});

describe('sortBlocks', () => {
  it('sorts with comments and keeps the order within a kind', () => {
    const text = `twin X {
  // last
  place { L1 aws }
  devices b { every 1 s  payload 1 B } // b
  storage { hot 1 month }
  /// a
  devices a { every 1 s  payload 1 B }

  currency EUR
  // the end
}
`;
    const sorted = applied(text, sortBlocks(parse(text, 'main.twin')));
    assert.equal(
      sorted,
      `twin X {
  currency EUR

  devices b { every 1 s  payload 1 B } // b
  /// a
  devices a { every 1 s  payload 1 B }

  storage { hot 1 month }

  // last
  place { L1 aws }
  // the end
}
`,
    );
    assert.deepEqual(meaning(programOf(sorted)), meaning(programOf(text)));
    assert.deepEqual(sortBlocks(parse(sorted)), []);
  });

  it('leaves broken twins and shared lines alone', () => {
    assert.deepEqual(sortBlocks(parse('twin X {\n  place { L1 }\n  devices a { }\n}')), []);
    assert.deepEqual(sortBlocks(parse('twin X { place { L1 aws }  devices a { } }')), []);
  });
});

describe('fixAll', () => {
  it('applies the preferred fixes that do not touch each other', () => {
    const text = 'twin X {\n  devices a {\n    every 2 mins\n    payload 3 kB\n    conut 4\n  }\n  storage { hot 1 month\n}\n';
    const problems = problemsOf(text);
    const fixed = applied(text, fixAll(problems, 'main.twin'));
    assert.match(fixed, /every 2 min\n {4}payload 3 KB\n {4}count 4/);
    assert.deepEqual(problemsOf(fixed), []);
  });

  it('never gives edits that overlap', () => {
    const problem = (start: number, end: number): Problem => ({
      code: 'twin-2001',
      severity: 'error',
      message: '',
      file: 'f',
      start,
      end,
      fixes: [{ title: '', preferred: true, edits: [{ file: 'f', start, end, text: 'x' }] }],
    });
    assert.deepEqual(
      fixAll([problem(0, 5), problem(3, 8), problem(9, 10)], 'f').map(({ start }) => start),
      [0, 9],
    );
  });
});

describe('importing a device type', () => {
  it('offers the loaded files that declare it', () => {
    const others = { 'lib/t.twin': 'device T { every 1 s }' };
    const use = 'twin X { devices a : T<|> { } }';
    const plain = use.replace('<|>', '');
    assert.equal(done(use, 'Import `T` from', others)['main.twin'], `import "./lib/t.twin"\n\n${plain}`);
    assert.equal(done(`language 1 // one\n${use}`, 'Import', others)['main.twin'], `language 1 // one\n\nimport "./lib/t.twin"\n${plain}`);
    assert.equal(done(`import "./b.twin"\n${use}`, 'Import', others)['main.twin'], `import "./b.twin"\nimport "./lib/t.twin"\n${plain}`);
    assert.ok(!titles('device T { every 1 s }\ntwin X { devices a : T<|> { } }').some((title) => title.startsWith('Import')));
  });
});

describe('fileRenameEdits', () => {
  const after = (moves: Parameters<typeof fileRenameEdits>[1], texts: Record<string, string>): Record<string, string> => {
    const files = new Map(Object.entries(texts).map(([file, text]) => [file, parse(text, file)]));
    const edits = fileRenameEdits(files, moves);
    return Object.fromEntries(
      [...files].map(([file, { text }]) => [
        file,
        applied(
          text,
          edits.filter((edit) => edit.file === file),
        ),
      ]),
    );
  };
  it('follows a file that moves, in both directions', () => {
    const texts = {
      'a/main.twin': 'import "../lib/t.twin"\ntwin X { processing { run "./f.ts" for a } }',
      'lib/t.twin': 'import "./u.twin"',
    };
    assert.deepEqual(after([{ from: 'lib/t.twin', to: 'a/types.twin' }], texts), {
      'a/main.twin': texts['a/main.twin'].replace('../lib/t.twin', './types.twin'),
      'lib/t.twin': 'import "../lib/u.twin"',
    });
    assert.deepEqual(after([{ from: 'a/f.ts', to: 'a/g/f.ts' }], texts)['a/main.twin'], texts['a/main.twin'].replace('./f.ts', './g/f.ts'));
  });
  it('follows folders, and leaves alone what stays right', () => {
    const texts = { 'main.twin': 'import "lib/t.twin"', 'lib/t.twin': 'import "u.twin"', 'lib/u.twin': '' };
    assert.deepEqual(after([{ from: 'lib', to: 'types' }], texts), {
      'main.twin': 'import "./types/t.twin"',
      'lib/t.twin': 'import "u.twin"',
      'lib/u.twin': '',
    });
    assert.deepEqual(after([{ from: 'other.twin', to: 'more.twin' }], texts), texts);
  });
  it('knows URIs', () => {
    const texts = { 'file:///x/main.twin': 'import "./t.twin"', 'file:///x/t.twin': '' };
    assert.equal(after([{ from: 'file:///x/t.twin', to: 'file:///x/y/t.twin' }], texts)['file:///x/main.twin'], 'import "./y/t.twin"');
  });
});

describe('codeActions', () => {
  it('gives the fixes of the problems in the range', () => {
    const { text, offset } = marked('twin X { devices a { every 2 mi<|>ns  payload 3 B } }');
    const actions = codeActions(programOf(text), { start: offset, end: offset }, { problems: problemsOf(text), only: ['quickfix'] });
    assert.deepEqual(
      actions.map(({ title, kind, preferred }) => [title, kind, preferred]),
      [['Write `min`', 'quickfix', true]],
    );
  });
  it('gives the kinds that are asked for', () => {
    const text = 'twin X {\n  place { L1 aws }\n  devices a { every 2 min }\n}\n';
    const kinds = (only: string[]): string[] => codeActions(programOf(text), { start: 40, end: 40 }, { only }).map(({ kind }) => kind);
    assert.deepEqual(kinds(['source']), ['source.sortBlocks']);
    assert.deepEqual(kinds(['refactor']), ['refactor.extract']);
  });
});

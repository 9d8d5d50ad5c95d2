import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../syntax/parse.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols, type DocumentSymbol } from './document-symbols.ts';
import { foldingRanges } from './folding-ranges.ts';
import { onTypeFormatting } from './on-type-formatting.ts';
import { selectionRanges } from './selection-ranges.ts';
import { SEMANTIC_TOKENS_LEGEND, semanticTokens } from './semantic-tokens.ts';
import { applied, marked, shown } from './test-kit.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

describe('documentSymbols', () => {
  const outline = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
    symbols.flatMap((symbol) => [
      `${'  '.repeat(depth)}${symbol.kind} ${symbol.name}${symbol.detail === null ? '' : ` (${symbol.detail})`}`,
      ...outline(symbol.children, depth + 1),
    ]);
  const text = `/// A house.
twin X "Title" {
  currency EUR
  /// Sensors.
  devices a : T { count 3  telemetry { x: number "%" } }
  processing { on a.x > 3 { notify "y" }  run "f.ts" for a }
  management { model House { model Room { has a } } }
  place { L3.hot aws }
  scenario S "Snow" { a.count = 4 }
}`;

  it('lists declarations, blocks, models and fields with their values', () => {
    assert.deepEqual(outline(documentSymbols(parse(text))), [
      'twin X (Title)',
      '  property currency (EUR)',
      '  group a (T)',
      '    property count (3)',
      '    block telemetry',
      '      field x (number "%")',
      '  block processing',
      '    rule on a.x > 3 (notify)',
      '    run run "f.ts" (a)',
      '  block management',
      '    model House',
      '      model Room',
      '  block place',
      '    property L3.hot (aws)',
      '  scenario S (Snow)',
    ]);
  });

  it('carries documentation, and ranges of the file', () => {
    const [twin] = documentSymbols(parse(text));
    assert.equal(twin?.documentation, 'A house.');
    const group = twin.children[1];
    assert.ok(group);
    assert.equal(group.documentation, 'Sensors.');
    assert.match(text.slice(group.start, group.end), /^\/\/\/ Sensors\..*}$/s);
    assert.equal(text.slice(group.selection.start, group.selection.end), 'a');
    const field = group.children[1]?.children[0];
    assert.ok(field);
    assert.equal(text.slice(field.start, field.end), 'x: number "%"');
  });

  it('keeps a name’s range within the whole on broken text', () => {
    const check = (symbols: readonly DocumentSymbol[]): void => {
      for (const symbol of symbols) {
        assert.ok(symbol.start <= symbol.selection.start && symbol.selection.end <= symbol.end, symbol.name);
        assert.notEqual(symbol.name, '');
        check(symbol.children);
      }
    };
    for (const broken of [
      'twin',
      'twin {',
      'device\ntwin X { devices',
      'twin X { devices { count',
      'twin X { management { model',
      'storage { hot',
      'twin X { scenario',
      'twin X { tags { a:',
    ]) {
      check(documentSymbols(parse(broken)));
    }
  });
});

describe('workspaceSymbols', () => {
  it('finds names by their letters, those that begin so first', () => {
    const files = [
      parse('twin SmartHome { devices motion { }  management { model Moon { } } }', 'a.twin'),
      parse('device Motor { }', 'b.twin'),
    ];
    assert.deepEqual(
      workspaceSymbols(files, 'mo').map(({ name, kind, file, container }) => [name, kind, file, container]),
      [
        ['Moon', 'model', 'a.twin', 'SmartHome'],
        ['Motor', 'type', 'b.twin', null],
        ['motion', 'group', 'a.twin', 'SmartHome'],
        ['SmartHome', 'twin', 'a.twin', null],
      ],
    );
    assert.deepEqual(
      workspaceSymbols(files, 'shm').map(({ name }) => name),
      ['SmartHome'],
    );
    assert.equal(workspaceSymbols(files, '').length, 4);
    assert.equal(workspaceSymbols(files, '', 2).length, 2);
  });
});

describe('foldingRanges', () => {
  it('folds blocks, comments and imports over several lines', () => {
    const source = `[|import "./a.twin"
import "./b.twin"|]

[|// one
// two|]
/// Doc.
[|twin X {
  [|devices a {
    count 3
    [|telemetry {
      x: number
    }|]
  }|]
  storage { hot 1 month }
  [|processing {
    [|on a.x > 3 {
      notify "z"
    }|]
  }|]
}|]`;
    const { text } = marked(source);
    const ranges = foldingRanges(parse(text)).filter(({ kind, end }) => kind !== 'comment' || !text.slice(0, end).endsWith('Doc.'));
    assert.equal(
      shown(
        text,
        ranges.filter((range) => range.kind !== 'comment'),
      ),
      source.replace('[|// one', '// one').replace('// two|]', '// two'),
    );
    const comment = foldingRanges(parse(text)).find(({ kind }) => kind === 'comment');
    assert.ok(comment);
    assert.match(text.slice(comment.start, comment.end), /^\/\/ one\n\/\/ two/);
  });

  it('keeps comments apart that code stands between', () => {
    const text = '// a\n\n// b\nlanguage 1 // c\n// d\n// e\n';
    assert.deepEqual(
      foldingRanges(parse(text)).map(({ start, end }) => text.slice(start, end)),
      ['// d\n// e'],
    );
  });
});

describe('selectionRanges', () => {
  it('grows from the word to the file', () => {
    const { text, offset } = marked('/// {\ntwin X {\n  storage { hot 1 mo<|>nth  cool none }\n}\n');
    assert.deepEqual(
      selectionRanges(parse(text), offset).map(({ start, end }) => text.slice(start, end)),
      [
        'month',
        '1 month',
        'hot 1 month',
        'hot 1 month  cool none',
        ' hot 1 month  cool none ',
        'storage { hot 1 month  cool none }',
        '\n  storage { hot 1 month  cool none }\n',
        '/// {\ntwin X {\n  storage { hot 1 month  cool none }\n}',
        text,
      ],
    );
  });
  it('takes a text without its quotation marks first', () => {
    const { text, offset } = marked('twin X "My <|>twin" { }');
    assert.equal(text.slice(selectionRanges(parse(text), offset)[0]?.start, selectionRanges(parse(text), offset)[0]?.end), 'My twin');
  });
});

describe('documentLinks', () => {
  it('links imports, functions and scenes', () => {
    const source =
      'import "[|../a.twin|]"\ntwin X "t" {\n processing { run "[|./f.ts|]" for a\n on a.b { call "[|g.ts|]"  notify "no" } }\n management { scene "[|s.glb|]" 3 MB }\n}';
    const { text } = marked(source);
    const links = documentLinks(parse(text, 'dir/main.twin'));
    assert.equal(shown(text, links), source);
    assert.deepEqual(
      links.map(({ target }) => target),
      ['a.twin', 'dir/f.ts', 'dir/g.ts', 'dir/s.glb'],
    );
  });
});

describe('semanticTokens', () => {
  const tokens = (text: string): string[] =>
    semanticTokens(parse(text)).map(
      ({ start, end, type, modifiers }) =>
        `${text.slice(start, end)} ${SEMANTIC_TOKENS_LEGEND.types[type] ?? ''}${modifiers === 1 ? '!' : ''}`,
    );

  it('tells names apart', () => {
    assert.deepEqual(tokens('twin X { devices hot : T { count 3 }  processing { on hot.hot > 3 { } } }'), [
      'X class!', 'devices keyword', 'hot variable!', 'T type', 'count parameter', '3 number', 'processing keyword', 'on keyword',
      'hot variable', 'hot property', '> operator', '3 number',
    ]); // prettier-ignore
    assert.deepEqual(tokens('twin X { scenario S { a.storage.cool = none  place.L3.hot = aws } }').slice(1), [
      'scenario keyword', 'S event!', 'a variable', 'storage keyword', 'cool parameter', 'none enumMember', 'place keyword', 'L3.hot enumMember', 'aws enumMember',
    ]); // prettier-ignore
  });

  it('gives those of a range alone', () => {
    const text = 'twin X {\n  currency EUR\n  storage { hot 1 month }\n}';
    const range = { start: text.indexOf('hot'), end: text.indexOf('month') };
    assert.deepEqual(
      semanticTokens(parse(text), range).map(({ start, end }) => text.slice(start, end)),
      ['hot', '1'],
    );
  });
});

describe('onTypeFormatting', () => {
  const typed = (source: string, character: string): string => {
    const { text, offset } = marked(source);
    return applied(text, onTypeFormatting(parse(text), offset, character));
  };

  it('indents a new line by its blocks', () => {
    assert.equal(typed('twin X {\n  devices a {\n<|>', '\n'), 'twin X {\n  devices a {\n    ');
    assert.equal(typed('twin X {\n  devices a {\n<|>}', '\n'), 'twin X {\n  devices a {\n  }');
    assert.equal(
      typed('twin X {\n    storage {\n      hot 1 month\n      <|>\n', '\n'),
      'twin X {\n    storage {\n      hot 1 month\n    \n',
    );
    assert.equal(typed('twin X {\n}\n    <|>', '\n'), 'twin X {\n}\n');
  });

  it('puts a closing brace under its block', () => {
    assert.equal(typed('twin X {\n  storage {\n    hot 1 month\n    }<|>\n', '}'), 'twin X {\n  storage {\n    hot 1 month\n  }\n');
    assert.equal(typed('twin X {\n  storage { hot 1 month }<|>', '}'), 'twin X {\n  storage { hot 1 month }');
  });

  it('goes on with documentation', () => {
    assert.equal(typed('twin X {\n  /// One\n<|>\n  devices a { }', '\n'), 'twin X {\n  /// One\n  /// \n  devices a { }');
    assert.equal(typed('twin X {\n  ///\n<|>', '\n'), 'twin X {\n  ///\n  ');
    assert.equal(typed('twin X {\r\n  /// One\r\n<|>\r\n', '\n'), 'twin X {\r\n  /// One\r\n  /// \r\n');
  });
});

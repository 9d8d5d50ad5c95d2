import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Span } from '../tree.ts';
import { definition, documentHighlights, linkedEditingRanges, references } from './navigation.ts';
import { prepareRename, rename } from './rename.ts';
import { applied, marked, programOf, shown } from './test-kit.ts';

const TYPES = `device Thermostat {
  every 2 min
  telemetry {
    temperature: number "°C"
  }
}
`;

/** A text whose ranges are what `find` gives at the cursor. */
function expect(source: string, find: (text: string, offset: number) => readonly Span[]): void {
  const { text, offset } = marked(source);
  assert.equal(shown(text, find(text, offset)), source.replace('<|>', ''));
}
const places = (source: string): void => expect(source, (text, offset) => references(programOf(text), offset));

describe('definition', () => {
  const goes = (source: string): void => expect(source, (text, offset) => definition(programOf(text), offset));

  it('finds groups, types and fields', () => {
    goes('device [|T|] { every 1 s }\ntwin X { devices a : <|>T { } }');
    goes('twin X {\n devices [|a|] { }\n management { model M { has 3 a<|> } }\n}');
    goes('twin X {\n devices [|a|] { }\n scenario S { a<|>.count = 3 }\n}');
    goes('twin X {\n devices a { telemetry { [|x|]: number } }\n processing { on a.x<|> > 3 { notify "y" } }\n}');
    goes('device T { telemetry { [|x|]: number } }\ntwin X {\n devices a : T { }\n processing { on a.x<|> > 3 { notify "y" } }\n}');
    goes(
      'device T { telemetry { x: number } }\ntwin X {\n devices a : T { telemetry { [|x|]: integer } }\n processing { on a.<|>x > 3 { } }\n}',
    );
  });

  it('goes to other files', () => {
    const { text, offset } = marked('import "./lib/devices.twin"\ntwin X { devices a : Therm<|>ostat { } }');
    const program = programOf(text, { 'lib/devices.twin': TYPES });
    assert.deepEqual(definition(program, offset), [{ file: 'lib/devices.twin', start: 7, end: 17 }]);
    assert.deepEqual(definition(program, 12), [{ file: 'lib/devices.twin', start: 0, end: 0 }]);
  });

  it('finds nothing where nothing is named', () => {
    for (const source of [
      'twin X { devices a : <|>Gone { } }',
      'twin X { storage { hot<|> 1 month } }',
      '<|>',
      'twin X { processing { on b<|>.x } }',
    ]) {
      const { text, offset } = marked(source);
      assert.deepEqual(definition(programOf(text), offset), [], source);
    }
  });
});

describe('references', () => {
  it('finds every place of a group', () => {
    places(
      'twin X {\n devices [|a|] { }\n processing { run "f" for b [|a|]\n on [|a|].x > 3 { feedback [|a<|>|] { x: 1 } } }\n management { has [|a|] }\n scenario S { [|a|].count = 2 }\n}\ntwin Y { devices a { } }',
    );
  });

  it('keeps twins and names of another kind apart', () => {
    places('device a { telemetry { a: number } }\ntwin X { devices [|<|>a|] : a { telemetry { a: number } } }\ntwin Y { devices a { } }');
    places(
      'device a { telemetry { [|a|]: number } }\ntwin X { devices a : a { telemetry { [|a|]: number } }\n processing { on a.[|a<|>|] > 1 { } } }',
    );
  });

  it('finds fields through types, with those that replace them', () => {
    places(
      'device T { telemetry { [|x|]: number } }\ntwin X {\n devices a : T { telemetry { [|x|]: integer } }\n devices b : T { }\n devices c { telemetry { x: number } }\n processing { on a.[|x|] > 1 { feedback b { [|<|>x|]: 2 } }\n on c.x > 1 { } }\n}',
    );
  });

  it('works on half-typed text', () => {
    places('twin X {\n devices [|a|] { count \n processing {\n on [|<|>a|].\n }\n scenario S { [|a|].cou');
  });
});

describe('documentHighlights', () => {
  it('tells writes from reads', () => {
    const { text, offset } = marked('twin X { devices a { }\n management { has <|>a } }');
    assert.deepEqual(
      documentHighlights(programOf(text), offset).map(({ kind }) => kind),
      ['write', 'read'],
    );
  });
});

describe('rename', () => {
  const result = (source: string, name: string, others: Record<string, string> = {}): string | Record<string, string> => {
    const { text, offset } = marked(source);
    const program = programOf(text, others);
    const done = rename(program, offset, name);
    if ('refused' in done) return done.refused;
    const files: Record<string, string> = {};
    for (const [file, parsed] of program.files)
      files[file] = applied(
        parsed.text,
        done.edits.filter((edit) => edit.file === file),
      );
    return files;
  };

  const refused = (done: ReturnType<typeof result>): string => (typeof done === 'string' ? done : 'not refused');

  it('renames across files, from either of them', () => {
    const user = 'import "./devices.twin"\ntwin X { devices a : Thermostat { } }\n';
    const wanted = { 'main.twin': user.replace('Thermostat', 'Radiator'), 'devices.twin': TYPES.replace('Thermostat', 'Radiator') };
    assert.deepEqual(result(user.replace('Thermostat', 'Thermo<|>stat'), 'Radiator', { 'devices.twin': TYPES }), wanted);
    const reverse = result(TYPES.replace('Thermostat', 'Thermo<|>stat'), 'Radiator', {
      'user.twin': user.replace('devices.twin', 'main.twin'),
    });
    assert.deepEqual(reverse, {
      'main.twin': wanted['devices.twin'],
      'user.twin': wanted['main.twin'].replace('devices.twin', 'main.twin'),
    });
  });

  it('renames fields, models and scenarios', () => {
    const fields = result(
      'import "./devices.twin"\ntwin X { devices a : Thermostat { }\n processing { on a.<|>temperature > 3 { } } }',
      'celsius',
      { 'devices.twin': TYPES },
    );
    assert.ok(typeof fields === 'object');
    assert.match(fields['main.twin'] ?? '', /on a\.celsius > 3/);
    assert.match(fields['devices.twin'] ?? '', /celsius: number/);
    assert.deepEqual(result('twin X { management { model A<|> { model A { } } } }', 'B'), {
      'main.twin': 'twin X { management { model B { model A { } } } }',
    });
    assert.deepEqual(result('twin X { scenario <|>S { } }', 'T'), { 'main.twin': 'twin X { scenario T { } }' });
    assert.deepEqual(result('twin <|>X { }', 'Y'), { 'main.twin': 'twin Y { }' });
  });

  it('refuses names that cannot be', () => {
    assert.match(refused(result('twin X { devices a<|> { } }', '2b')), /is no name/);
    assert.match(refused(result('twin X { devices a<|> { } }', 'storage')), /may not be called/);
    assert.match(refused(result('twin X { devices a<|> { }  devices b { } }', 'b')), /already a group/);
    assert.match(refused(result('twin X { devices a { telemetry { x<|>: number  y: number } } }', 'y')), /already a field/);
    assert.match(
      refused(result('device T { telemetry { x<|>: number } }\ntwin X { devices a : T { telemetry { y: number } } }', 'y')),
      /already a field/,
    );
    assert.match(refused(result('twin X { management { model A<|> { model C { } }  model B { } } }', 'B')), /already a model/);
    assert.deepEqual(result('twin X { management { model A<|> { model B { } } } }', 'B'), {
      'main.twin': 'twin X { management { model B { model B { } } } }',
    });
    assert.match(refused(result('twin X { storage { hot<|> 1 month } }', 'b')), /no name here/);
    assert.match(refused(result('device A<|> { }\ndevice B { }\ntwin X { devices a : A { } }', 'B')), /already a device type/);
  });

  it('says what would be renamed', () => {
    const { text, offset } = marked('twin X { devices mo<|>tion { } }');
    assert.deepEqual(prepareRename(programOf(text), offset), { start: 17, end: 23, placeholder: 'motion' });
    assert.equal(prepareRename(programOf(text), 0), null);
  });
});

describe('linkedEditingRanges', () => {
  it('links a name where it is declared with its uses', () => {
    expect('twin X { devices [|a<|>|] { }\n management { has [|a|] } }', (text, offset) => linkedEditingRanges(programOf(text), offset));
  });
  it('links nothing elsewhere', () => {
    const { text, offset } = marked('twin X { devices a { }\n management { has a<|> } }');
    assert.deepEqual(linkedEditingRanges(programOf(text), offset), []);
  });
});

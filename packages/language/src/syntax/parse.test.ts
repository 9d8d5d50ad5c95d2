import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Block, Group, Member, Rule, TwinDeclaration } from '../tree.ts';
import { parse, syntaxProblems } from './parse.ts';

const codes = (text: string): string[] => syntaxProblems(parse(text)).map((problem) => problem.code);
const twin = (body: string): TwinDeclaration => {
  const parsed = parse(`twin X {\n${body}\n}\n`);
  assert.deepEqual(syntaxProblems(parsed), []);
  return parsed.tree.declarations[0] as TwinDeclaration;
};
const only = <K extends Member['kind']>(body: string, kind: K): Member & { kind: K } => {
  const member = twin(body).members[0];
  assert.equal(member?.kind, kind);
  return member as Member & { kind: K };
};
const shown = (body: string): string[] =>
  twin(body).members.map((member) =>
    member.kind === 'property'
      ? `${member.name.text}(${[...member.arguments, ...member.forArguments]
          .map((argument) =>
            argument.kind === 'quantity'
              ? `${argument.value}${argument.unit?.text ?? ''}${argument.per === null ? '' : `/${argument.per.text}`}`
              : argument.kind === 'path'
                ? argument.words.map((word) => word.text).join('.')
                : String(argument.value),
          )
          .join(' ')})`
      : member.kind,
  );

describe('parse', () => {
  it('takes a word after a number as its unit when it is one', () => {
    assert.deepEqual(shown('every 2min\npayload 0.25 KB\nrate 30 / hour\nbudget 60 EUR / month\nbudget L3 10 EUR / month'), [
      'every(2min)',
      'payload(0.25KB)',
      'rate(30/hour)',
      'budget(60EUR/month)',
      'budget(L3 10EUR/month)',
    ]);
    assert.deepEqual(shown('count 60 every 2 min hot 1 month cool none'), ['count(60)', 'every(2min)', 'hot(1month)', 'cool(none)']);
  });

  it('leaves a unit word alone when it begins the next statement', () => {
    const scenario = only('scenario S { a.count = 60  h.count = 80 }', 'scenario');
    assert.deepEqual(
      scenario.overrides.map((override) => override.path.words.map((word) => word.text).join('.')),
      ['a.count', 'h.count'],
    );
  });

  it('reads names to the end of the line', () => {
    assert.deepEqual(shown('region aws eu-central-1 azure westeurope\nproviders aws gcp\nconnect active every 1 s'), [
      'region(aws eu-central-1 azure westeurope)',
      'providers(aws gcp)',
      'connect(active)',
      'every(1s)',
    ]);
  });

  it('allows names beyond ASCII and words with a role', () => {
    const group = only('devices Höhen-Meß : hot { count 1 }', 'group');
    assert.equal(group.name.text, 'Höhen-Meß');
    assert.equal(group.type?.text, 'hot');
  });

  it('reads conditions over several lines', () => {
    const block = only('processing {\n on a.x > 30 and\n not (a.y or a.z == "q") for 5 min matches 1 % { notify "n" }\n}', 'block');
    const rule = block.items[0] as Rule;
    assert.equal(rule.condition?.kind, 'and');
    assert.equal(rule.holdsFor?.unit?.text, 'min');
    assert.equal(rule.matches?.value, 1);
    assert.equal(rule.actions.length, 1);
  });

  it('keeps offsets relative to the member', () => {
    const text = '// c\ntwin X {\n  /// d\n  devices a { count 7 }\n  storage { hot 1 month }\n}';
    const declaration = parse(text).tree.declarations[0] as TwinDeclaration;
    const [group, storage] = declaration.members as [Group, Block];
    assert.equal(text.slice(declaration.start, declaration.end), text.slice(5));
    assert.equal(text.slice(declaration.start + group.start, declaration.start + group.end), '/// d\n  devices a { count 7 }');
    const at = declaration.start + group.start;
    assert.equal(text.slice(at + group.name.start, at + group.name.end), 'a');
    assert.equal(group.doc?.text, 'd');
    const hot = storage.items[0];
    assert.ok(hot?.kind === 'property');
    const base = declaration.start + storage.start;
    assert.equal(text.slice(base + hot.start, base + hot.end), 'hot 1 month');
  });

  it('accepts a byte order mark, tabs, CRLF and a missing last line break', () => {
    const parsed = parse('\ufefftwin X {\r\n\tstorage {\r\n\t\thot 1 month\r\n\t}\r\n}');
    assert.deepEqual(syntaxProblems(parsed), []);
    assert.equal(parsed.tree.declarations.length, 1);
  });
});

describe('recovery', () => {
  it('closes what was left open before a declaration at the start of a line', () => {
    const parsed = parse('twin A {\n devices a {\n count 1\n\ntwin B { storage { hot 1 month } }');
    assert.deepEqual(
      parsed.tree.declarations.map((declaration) => declaration.name.text),
      ['A', 'B'],
    );
    assert.deepEqual(codes('twin A {\n devices a {\n count 1\n\ntwin B { }'), ['twin-1006', 'twin-1006']);
  });

  it('closes blocks down to the twin before a block of the twin', () => {
    const parsed = parse('twin A {\n processing {\n on a.x > 1 {\n notify "x"\n devices b { count 2 }\n}');
    assert.deepEqual(
      (parsed.tree.declarations[0] as TwinDeclaration).members.map((member) => member.kind),
      ['block', 'group'],
    );
  });

  it('reads a file without any indentation', () => {
    const group = 'devices a {\ncount 4\nevery 2 min\npayload 1 KB\nstorage {\nhot 1 month\n}\n}';
    const parsed = parse(`twin A {\n${group}\nstorage {\nhot 2 months\n}\n}\n`);
    assert.deepEqual(syntaxProblems(parsed), []);
    assert.deepEqual(
      (parsed.tree.declarations[0] as TwinDeclaration).members.map((member) => member.kind),
      ['group', 'block'],
    );
    assert.deepEqual(codes('twin A {\n  devices a {\n    count 4\n  storage { hot 1 month }\n    every 2 min\n  }\n}\n'), []);
    assert.deepEqual(codes('twin A {\n  devices a {\n    count 4\n  storage { hot 1 month }\n}\n'), ['twin-1006']);
  });

  it('takes a head alone on its line as the beginning of the block', () => {
    const text = 'twin A {\n devices b\n count 2\n every 1 s\n }\n storage { hot 1 month }\n}';
    assert.deepEqual(codes(text), ['twin-1005']);
    const group = parse(text).tree.declarations[0]?.members[0] as Group;
    assert.equal(group.items.length, 2);
  });

  it('drops a brace that would close the twin too early', () => {
    const text = 'twin A {\n devices b { count 2 }\n }\n storage { hot 1 month }\n}';
    assert.deepEqual(codes(text), ['twin-1007']);
    assert.equal(parse(text).tree.declarations[0]?.members.length, 2);
  });

  it('ends an unclosed text with its line and leaves the braces at its end', () => {
    const text = 'twin A {\n processing { on a.x > 1 { notify "hot } }\n devices b { count 2 }\n}';
    assert.deepEqual(codes(text), ['twin-1002']);
    assert.equal(parse(text).tree.declarations[0]?.members.length, 2);
  });

  it('reads the value behind a symbol of another language, and mends it', () => {
    const mend = (body: string): string => {
      const text = `twin X {\n${body}\n}`;
      const edit = syntaxProblems(parse(text))[0]?.fixes?.[0]?.edits[0];
      assert.ok(edit !== undefined, body);
      const mended = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      assert.deepEqual(syntaxProblems(parse(mended)), [], mended);
      return mended.slice(9, -2);
    };
    assert.equal(mend('devices a { count = 40 }'), 'devices a { count 40 }');
    assert.equal(mend('devices a { count: 40 }'), 'devices a { count 40 }');
    assert.equal(mend('place { L1: aws }'), 'place { L1 aws }');
    assert.equal(mend('devices a { payload 0,25 KB }'), 'devices a { payload 0.25 KB }');
    assert.equal(mend('storage { hot 1 month, cool 3 months }'), 'storage { hot 1 month cool 3 months }');
    assert.equal(mend('processing { on a.x > 3 && a.y { notify "x" } }'), 'processing { on a.x > 3 and a.y { notify "x" } }');
    assert.equal(mend('tags { a: b }'), 'tags { a: "b" }');
    assert.equal(mend('# storage {'), '// storage {');
    assert.equal(mend('scenario S { a.count 3 }'), 'scenario S { a.count = 3 }');
    assert.equal(mend('processing { on (a.x { notify "x" } }'), 'processing { on (a.x) { notify "x" } }');
    assert.equal(mend('tags { a: "b }'), 'tags { a: "b" }');
  });

  it('says what was expected', () => {
    const messages = (body: string): string[] => syntaxProblems(parse(`twin X {\n${body}\n}`)).map((problem) => problem.message);
    assert.deepEqual(messages('devices a { count }'), ['expected a value after `count`']);
    assert.deepEqual(messages('devices a { telemetry { x number } }'), ['expected `:` after `x`, found `number`']);
    assert.deepEqual(messages('devices a { count 4 = }'), ['expected the end of the line, found `=`']);
  });
});

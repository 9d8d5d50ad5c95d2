import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parse } from '../syntax/index.ts';
import { check } from './check.ts';
import { lower } from './lower.ts';
import { link, resolveImport, visibleTypes } from './program.ts';
import { firstTwin, programOf } from './test-kit.ts';

describe('paths of imports', () => {
  const cases: readonly (readonly [from: string, path: string, resolved: string])[] = [
    ['main.twin', './devices.twin', 'devices.twin'],
    ['main.twin', 'devices.twin', 'devices.twin'],
    ['a/b/main.twin', '../lib/./x.twin', 'a/lib/x.twin'],
    ['a/main.twin', '../../x.twin', '../x.twin'],
    ['../a/main.twin', '../x.twin', '../x.twin'],
    ['/home/me/main.twin', '../x.twin', '/home/x.twin'],
    ['/main.twin', '../../x.twin', '/x.twin'],
    ['/home/me/main.twin', '/etc/x.twin', '/etc/x.twin'],
    ['C:\\twins\\main.twin', './lib/x.twin', 'C:/twins/lib/x.twin'],
    ['C:\\main.twin', '../../x.twin', 'C:/x.twin'],
    ['C:\\twins\\main.twin', 'D:/x.twin', 'D:/x.twin'],
    ['samples\\main.twin', './x.twin', 'samples/x.twin'],
    ['\\\\server\\share\\a\\main.twin', '../../../x.twin', '//server/share/x.twin'],
    ['file:///c%3A/twins/main.twin', '../x.twin', 'file:///c%3A/x.twin'],
    ['untitled:///main.twin', './x.twin', 'untitled:///x.twin'],
    ['./main.twin', './x.twin', 'x.twin'],
  ];
  for (const [from, path, resolved] of cases) {
    it(`${path} in ${from}`, () => {
      assert.equal(resolveImport(from, path), resolved);
    });
  }
});

describe('programs', () => {
  it('tell what is missing until nothing is', () => {
    const texts: Record<string, string> = {
      'main.twin': 'import "./a.twin"\nimport "./b.twin"\n',
      'a.twin': 'import "./lib/c.twin"\n',
      'b.twin': 'import "./lib/c.twin"\n',
      'lib/c.twin': 'device D { every 1 s  payload 1 B }\n',
    };
    const files = new Map([['main.twin', parse(texts['main.twin'] ?? '', 'main.twin')]]);
    const rounds: string[][] = [];
    for (;;) {
      const { missing } = link(files, 'main.twin');
      if (missing.length === 0) break;
      rounds.push([...missing]);
      for (const path of missing) files.set(path, parse(texts[path] ?? '', path));
    }
    assert.deepEqual(rounds, [['a.twin', 'b.twin'], ['lib/c.twin']]);
  });

  it('do not pass imports on', () => {
    const program = programOf({
      'main.twin': 'import "./a.twin"\ntwin T { devices g : Deep { } }\n',
      'a.twin': 'import "./b.twin"\ndevice Near { every 1 s  payload 1 B }\n',
      'b.twin': 'device Deep { every 1 s  payload 1 B }\n',
    });
    assert.deepEqual([...visibleTypes(program, 'main.twin').keys()], ['Near']);
    assert.deepEqual(
      check(program).map((problem) => problem.code),
      ['twin-2014'],
    );
  });

  it('take a file that is reached twice for one', () => {
    const program = programOf({
      'main.twin': 'import "./a.twin"\nimport "./x/../a.twin"\ntwin T { devices g : D { } }\n',
      'a.twin': 'device D { every 1 s  payload 1 B }\n',
    });
    assert.deepEqual(check(program), []);
    assert.equal(lower(program, firstTwin(program)).groups.length, 1);
  });

  it('name a cycle whole, at the import that closes it', () => {
    const program = programOf({
      'main.twin': 'import "./a.twin"\n',
      'a.twin': 'import "./b.twin"\n',
      'b.twin': 'import "./main.twin"\n',
    });
    assert.deepEqual(program.cycles, [['main.twin', 'a.twin', 'b.twin']]);
    const [problem] = check(program);
    assert.equal(problem?.code, 'twin-2025');
    assert.match(problem.message, /`main\.twin` → `a\.twin` → `b\.twin` → `main\.twin`/);
    const from = link(program.files, 'b.twin');
    assert.match(check(from)[0]?.message ?? '', /`b\.twin` → `main\.twin` → `a\.twin` → `b\.twin`/);
  });

  it('report a cycle among imported files where it stands, not in a file outside it', () => {
    const program = programOf({
      'main.twin': 'import "./a.twin"\n',
      'a.twin': 'import "./b.twin"\n',
      'b.twin': 'import "./a.twin"\n',
    });
    assert.deepEqual(check(program), []);
    assert.equal(check(link(program.files, 'a.twin'))[0]?.code, 'twin-2025');
  });

  it('say why a file could not be read', () => {
    const files = new Map([['main.twin', parse('import "./a.twin"\nimport ".\\\\b.twin"\n', 'main.twin')]]);
    const program = link(files, 'main.twin', { unreadable: new Map([['a.twin', 'it is a directory']]) });
    assert.deepEqual([...program.missing], ['b.twin']);
    const [first, second] = check(program);
    assert.match(first?.message ?? '', /it is a directory/);
    assert.match(second?.message ?? '', /separated by `\/`/);
  });

  it('follow a chain of 20,000 files', () => {
    const files = new Map(
      Array.from({ length: 20_000 }, (_, index) => [
        `f${String(index)}.twin`,
        parse(`import "./f${String(index + 1)}.twin"\n`, `f${String(index)}.twin`),
      ]),
    );
    assert.deepEqual([...link(files, 'f0.twin').missing], ['f20000.twin']);
  });

  it('lets the file’s own type beat an imported one', () => {
    const program = programOf({
      'main.twin': 'import "./a.twin"\ndevice D { every 2 s  payload 1 B }\ntwin T { devices g : D { } }\n',
      'a.twin': 'device D { every 1 s  payload 1 B }\n',
    });
    assert.deepEqual(
      check(program).map((problem) => problem.code),
      ['twin-2026'],
    );
    assert.deepEqual(lower(program, firstTwin(program)).groups[0]?.cadence.value, { kind: 'every', seconds: 2 });
  });
});

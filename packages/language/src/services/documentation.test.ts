import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { documentation } from './documentation.ts';
import { signatureHelp } from './signature-help.ts';
import { marked, programOf } from './test-kit.ts';

const hover = (source: string): string => {
  const { text, offset } = marked(source);
  const found = documentation(programOf(text), offset);
  return found === null ? 'nothing' : `${text.slice(found.start, found.end)}: ${found.markdown}`;
};

describe('documentation', () => {
  it('tells what a property means, its range and default', () => {
    const text = hover('twin X { storage { h<|>ot 1 month } }');
    assert.match(text, /^hot: ```twin\nhot AGE\n```\n\nThe age at which data leaves the hot tier/);
    assert.match(text, /Unit: a duration\. Range: 1 day ≤ hot ≤ cool ≤ archive\. Default: 1 month\./);
    assert.match(hover('twin X { storage { co<|>ol 3 months } }'), /Unit: a duration, or `none`\./);
    assert.match(hover('twin X { scenario S { a.pay<|>load = 3 B } }'), /size of every message/);
    assert.match(hover('twin X { management { model A { co<|>unt 3 } } }'), /How often this model/);
    assert.match(hover('twin X { devices a { co<|>unt 3 } }'), /How many devices/);
  });

  it('tells what blocks, actions and heads are', () => {
    assert.match(hover('twin X { stor<|>age { } }'), /^storage: .*Layer 3/s);
    assert.match(hover('twin X { processing { on a.b { not<|>ify "x" } } }'), /Sends a notification/);
    assert.match(hover('tw<|>in X { }'), /^twin: .*A digital twin/s);
    assert.match(hover('/// twin\ndev<|>ice X { }'), /^device: .*A type of device/s);
    assert.match(hover('lang<|>uage 1'), /^language: .*version of the language/s);
    assert.match(hover('imp<|>ort "./a.twin"'), /^import: .*visible in this one/s);
  });

  it('shows what is written before a statement, and what words among values belong to', () => {
    assert.match(hover('twin X {\n  /// Law.\n  resid<|>ency EU\n}'), /^residency: .*\n\n---\n\nLaw\.$/s);
    assert.match(
      hover('twin X {\n  management {\n    /// Cold.\n    model Cel<|>lar { }\n  }\n}'),
      /\*\*Cellar\*\* model\n\n---\n\nCold\./,
    );
    assert.match(hover('device T { connect al<|>ways }'), /How long a device stays connected/);
    assert.match(hover('twin X {\n  residency E<|>U\n}'), /Where data must stay/);
    assert.match(hover('device T { telemetry { x: str<|>ing } }'), /Text of a mean length/);
  });

  it('converts quantities', () => {
    assert.match(
      hover('device T { every 2 m<|>in }'),
      /^min: \*a duration\*: 2 min = 120 s; once in that time: 30 an hour, 720 a day, 21\u202f900 a month\n\n\*\*min\*\* duration: 1 min = 60 s/,
    );
    assert.match(hover('device T { payload 0.<|>25 KB }'), /^0\.25: \*a size\*: 256 B/);
    assert.match(hover('device T { rate 3<|>0 / hour }'), /30 \/ hour = one in 120 s = 30 an hour = 720 a day = 21\u202f900 a month/);
    assert.match(hover('twin X { storage { hot 1 mon<|>th } }'), /1 month = 730 h = 30\.42 days/);
    assert.match(hover('twin X { processing { matches 5 <|>% } }'), /one in 20/);
  });

  it('tells what the written value of a property is in other units', () => {
    assert.match(hover('twin X { storage { h<|>ot 1 month } }'), /\n\nHere: 1 month = 730 h = 30\.42 days\.$/);
    assert.match(
      hover('device T { ev<|>ery 2 min }'),
      /\n\nHere: 2 min = 120 s; once in that time: 30 an hour, 720 a day, 21\u202f900 a month\.$/,
    );
    assert.doesNotMatch(hover('twin X { devices a { co<|>unt 3 } }'), /Here/);
    // A plain number has no other unit: it means what its property means.
    assert.match(hover('twin X { devices a { count <|>60 } }'), /^60: ```twin\ncount N\n```\n\nHow many devices/);
    assert.match(hover('twin X { management { /// Two.\n model A { count <|>3 } } }'), /^3: .*How often this model/s);
  });

  it('names the keyword that it is about, so that a cost can be told of it', () => {
    const keywordAt = (source: string): string | null | undefined => {
      const { text, offset } = marked(source);
      return documentation(programOf(text), offset)?.keyword;
    };
    assert.equal(keywordAt('twin X { pl<|>ace { L1 aws } }'), 'place');
    assert.equal(keywordAt('twin X { dev<|>ices a { } }'), 'devices');
    assert.equal(keywordAt('twin X { devices place { co<|>unt 3 } }'), null);
    assert.equal(keywordAt('tw<|>in X { }'), 'twin');
  });

  it('counts messages and bytes of a group', () => {
    const text = hover(
      'device T { every 2 min  payload 0.25 KB }\ntwin X {\n  /// In the halls.\n  devices mot<|>ion : T { count 40  active 12 h / day  7 days / week }\n}',
    );
    assert.match(text, /\*\*motion\*\* device group of type T\n\nIn the halls\.\n\n40 devices · every 2 min · 256 B a message/);
    // 40 devices · 30 an hour · 12 h; a month of 730 h.
    assert.match(text, /\| messages \| 14\u202f400 \| 438\u202f000 \|/);
    assert.match(text, /\| bytes \| 3\.516 MB \| 106\.9 MB \|/);
    assert.match(hover('twin X { devices a<|> { } }'), /is not known/);
    assert.match(
      hover('twin X { devices a { every 1 s  telemetry { x: number } }  management { has <|>a } }'),
      /1 device · every 1 s · 87 B a message/,
    );
  });

  it('describes types, fields, slots, providers and named things', () => {
    assert.match(
      hover('/// Radiator.\ndevice T "Thermo" { every 1 s  telemetry { x: number } }\ntwin X { devices a : <|>T { } }'),
      /\*\*T\*\* device type, Thermo\n\nRadiator\./,
    );
    assert.match(
      hover('twin X { devices a { telemetry { x: number "°C" } }  processing { on a.x<|> > 3 { } } }'),
      /\*\*a\.x\*\* number in °C/,
    );
    assert.match(hover('twin X { place { L3.h<|>ot aws } }'), /^L3\.hot: \*\*L3\.hot\*\* hot storage/);
    assert.match(hover('twin X { place { L1 az<|>ure } }'), /Microsoft Azure/);
    assert.match(hover('/// Doc.\ntwin <|>X "Title" { }'), /\*\*X\*\* twin, Title\n\nDoc\./);
    assert.equal(hover('<|>'), 'nothing');
    assert.equal(hover('twin X { }<|>\n\n'), 'nothing');
  });
});

describe('signatureHelp', () => {
  /** The label with the active parameter in brackets of its own. */
  const help = (source: string): string => {
    const { text, offset } = marked(source);
    const found = signatureHelp(programOf(text), offset);
    if (found === null) return 'nothing';
    const at = found.active === null ? undefined : found.parameters[found.active];
    return at === undefined
      ? found.label
      : `${found.label.slice(0, at.start)}«${found.label.slice(at.start, at.end)}»${found.label.slice(at.end)}`;
  };

  it('shows the form and the value being written', () => {
    assert.equal(help('twin X { visualization { refresh <|> } }'), 'refresh «N / UNIT» for [H / day]');
    assert.equal(help('twin X { visualization { refresh 12 / ho<|>ur } }'), 'refresh «N / UNIT» for [H / day]');
    assert.equal(help('twin X { visualization { refresh 12 / hour for <|> } }'), 'refresh N / UNIT for «[H / day]»');
    assert.equal(help('device T { active 16 h / day <|> }'), 'active H / day «[N days / week]»');
    assert.equal(help('twin X { storage { read <|> } }'), 'read «TIER» SIZE / month');
    assert.equal(help('twin X { storage { read cool 5 <|> } }'), 'read TIER «SIZE / month»');
    assert.equal(help('twin X { budget 60 <|> }'), 'budget [SLOT] «MONEY / month»');
    assert.equal(help('twin X { scenario S { a.every = 3 <|> } }'), 'a.every = «DURATION»');
    assert.equal(help('twin X { devices a { count 4 <|> } }'), 'count N');
  });

  it('shows the form of statements', () => {
    assert.equal(help('twin X { processing { run "./a.ts" <|> } }'), 'run "FILE" for GROUPS [{ function … }]');
    assert.equal(help('twin X { processing { on a.b { workflow <|> } } }'), 'workflow ["NAME"] N steps');
    assert.equal(help('twin X { <|> }'), 'nothing');
  });
});

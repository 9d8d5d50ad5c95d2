/**
 * Every message of a problem, every related place and every title of a fix has its German: gathered from problems as they really arise,
 * of the golden files, the samples, the examples of the docs, texts with one mistake each, and some thousands of damaged samples.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { analyze, COST_CODES, gather, type AnalysisOptions } from '@twin2multicloud/analysis';
import { METERS, type PriceBook } from '@twin2multicloud/cost';
import { codeActions, CURRENCIES, SEMANTIC_CODES, SYNTAX_CODES, type Problem, type Program } from '@twin2multicloud/language';
import { bundledBook } from '@twin2multicloud/pricing';
import { german } from '@twin2multicloud/wording';
import { random as generator } from '../../bench/generate.ts';
import { flatBook, type PricedId } from '../fixtures/flat-book.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const files = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT })
    .map((file) => file.split(path.sep).join('/'))
    .sort();

/** How many damaged samples. */
const DAMAGES = 4_000;
/** Fixes of a budget need many searches: so many are asked for among the damaged samples. */
const BUDGETS = 60;

/** Codes that no text can have here, with the reason. */
const NOT_GATHERED: Readonly<Record<string, string>> = {};

/** What is said to a person → the code of a problem that says it. */
const said = new Map<string, string>();
const codes = new Set<string>();
let budgetsLeft = 0;

function note(problem: Problem): void {
  const { code, message, related = [] } = problem;
  codes.add(code);
  const add = (text: string): void => {
    if (!said.has(text)) said.set(text, code);
  };
  add(message);
  for (const other of related) add(other.message);
  if (code === 'twin-4002' && budgetsLeft-- <= 0) return;
  for (const { title } of problem.fixes ?? []) add(title);
}

function programOf(entry: string, text: string, others: Readonly<Record<string, string>> = {}): Program {
  const known = { ...others, [entry]: text };
  return gather(entry, (wanted) => (known[wanted] === undefined ? { error: 'it was not found' } : { text: known[wanted] }));
}

const bundled = bundledBook();

function study(program: Program, options: Partial<AnalysisOptions> = {}): readonly Problem[] {
  const { problems } = analyze(program, { book: bundled, today: '2026-11-21', ...options });
  for (const problem of problems) note(problem);
  return problems;
}

/** A book in which the region of the example of 4004 has prices but no IoT Core, and what the provider's list says of that. */
function regionBook(reason: string): PriceBook {
  const book = flatBook({ unavailable: [{ provider: 'aws', region: 'eu-south-2', service: 'iot-core', reason }] });
  const spain = book.entries
    .filter((entry) => entry.region === 'eu-central-1' && entry.service !== 'iot-core')
    .map((entry) => ({ ...entry, region: 'eu-south-2' }));
  return { ...book, entries: [...book.entries, ...spain] };
}

/** The evidence of each provider's list, as fetching writes it. */
const ABSENCES = [
  'AWS lists AWSIoT in 1 other region and not in eu-south-2: GetAttributeValues regionCode, https://api.pricing.us-east-1.amazonaws.com',
  'AWS lists AWSIoT in 28 other regions and not in eu-south-2: https://pricing.us-east-1.amazonaws.com',
  'Google’s catalog has 120 SKUs of Cloud Run and none that is global or of eu-south-2: https://cloudbilling.googleapis.com',
  'Azure lists prices of IoT Hub in other regions and none in eu-south-2: https://prices.azure.com',
] as const;

/** What the examples of the docs need beside their text. */
const NEEDS: Readonly<Record<string, Partial<AnalysisOptions>>> = {
  'twin-4004': { book: regionBook(ABSENCES[0]) },
  'twin-4005': { book: flatBook({ without: ['aws.iot-core.rules'] }) },
  'twin-4006': { today: '2027-06-01' },
};

const DEVICES = 'devices motion {\n count 4\n every 2 min\n payload 1 KB\n}\n';
const FIELDS =
  'devices motion {\n every 2 min\n telemetry {\n moving: boolean\n battery: number "%"\n name: string\n at: timestamp\n v: vector\n }\n}\n';
const inTwin = (body: string, devices = DEVICES): string => `twin Home {\n${devices}${body}\n}\n`;
const rule = (condition: string): string => inTwin(`processing {\n on ${condition} { notify "x" }\n}`, FIELDS);

/** Texts with a mistake that damage hardly ever makes. */
const MISTAKES: readonly string[] = [
  // Syntax
  'language\n',
  'import\ntwin A { }\n',
  'import "./x.twin" 4\n',
  'twn Home {\n}\n',
  'devise Thermostat {\n}\n',
  '"text" here\n',
  '40 devices\n',
  'twin Home {\n devics motion {\n }\n}\n',
  'twin Home {\n twin Inner {\n }\n}\n',
  inTwin('processing {\n run "./a.ts"\n}'),
  inTwin('processing {\n run "./a.ts" 4\n}'),
  inTwin('processing {\n run for\n}'),
  inTwin('processing {\n run "./a.ts" for 4\n}'),
  inTwin(
    'processing {\n on not { }\n on (not) { }\n on motion.x > { }\n on motion.x = 4 { }\n on motion.x and { }\n on (motion.x { }\n on { }\n}',
  ),
  inTwin('processing {\n on motion.x or 4 { }\n on motion.x && motion.x || motion.y { }\n}'),
  inTwin(
    'processing {\n on motion.x > 4 for { }\n on motion.x > 4 for x { }\n on motion.x > 4 matches { }\n on motion.x > 4 matches x { }\n}',
  ),
  inTwin(
    'processing {\n on motion.x > 4 {\n notify\n call 4\n workflow\n workflow 5\n feedback\n feedback motion { x }\n feedback motion { x: }\n sendmail\n notfy "x"\n }\n}',
  ),
  inTwin('management {\n model House {\n has\n has 4\n has {\n }\n}'),
  inTwin('management {\n model {\n }\n}'),
  inTwin('place {\n L1\n L1 4\n L2 auto except\n L2 auto except 4\n L2 aws except gcp\n L2 aws\n}'),
  inTwin('tags {\n team:\n team: facility\n team "x"\n "": "a"\n "": "b"\n}'),
  inTwin('scenario {\n}\nscenario A {\n motion.every 4 s\n motion. = 4\n motion.every =\n motion.every: 4 s\n}'),
  inTwin('storage {\n read cool 5 GB /\n}\nbudget 5 EUR / 4'),
  inTwin('', 'devices motion {\n count: 4\n every = 2 min\n payload 0,25 KB\n # here\n /* there */\n telemetry { x, y number }\n}\n'),
  inTwin('', 'devices motion : {\n count 4 for\n every 2 min;\n telemetry { x: }\n}\n'),
  inTwin('and 4\nvisualization {\n editors $4\n}'),
  inTwin('§§§§§§§§§§§§§§§§§§§§§§§§§§§'),
  'twin Home {\n  processing\n    on motion.x > 4 {\n  }\n}\n',
  'twin Home {\n  devices motion 4 {\n  }\n}\n',
  inTwin(`processing {\n on ${'not '.repeat(120)}motion.moving { notify "x" }\n}`),
  `twin House {\n${'  =\n'.repeat(1_001)}}\n`,
  `twin House {\n${'  =\n'.repeat(1_030)}}\n`,
  `twin House {\n${'  =\n'.repeat(3_500)}}\n`,
  'import "./a.twin"\nlanguage 1\n',

  // Names and values
  inTwin(
    'zzzzzzzz 4\nstorage {\n zzzzzzzz 4\n}\ntelemetry { x: number }\neditors 2\nmatches 2 %\nevery 2 min\nhot 1 month\nread cool 1 GB / month\nfunction 64 MB for 1 s\nhas motion',
  ),
  inTwin('visualization {\n region eu\n count 4\n storage { }\n}\nmanagement {\n notify "x"\n language 1\n every 2 min\n zzzzzzzzz\n}'),
  inTwin('processing {\n images 4\n gateway x\n average 4\n batch 4\n}'),
  'device D {\n region eu\n scenario A { }\n management { }\n devices x { }\n every 2 min\n payload 1 KB\n}\ntwin Home {\n devices a : D { }\n}\n',
  'device D {\n every 2 min\n}\ndevice D {\n every 3 min\n}\ntwin Home {\n devices a : D { }\n devices b : E { }\n devices c : Dx { }\n devices storage { every 2 min }\n}\n',
  inTwin('region aws\nregion aws eu-central-1 eu-central-1\nregion eu-central eu-central us-east\nregion aws eu-west-1 aws eu-west-2'),
  inTwin('region us-east\nresidency EU'),
  inTwin('region aws us-east-1\nresidency EU'),
  inTwin('residency US'),
  inTwin(
    'residency ZZZZZZ\nresidency eu\ncurrency ZZZZZZ\ncurrency eur\nproviders zzzzzzz\nproviders 4\nfree-tier zzzzzz\nfree-tier of\nfree-tier 4\nbudget\nbudget L9 4 EUR / month\nbudget zzzzzzz 4 EUR / month\nbudget L1\nbudget x "y"',
  ),
  inTwin('currency JPY\nbudget 4 JPY / month'),
  inTwin('currency 4\nresidency 4\nregion 4\nbudget 4 EUR\nbudget 4 GB / month\nbudget 4\nbudget -4 EUR / month\nbudget 1e300 EUR / month'),
  inTwin(
    '',
    'devices motion {\n count 4 5\n count 4.5\n count 1e300\n count -1\n count x\n count "x"\n every 4\n every 0 s\n every 1e-200 s\n every 4 EUR\n every 4 %\n every 4 / hour\n every 4 KB / month\n every 1 h / day\n rate 4 s\n rate 0 / hour\n rate 1e300 / hour\n payload 4 KB / month\n payload 1e-300 B\n payload 4 zz\n payload 4 zzzzzz\n payload 4 KB / KB\n payload 4 zzzz / zzzz\n payload 11 MB\n active 30 h / day\n active 9 days / week\n active 4 h\n connect zzzzz\n connect alway\n connect 4\n}\n',
  ),
  inTwin(
    'processing {\n function 128 MB\n function 1 MB for 1 s\n function 100 GB for 1 h\n function 128 MB for 100 ms 4\n matches 200 %\n matches 4\n}\nmanagement {\n scene\n scene "x"\n scene 0 B\n scene 4\n scene x\n queries none\n entities 1e300\n}\nvisualization {\n refresh 1 / hour for 30 h / day\n window 1e300 months\n panels 0\n editors x\n}\nstorage {\n hot none\n hot 1 s\n cool x\n read x\n read hot 4 GB / month\n read cool -1 GB / month\n read cool 1e300 GB / month\n read cool 4\n}',
  ),
  inTwin(
    '',
    'devices motion {\n every 1 / zzzz\n payload 1 KB\n telemetry {\n a: zzzzzz\n b: float\n c: number 4\n d: string 4 KB\n e: string -4\n f: vector 1.5\n g: vector 0\n h: vector 4 KB\n i: image\n j: number\n j: number\n }\n}\n',
  ),
  inTwin('', `devices motion {\n${[...CURRENCIES].map((code) => `every 4 / ${code}`).join('\n')}\n}\n`),
  inTwin('assume {\n item-overhead 1e20\n}'),
  inTwin('assume {\n item-overheat 120 B\n zzzzzzzzzzz 4\n item-overhead x\n item-overhead 4 5\n item-overhead -4\n}'),

  // Groups, fields, rules
  inTwin(
    'processing {\n run "./a.ts" for motoin zzzzzzz\n on zzzzzzz.x > 4 { notify "x" }\n on motoin.x > 4 { feedback motoin { x: 4 }  feedback zzzzzzz { x: 4 } }\n}\nmanagement {\n model A {\n has motoin zzzzzzzz\n }\n}',
  ),
  rule('motion.zzzzzzzz > 4'),
  rule('motion.batery > 4'),
  rule('battery > 4'),
  rule('zzzz > 4'),
  rule('motion.battery.average > 4'),
  rule('motion.battery.zzzzz > 4'),
  rule('motion.battery'),
  rule('motion.v > 4'),
  rule('motion.name > "x"'),
  rule('motion.moving > true'),
  rule('motion.battery > 4 %'),
  rule('motion.battery > "x"'),
  rule('motion.name == 4'),
  rule('motion.at == 4'),
  rule('motion.moving == 4'),
  rule('motion.battery > 4 and motion.battery < 2'),
  rule('motion.battery > 4 for 0 s matches 300 %'),
  rule('motion.battery > 4 for 4'),
  inTwin('processing {\n on motion.x > 4 { notify "x" }\n}'),
  inTwin('processing {\n on motion.battery > 4 and other.battery > 4 { }\n}', `${FIELDS}${FIELDS.replace('motion', 'other')}`),
  inTwin(
    'processing {\n on motion.battery > 4 { feedback motion { batery: 4  zzzzzzz: 4  battery: true  moving: 4  name: 4  battery: x } workflow 0 steps }\n}',
    FIELDS,
  ),
  inTwin('management {\n model House {\n has 40 motion\n has motion motion\n }\n model House { }\n}\nmanagement { }'),
  inTwin('management {\n model {\n count 2\n }\n}'),
  inTwin('management {\n model House {\n count 2\n }\n}'),
  inTwin('scenario A { }\nscenario A { }\nstorage { }\nstorage { }'),
  'twin A { }\ntwin A { }\n',

  // Scenarios of a twin
  inTwin(
    'scenario A {\n motion.evry = 4 s\n motion = 4\n motion.zzzzzzzz = 4\n motion.every.zzzzz = 4\n motion.storage = 4\n motion.storage.zzzz = 4\n motion.storage.hto = 4\n zzzzzzz.every = 4 s\n motoin.every = 4 s\n zzzzzzz = 4\n budgt = 4\n place = 4\n place.zzzz = aws\n place.L1 = zzzzz\n storage = 4\n storage.read = 4\n storage.read.zzzzz = 4\n storage.read.cool.x = 4\n assume = 4\n region.zzzzz = x\n management.entities = 4\n visualization.editors = 4\n currency.x = EUR\n motion.batch = 4\n assume.x = y\n assume.x = 4 5\n motion.active = 30 h / day\n motion.count = 4\n motion.count = 5\n motion.every = 4 s\n motion.rate = 4 / hour\n}',
  ),
  inTwin(
    'visualization { editors 2 }\nscenario A {\n visualization.refresh = 1 / hour for 30 h / day\n storage.hot = 4 months\n storage.cool = 1 month\n}\nscenario B {\n motion.storage.hot = 4 months\n motion.storage.cool = 1 month\n}',
  ),
  inTwin(
    '',
    'devices motion {\n every 2 min\n payload 1 KB\n peak 1 / hour\n storage {\n hot 4 months\n cool 2 months\n archive 1 month\n }\n}\n',
  ),
  inTwin('', 'devices motion {\n every 2 min\n payload 1 KB\n storage {\n cool 2 days\n }\n}\n'),
  inTwin('storage {\n hot 4 months\n cool 2 months\n}'),
  inTwin('storage {\n cool 2 days\n}'),
  'device D {\n every 2 min\n payload 1 KB\n peak 2 / hour\n storage { hot 4 months }\n}\ntwin Home {\n devices a : D { storage { cool 1 month } }\n devices b : D { peak 1 / hour }\n devices c : D { every 1 s }\n}\n',
  inTwin('place {\n L4 aws\n L5 aws\n L3.cool aws\n L3.archive aws\n}\nbudget L4 4 EUR / month'),
  inTwin('providers aws\nplace {\n L1 azure\n L2 auto except aws\n}'),
  inTwin('', 'devices motion {\n count 4\n}\ndevices motion { every 2 min }\n'),

  // Cost
  inTwin(
    'budget 0 USD / month\nbudget L1 0 EUR / month\nbudget L3 0 USD / month\nstorage {\n hot 24 months\n cool 30 months\n archive 40 months\n}\nplace {\n L1 azure\n L3 aws\n}\nscenario Dear {\n place.L1 = azure\n place.L3.hot = gcp\n motion.count = 4000\n}',
  ),
  inTwin(
    'currency EUR\nbudget 3 EUR / month\nstorage {\n hot 24 months\n}\nplace {\n L3.hot azure\n}',
    DEVICES.replace('count 4', 'count 40'),
  ),
  inTwin('storage {\n hot 1 day\n cool 2 days\n archive 4.5 days\n}'),
  inTwin('scenario Cold {\n storage.cool = 40 days\n storage.archive = 41 days\n}'),
  inTwin('region moon-base'),
  inTwin('region aws moon-1 azure moon-2 gcp moon-3\nscenario Star { region.aws = star-1 }'),
  inTwin('scenario Large { motion.payload = 300 KB  providers = aws }'),
  'storage { hot 1 month }\nregion moon-base\nscenario Star { }\n',
  inTwin('', DEVICES.replace('1 KB', '9 MB')),
];

const PIECES = ['\n', ' for ', ' and ', 'none ', 'has ', '0.5 ', ...'{ } " ( ) : = . , ; / - # § 5 // &&'.split(' ')];
const NUMBERS = ['0', '-1', '0.5', '3.7', '300', '5000', '1000000', '1e9', '1e20', '1e300', '1e400'];
const UNITS = ['', ...'ms,s,min,h,day,month,B,KB,MB,GB,%,/ s,/ hour,/ month,h / day,EUR / month,mins,kB,zz'.split(',')];

/** One to three mistakes of a hand, or of a keyboard. */
function damaged(text: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const replaced = (found: RegExpExecArray | undefined, by: string): string =>
    found === undefined ? text : text.slice(0, found.index) + by + text.slice(found.index + found[0].length);
  const all = (pattern: RegExp): RegExpExecArray[] => [...text.matchAll(pattern)];
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const at = Math.floor(random() * text.length);
    switch (Math.floor(random() * 10)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + 1);
        break;
      case 1:
        text = text.slice(0, at) + pick(PIECES) + text.slice(at + 1);
        break;
      case 2:
        text = text.slice(0, at) + pick(PIECES) + text.slice(at);
        break;
      case 3:
        text = replaced(pick(all(/[\w-]+/g)), '');
        break;
      case 4:
        text = replaced(pick(all(/[A-Za-z][\w.-]*/g)), pick(all(/[A-Za-z][\w.-]*/g))[0]);
        break;
      case 5: {
        // Two letters of a word change places, so that what was meant can be told.
        const word = pick(all(/[A-Za-z]{3,}/g));
        text = replaced(word, `${word[0].charAt(1)}${word[0].charAt(0)}${word[0].slice(2)}`);
        break;
      }
      case 6:
        text = replaced(pick(all(/\d+(?:\.\d+)?/g)), pick(NUMBERS));
        break;
      case 7:
        text = replaced(pick(all(/(?<=\d )(?:%|[A-Za-z]+(?: \/ [a-z]+)?)/g)), pick(UNITS));
        break;
      case 8: {
        const lines = text.split('\n');
        const line = lines.splice(Math.floor(random() * lines.length), 1);
        if (random() < 0.5) lines.splice(Math.floor(random() * (lines.length + 1)), 0, ...line);
        text = lines.join('\n');
        break;
      }
      default: {
        const lines = text.split('\n');
        const index = Math.floor(random() * lines.length);
        lines.splice(index, 0, lines[index] ?? '');
        text = lines.join('\n');
      }
    }
    if (!/[A-Za-z]{3}/.test(text) || !/\d/.test(text)) return text;
  }
  return text;
}

/** The pieces in backticks, as a multiset. */
const pieces = (text: string): string => (text.match(/`[^`]*`/g) ?? []).sort().join(' ');
/** false: a backtick of the file's own stands among them. */
const isPaired = (text: string): boolean => text.split('`').length % 2 === 1;
/** The numbers, whatever their decimal sign. */
const numbers = (text: string): string => (text.match(/\d+/g) ?? []).sort().join(' ');
/** Without what stays as it is: code, texts of the file, the names of a scenario, a twin and a model. */
const NAMES = /`[^`]*`|"[^"]*"|^Szenario \S+: |\S+(?:, Szenario \S+,)?(?= hat keine mögliche)|(?<= in )\S+(?= ergänzen$)/g;
const prose = (text: string): string => text.replaceAll(NAMES, '');
const ENGLISH =
  /\b(?:the|this|is|are|of|and|or|not|no|with|to|it|stands|write|remove|insert|expected|after|(?<!\.)twin|scenario|which|from|there|has)\b/i;

function assertNone(bad: readonly string[], what: string): void {
  assert.equal(bad.length, 0, `${bad.length} ${what}:\n${bad.slice(0, 25).join('\n')}`);
}

describe('house/german-problems: what is said of a problem is said in German too', function () {
  this.timeout(240_000);

  before(() => {
    budgetsLeft = Infinity;
    for (const file of files('test/golden/*.twin')) {
      const others = Object.fromEntries(files('test/golden/*.twin').map((name) => [name, read(name)]));
      study(programOf(file, read(file), others));
    }
    const samples = Object.fromEntries(files('samples/**/*.twin').map((file) => [file, read(file)]));
    for (const [file, text] of Object.entries(samples)) study(programOf(file, text, samples));
    for (const file of files('docs/problems/twin-*.md')) {
      const code = path.basename(file, '.md');
      for (const [, example = ''] of read(file).matchAll(/```twin\n([\s\S]*?)```/g)) study(programOf('main.twin', example), NEEDS[code]);
    }
    for (const text of MISTAKES) study(programOf('main.twin', text));
    studyOthers();
    budgetsLeft = BUDGETS;
    const random = generator(20_261_121);
    const texts = Object.entries(samples);
    for (let round = 0; round < DAMAGES; round++) {
      const [file, text] = texts[round % texts.length] as [string, string];
      study(programOf(file, damaged(text, random), samples));
    }
  });

  /** What depends on other files, on the price book or on the day. */
  function studyOthers(): void {
    const home = inTwin('scenario Winter { motion.count = 5 }');
    study(programOf('main.twin', home), { today: '2028-06-01' });
    const whole = inTwin(
      'storage { hot 1 month  cool 3 months  archive 9 months }\nmanagement { model A { has motion } }\nvisualization { editors 2 }',
    );
    for (const id of Object.keys(METERS) as PricedId[]) study(programOf('main.twin', whole), { book: flatBook({ without: [id] }) });
    for (const old of [['aws'], ['aws', 'azure']]) {
      const at = (name: string): { at: string } => ({ at: old.includes(name) ? '2026-01-01' : '2026-11-20' });
      const providers = { aws: at('aws'), azure: at('azure'), gcp: at('gcp') };
      study(programOf('main.twin', home), { book: { ...bundled, refresh: { providers } } as unknown as PriceBook });
    }
    for (const reason of ABSENCES) study(programOf('main.twin', inTwin('region aws eu-south-2')), { book: regionBook(reason) });
    const typed = 'device Door { every 1 min  payload 1 KB }\n';
    const main =
      'import "./a.twin"\nimport "./b.twin"\nimport "c\\\\d.twin"\nimport "./gone.twin"\ntwin Home { devices doors : Door { } }\n';
    study(programOf('main.twin', main, { 'a.twin': typed, 'b.twin': typed }));
    study(programOf('main.twin', typed + main, { 'a.twin': typed, 'b.twin': typed }));
    // What the editor offers beside the fixes: at every place of a file that knows another one.
    const text =
      'device Gate { every 1 min  payload 1 KB }\ntwin Home {\n devices doors : Door { }\n devices gates : Gate { cuont 4 }\n devices motion { count 4  every 2 min  payload 1 KB }\n storage { hot 1 month }\n}\n';
    const program = gather('main.twin', (wanted) => ({
      text: wanted === 'main.twin' ? `import "./b.twin"\n${text}` : wanted === 'b.twin' ? 'import "./a.twin"\n' : typed,
    }));
    const found = study(program);
    for (let start = 0; start < text.length; start++) {
      for (const everywhere of [true, false]) {
        for (const { title } of codeActions(program, { start, end: start }, { problems: found, everywhere })) said.set(title, 'offered');
      }
    }
    for (const error of [
      'it does not exist',
      'it is a folder',
      'it may not be read',
      'it is no file of this machine',
      'it is larger than 0.5 MB',
      'it could not be read',
      'this editor gives no access to files',
      'it is not in this commit',
      'There is no file gone.twin.',
    ])
      study(gather('main.twin', (wanted) => (wanted === 'main.twin' ? { text: main } : { error })));
  }

  it('every code of the tables is among what was gathered', () => {
    const listed = [...SYNTAX_CODES, ...SEMANTIC_CODES, ...COST_CODES].map(({ code }) => code);
    assertNone(
      listed.filter((code) => !codes.has(code) && NOT_GATHERED[code] === undefined),
      'codes without a text that has them',
    );
    assertNone(
      Object.keys(NOT_GATHERED).filter((code) => codes.has(code)),
      'codes that are gathered all the same',
    );
    assert.ok(said.size > 1_500, `only ${said.size} texts`);
  });

  it('every message, related place and title has its German', () => {
    const missing = [...said].filter(([text]) => german.find(text) === null || german.find(text.replace(/^Scenario [^:]*: /, '')) === null);
    assertNone(
      missing.map(([text, code]) => `${code}  ${text}`),
      'texts without German',
    );
  });

  it('the German differs, has no placeholder, and keeps what is in backticks and the numbers', () => {
    const bad = [...said].flatMap(([text, code]) => {
      const found = german.translate(text);
      const fault =
        found === text
          ? 'stays English'
          : /\{\d(?::\w+)?\}/.test(found)
            ? 'has a placeholder'
            : isPaired(text) && pieces(found) !== pieces(text)
              ? 'has other pieces in backticks'
              : numbers(found) !== numbers(text)
                ? 'has other numbers'
                : null;
      return fault === null ? [] : [`${code} ${fault}: ${text} → ${found}`];
    });
    assertNone(bad, 'texts with a fault');
  });

  it('nothing in it is left in English', () => {
    const bad = [...said].flatMap(([text, code]) => {
      const found = german.translate(text);
      return ENGLISH.test(prose(found)) ? [`${code}: ${text} → ${found}`] : [];
    });
    assertNone(bad, 'texts with English words');
  });

  it('where a number is told, it has a decimal comma', () => {
    assert.equal(
      german.find('Scenario Winter: Over the budget: 12.50 of 3.00 EUR per month, 9.50 too much. The best placement costs 4.25.'),
      'Szenario Winter: Über dem Budget: 12,50 von 3,00 EUR im Monat, 9,50 zu viel. Die beste Platzierung kostet 4,25.',
    );
    assert.equal(german.find('`count` must be more than 0.5.'), '`count` muss mehr als 0,5 sein.');
  });
});

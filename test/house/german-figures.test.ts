/**
 * What the engine says beside figures has German: gathered as the panels get it, for all samples, and walked through in the sources where no
 * sample leads. Not held here: problems and fixes (german-problems), notes of single prices in a book, titles of edits, which no screen shows,
 * and words of the language (`devices thermostats`, `count`), which are the same.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import ts from 'typescript';
import { applyOverlay, bundledBook, type PriceBook } from '@twin2multicloud/pricing';
import { NOT_COUNTED } from '@twin2multicloud/optimizer';
import type { PanelMethod, PanelReference } from '@twin2multicloud/protocol';
import { ASSUMPTIONS, COMPONENTS, FLOWS, METERS, PLAN_METERS, PROVIDERS, SLOTS, type Use } from '@twin2multicloud/topology';
import { german } from '@twin2multicloud/wording';
import { bookWithout, engineOver, houseFiles, type Engine } from '../../scripts/views/engine.ts';
import { ENGINE_TEXTS } from '../../webviews/shared/engine-texts.ts';
import { textsAt } from '../webviews/engine-texts-at.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Texts that no view turns by its answer alone: it shows them only in part, or turns them where it writes a unit. */
const MORE: Partial<Record<PanelMethod, readonly string[]>> = {
  'twin/panel/trace': ['lines[].causes[].cause', 'transfers[].lines[].causes[].cause'],
  'twin/panel/breakEven': ['unit'],
  'twin/panel/whatIf': ['model.groups[].quantities[].unit'],
};

/** Where a result has texts of the engine; those of problems are held by german-problems. */
function fieldsOf(method: PanelMethod): readonly string[] {
  return [...(ENGINE_TEXTS[method] ?? []), ...(MORE[method] ?? [])].filter((field) => !field.includes('troubles[]'));
}

/** Rules of the file as it writes them; the sentences that the paper's model says instead have German. */
const CODE = /^(?:providers|residency|place L\S+|L\S+ auto except) [\w -]+$/;
/** Notes of single prices cite their sources and stay. */
const NOTES: ReadonlySet<string> = new Set(bundledBook().entries.flatMap(({ why }) => why ?? []));

function isWording(field: string, text: string): boolean {
  if (text === '' || (field.endsWith('breaks[]') && CODE.test(text)) || NOTES.has(text)) return false;
  // Else it is the path of what causes a cost.
  return !field.endsWith('causes[].cause') || text.endsWith(' others');
}

/** Words that no German sentence has. */
const ENGLISH =
  /\b(?:the|of|and|or|for|each|that|which|is|are|not|no|than|cannot|with|without|from|to|at|has|have|by|every|other|another|out|prices?|messages?|devices?|size|reads?|writes?|requests?|executions?|months?|days?)\b/;
/** What is the same in both. */
const KEPT = /`[^`]*`|\beach message\b|[\w-]+\.md\b|\bDOI \S+|\b(?:aws|azure|gcp)\.[\w.-]+|\bCloud Run functions\b/g;

function faultsOf(text: string, field = ''): string[] {
  const found = german.find(text);
  if (found === null) return ['has no German'];
  const digits = (one: string): string => (one.match(/\d+/g) ?? []).sort().join(' ');
  const code = (one: string): string => (one.match(/`[^`]*`/g) ?? []).sort().join(' ');
  const grouped = text.match(/\d{1,3}(?:,\d{3})+(?!\d)/g) ?? [];
  const faults = [
    ...(/\{\d/.test(found) ? ['keeps a placeholder'] : []),
    ...(digits(text) === digits(found) ? [] : ['has other numbers']),
    ...(code(text) === code(found) ? [] : ['has other code']),
    ...(grouped.some((number) => found.includes(number)) ? ['keeps a comma between groups of digits'] : []),
    ...(!field.endsWith('source') && /\d\.\d/.test(found.replaceAll(KEPT, '')) ? ['keeps a decimal point'] : []),
    ...(ENGLISH.test(found.replaceAll(KEPT, '')) ? ['keeps English words'] : []),
  ];
  return faults.map((fault) => `${fault}: ${found}`);
}

function hold(texts: Iterable<readonly [text: string, where: string]>): void {
  const faults = [...texts].flatMap(([text, where]) => faultsOf(text, where).map((fault) => `${where}: “${text}” ${fault}`));
  assert.deepEqual(faults, []);
}

/** Texts with the field where each was found first. */
class Gathered extends Map<string, string> {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    super();
    this.#engine = engine;
  }

  async ask(method: PanelMethod, params: object): Promise<unknown> {
    const result = await this.#engine.ask(method, params);
    for (const field of fieldsOf(method)) {
      for (const text of textsAt(result, field)) if (isWording(field, text) && !this.has(text)) this.set(text, `${method} ${field}`);
    }
    return result;
  }

  /** Everything that panels ask about a twin; what it costs by both models. */
  async twin(reference: PanelReference): Promise<void> {
    const whatIf = await this.ask('twin/panel/whatIf', { reference, currency: null });
    await this.ask('twin/panel/twinPage', { reference, currency: null });
    const scenarios = textsAt(whatIf, 'model.scenarios[].name');
    for (const scenario of [reference.scenario, ...scenarios]) {
      for (const model of ['billing', 'paper']) await this.comparison({ ...reference, scenario }, model);
    }
  }

  async comparison(reference: PanelReference, model: string): Promise<void> {
    const comparison = { reference, start: 'written', overrides: {}, currency: null, model };
    const result = await this.ask('twin/panel/comparison', comparison);
    for (const slot of SLOTS) for (const provider of PROVIDERS) await this.ask('twin/panel/trace', { comparison, slot, provider });
    // The others change the total less.
    for (const quantity of textsAt(result, 'model.sensitivities[].path').slice(0, 3))
      await this.ask('twin/panel/breakEven', { comparison, path: quantity });
  }
}

function texts(folder: string): Record<string, string> {
  const names = globSync('**/*.twin', { cwd: path.join(ROOT, folder) });
  return Object.fromEntries(names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(ROOT, folder, name), 'utf8')]));
}

async function gathered(files: Readonly<Record<string, string>>, book?: PriceBook): Promise<Gathered> {
  const found = new Gathered(engineOver(files, book));
  for (const [file, text] of Object.entries(files)) {
    // A file without one has its absence.
    const names = [null, ...new Set([...text.matchAll(/^ *twin +(\w+)/gm)].map(([, name = '']) => name))];
    for (const name of names) await found.twin({ uri: `file:///work/${file}`, twin: name, scenario: null });
  }
  return found;
}

const twin = (body: string): Readonly<Record<string, string>> => ({
  'a.twin': `language 1\n\ntwin A {\n  region eu-central\n  devices probes { count 2000000  every 30 s  payload 1 KB }\n  storage { hot 1 month  cool 3 months  archive 12 months }\n${body}\n}\n`,
});

describe('house/german-figures: what the engine says beside figures', function () {
  this.timeout(300_000);

  for (const folder of ['samples', 'test/golden']) {
    it(`${folder}: as the panels get it`, async () => hold(await gathered(texts(folder))));
  }

  it('the dashboard', async () => {
    // A twin without a name is none that a card could lead to.
    const all = { ...texts('samples'), ...texts('test/golden') };
    const files = Object.entries(all).filter(([, text]) => !/\btwin\s*(?![\s\w"])/.test(text));
    const found = new Gathered(engineOver(Object.fromEntries(files)));
    await found.ask('twin/panel/dashboard', { currency: null });
    hold(found);
  });

  it('twins that lead to the other reasons', async () => {
    const all = 'management { entities 2500000  scene 10 MB }\n  visualization { viewers 5 }';
    const bodies = [
      `  providers azure gcp\n  ${all}`,
      `  residency NL\n  ${all}`,
      '  place { L1 auto except aws gcp  L2 azure }\n  processing { function 128000 MB 2000 s  run on probes }',
      '  residency FR\n  place { L1 aws }',
      '  devices large { count 3  every 1 day  payload 3000.5 KB  active 7.5 h / day }',
    ];
    for (const body of bodies) hold(await gathered(twin(body)));
    hold(await gathered({ 'a.twin': (twin(all)['a.twin'] ?? '').replace('eu-central', 'mars-north') }));
    for (const meter of ['aws.iot-core.messages', 'gcp.cloud-run.requests', 'gcp.network.internet'])
      hold(await gathered(twin(all), bookWithout(meter)));
    const { entries, ...book } = bundledBook();
    const doubled = entries.filter(({ service }) => service === 'lambda').map((entry) => ({ ...entry, id: `${entry.provider}-again` }));
    hold(await gathered(twin(all), { ...book, entries: [...entries, ...doubled] }));
    hold(await gathered(twin(''), { ...book, entries: entries.map(({ why: _why, ...entry }) => ({ ...entry, status: 'unconfirmed' })) }));
  });

  it('prices under an overlay', async () => {
    const rules = [
      { provider: 'aws', percent: -7.5 },
      { service: 'azure.functions', percent: 5, region: 'westeurope' },
      { provider: 'gcp', amount: '-0.001' },
      { meter: 'gcp.cloud-run.requests', price: '0.5' },
    ] as const;
    const commitments = [
      { meter: 'aws.lambda.requests', quantity: '50000.5', fee: '8.00' },
      { meter: 'aws.dynamodb.writes', quantity: '5', fee: '8.00' },
      { meter: 'azure.functions.executions', quantity: '5', fee: '8.00' },
    ];
    for (const chosen of [rules, []]) {
      const book = applyOverlay(bundledBook(), { schema: 'twin-overlay/1', name: 'Mine', rules: chosen, commitments } as never);
      hold(await gathered(houseFiles(), book));
    }
  });

  describe('questions that have no answer', () => {
    let found: Gathered;
    let files: Readonly<Record<string, string>>;
    before(() => {
      files = { ...houseFiles(), 'none.twin': 'language 1\n' };
      found = new Gathered(engineOver(files));
    });
    const reference = (file: string, name: string | null = null, scenario: string | null = null): PanelReference => ({
      uri: `file:///work/${file}`,
      twin: name,
      scenario,
    });

    it('absences', async () => {
      const asked = [
        reference('none.twin'),
        reference('none.twin', 'Gone'),
        reference('smart-home.twin', 'Gone'),
        reference('smart-home.twin', null, 'gone'),
        reference('devices.twin'),
        reference('lost.twin'),
      ];
      for (const one of asked) await found.ask('twin/panel/twinPage', { reference: one, currency: null });
      // The kit's own host says so.
      for (const text of found.keys()) if (text.includes('there is no such file')) found.delete(text);
      assert.ok(found.size >= 4, `only ${[...found.keys()].join('; ')}`);
      hold(found);
    });

    it('drafts and edits that the language would not take', async () => {
      const of = reference('smart-home.twin');
      const changes: readonly Record<string, number>[] = [
        { 'storage.cool': 3_600 },
        { 'storage.archive': 3_600 },
        { 'nothing.count': 1 },
        {},
      ];
      for (const some of changes) {
        await found.ask('twin/panel/draft', { reference: of, currency: null, changes: some });
        await found.ask('twin/panel/quantitiesEdit', { reference: of, changes: some });
        await found.ask('twin/panel/scenarioEdit', { reference: of, name: 'devices', changes: some });
      }
      await found.ask('twin/panel/placeEdit', { reference: of, set: {}, free: [] });
      await found.ask('twin/panel/fixEdit', { reference: of, code: 'twin-1001', at: { line: 0, character: 0 }, index: 0 });
      hold(found);
    });
  });

  it('every component and flow, every meter’s unit, every assumption', () => {
    const found = new Map<string, string>();
    const note = (text: string, where: string): unknown => found.set(text, where);
    const formulas = (uses: readonly Use[], where: string): void => {
      for (const meter of new Set(uses.map((use) => use.meter))) {
        // As a line joins them.
        note([...new Set(uses.filter((use) => use.meter === meter).map(({ formula }) => formula))].join(' + '), `${where} ${meter}`);
        for (const use of uses) note(use.formula, where);
      }
    };
    for (const { id, role, uses, plans = [{ name: '', uses: [] }] } of COMPONENTS) {
      note(role, id);
      for (const plan of plans) formulas([...uses, ...plan.uses], id);
    }
    for (const { id, what, sender, egress, receiver } of FLOWS) {
      note(what, id);
      for (const end of [sender, egress, receiver]) for (const provider of PROVIDERS) formulas(end[provider], id);
    }
    for (const role of ['connector', 'reader', 'egress', 'receiver']) note(role, 'ends of a crossing');
    for (const { unit } of Object.values({ ...METERS, ...PLAN_METERS })) note(unit, 'units');
    for (const [id, { unit, why, source }] of Object.entries(ASSUMPTIONS)) {
      note(unit, id);
      note(why, id);
      note(source, `${id} source`);
    }
    for (const text of NOT_COUNTED) note(text, 'not counted');
    hold(found);
  });

  it('every sentence in the sources', () => {
    const found = FILES.flatMap((file) => sentencesOf(file).map((text) => [text, file] as const));
    const missing = PARTS.filter((part) => !found.some(([text]) => text === part));
    assert.deepEqual(missing, [], 'these are no longer in the sources: take them off the list');
    hold(found.filter(([text]) => !PARTS.includes(text)));
  });

  it('sentences that are put together, where nothing above leads', () => {
    const sentences = [
      'residency DE: it is not known where moon-1 lies',
      'residency DE: it is not known where its region lies',
      'no cloud can serve L4 (gcp: not available)',
      'no cloud can serve L2 (aws: not available); no cloud can serve L4 (azure: 2,500,000 entities are more than the 1,000,000 that one Azure Digital Twins instance holds)',
      'No cloud can serve L4 (azure: 2,500 entities are more than the 1,000 that one Azure Digital Twins instance holds).',
      'What flows between the slots cannot be priced (a price is missing, or the quantity is beyond what can be computed).',
      'no placement is possible',
      'No placement is possible.',
      '12 errors leave something out, so it costs at least this.',
      '12 errors leave parts of L4 out, so it costs at least this.',
      'Data of probes would leave the archive tier before the hot one. Make `archive` at least as long as `hot`.',
      'There is no twin A in this file (any more). Write `twin NAME { … }`.',
      'A has no scenario B (any more). It has none.',
      'A has no scenario B (any more). There are: C, D.',
      'There is no twin to report on.',
      'file:///a.twin cannot be read. Open a .twin file that exists.',
      'file:///a.twin cannot be read (it does not exist). Open a .twin file that exists.',
      ...['it is not in this commit', 'it cannot be read', 'it could not be read', 'this editor gives no access to files'],
      'A is already the name of a declaration of this file. Choose another name.',
      'probes is already a group of devices. Choose another name.',
      '12 others',
    ];
    hold(sentences.map((text) => [text, 'put together']));
    assert.equal(
      german.find(sentences[3] ?? ''),
      'keine Cloud kann L2 bedienen (aws: nicht verfügbar); keine Cloud kann L4 bedienen (azure: 2\u202f500\u202f000 Entitäten sind mehr als die 1\u202f000\u202f000, die eine Instanz von Azure Digital Twins hält)',
    );
  });

  it('units of quantities as files write them', () => {
    const plain = [
      'ms',
      's',
      'second',
      'seconds',
      'min',
      'minute',
      'minutes',
      'h',
      'hour',
      'hours',
      'day',
      'days',
      'week',
      'weeks',
      'year',
    ];
    const others = [
      'month',
      'months',
      'years',
      'B',
      'KB',
      'MB',
      'GB',
      'TB',
      'KiB',
      'MiB',
      'GiB',
      'TiB',
      '%',
      'Hz',
      'h / day',
      'GB / month',
    ];
    const rates = ['s', 'min', 'h', 'hour', 'day', 'week', 'month', 'year'].map((unit) => `/ ${unit}`);
    hold([...plain, ...others, ...rates].map((text) => [text, 'unit']));
  });

  it('numbers with groups of digits', () => {
    const cases = {
      'messages of a have 12 KB, Firestore takes at most 9 KB': 'Nachrichten von a haben 12 KB, Firestore nimmt höchstens 9 KB an',
      'messages of a have 1,234,567.5 KB, AWS IoT Core takes at most 9,765.63 KB':
        'Nachrichten von a haben 1\u202f234\u202f567,5 KB, AWS IoT Core nimmt höchstens 9\u202f765,63 KB an',
      'a function that runs countless s is above the limit of 900 s':
        'eine Funktion, die unzählbar viele s läuft, liegt über der Grenze von 900 s',
      '2,500,001 entities are more than the 1,000,000 that one Azure Digital Twins instance holds':
        '2\u202f500\u202f001 Entitäten sind mehr als die 1\u202f000\u202f000, die eine Instanz von Azure Digital Twins hält',
    };
    for (const [text, expected] of Object.entries(cases)) assert.equal(german.find(text), expected);
  });

  it('details of causes', () => {
    const rates = ['ms', 's', 'min', 'h', 'days', 'months'].map((unit) => `every 2 ${unit}`);
    const ones = ['s', 'min', 'h', 'day', 'month'].map((unit) => `every 1 ${unit}`);
    const per = ['s', 'min', 'hour', 'day', 'week', 'month', 'year'].map((unit) => `0.5 / ${unit}`);
    const all = [...rates, ...ones, ...per].flatMap((rate) => [`1\u202f500, ${rate}`, `1\u202f500, ${rate}, 7.5 h 5 days`]);
    hold(all.map((text) => [text, 'detail']));
    assert.equal(german.find('1\u202f500, every 2 min, 7.5 h 5 days'), '1\u202f500, alle 2 min, 7,5 h an 5 Tagen');
  });

  it('no text takes long, whatever stands in it', () => {
    const hostile = [
      'moves L1 to AWS and ',
      'From 1 the best placement ',
      'messages of 1, have 2, KB, ',
      'a (aws: b; azure: c; gcp: ',
      '1,',
      ', every 1 min',
    ];
    // Where matching explodes, this takes minutes, and the runner's limit ends it.
    for (const part of hostile) assert.doesNotThrow(() => german.find(part.repeat(1_000).slice(0, 1_900)));
  });

  it('notes of single prices stay as they are', () => {
    assert.ok(NOTES.size > 50);
    assert.deepEqual(
      [...NOTES].filter((note) => german.find(note) !== null),
      [],
    );
  });
});

/** Where reasons and refusals are written as one literal each. What they are put together from is reached by the panels above. */
const FILES = [
  ...globSync('packages/cost/src/paper/*.ts', { cwd: ROOT }).filter((file) => !/\.test\.ts$|tiers\.ts$/.test(file)),
  'packages/topology/src/constraints.ts',
  'packages/cost/src/unavailable.ts',
  'packages/optimizer/src/rules.ts',
  'packages/optimizer/src/evaluate.ts',
  'packages/analysis/src/draft.ts',
  'packages/analysis/src/quantity-edits.ts',
  'server/src/panels/edits.ts',
  'server/src/node/host.ts',
];

/** Parts of a sentence, names of services, and what no screen shows. */
const PARTS: readonly string[] = [
  ...['Amazon DynamoDB', 'Amazon S3 Standard-IA', 'Amazon S3 Glacier Deep Archive', 'Amazon Managed Grafana', 'AWS data transfer'],
  ...['Azure IoT Hub', 'Azure Cosmos DB', 'Azure Blob Storage Cool', 'Azure Blob Storage Archive', 'Azure Digital Twins'],
  ...['Azure Managed Grafana', 'Azure Functions', 'Azure bandwidth', 'Google Cloud', 'Google Pub/Sub'],
  ...['aws.s3InfrequentAccess.storagePrice, upfrontPrice', 'azure.azureDigitalTwins.queryPrice, queryUnitTiers'],
  // Rules of a file as it writes them.
  ...['providers X', 'X auto except X', 'residency X', 'place X X', 'X for X'],
  // Put together.
  ...['has several prices', 'has no price', 'the price book X for X in X', 'X lies in X', 'it is not known where  lies', 'residency X: X'],
  ...['no cloud can serve X (X)', 'X has no cloud left: X; Google Cloud is X.', ' of X'],
  'DataX would leave the X tier before the X one. Make `X` at least as long as `X`.',
  ...['Choose another name.', 'X is already the name of a declaration of this file. X', 'X is already a group of devices. X'],
  // Titles of edits.
  ...['X on X', 'X in scenario X', 'Place X', ' X to the optimizer', 'Change nothing', 'Change X', 'Save scenario X', ' and X more'],
];

/** Literals with a space, and templates with their values filled; errors that nobody should see are left out. */
function sentencesOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isStringLiteralLike(node) && /[a-z]{2}.* /.test(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const filled = node.templateSpans.reduce(
        (text, { expression, literal }) => text + valueOf(expression) + literal.text,
        node.head.text,
      );
      if (/[a-z]{2}.* /.test(filled)) found.push(filled);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function valueOf(expression: ts.Expression): string {
  if (ts.isConditionalExpression(expression)) return '';
  const made = expression.getText();
  if (made.startsWith('count(')) return '12';
  return made.startsWith('kilobytes(') ? '12 KB' : 'X';
}

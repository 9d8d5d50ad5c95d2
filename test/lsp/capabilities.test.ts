/** Every capability of the bundled server, asked over stdio by a real client. What is said in full is the language's and analysis' own tests' matter. */
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentDiagnosticReport,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  LinkedEditingRanges,
  Location,
  MarkupContent,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { REQUESTS, type MarkdownResult, type PriceStatus, type QueryResult, type TwinNode } from '@twin2multicloud/protocol';
import { applied, EVERYTHING, start, type Client } from './client.ts';

const DEVICES = `/// A radiator thermostat.
device Thermostat {
  every   2 min
  payload 0.25 KB
  telemetry { temperature: number "°C"  window: boolean }
}
`;
const HOME = `language 1

import "./devices.twin"

/// A house with sensors.
twin SmartHome "Smart Home" {
  currency EUR
  budget   1 EUR / month
  devices thermostats : Thermostat { count 60 }
  devices motion {
    count   40
    rate    30 / hour
    payload 0.25 KB
    telemetry { battery: number "%" }
  }
  processing {
    on thermostats.temperature > 30 { notify "too hot" }
  }
  storage {
    hot  1 month
    cool 3 months
  }
  place { L1 aws }
  scenario Winter { thermostats.every = 30 s }
}
`;

describe('the bundled server over stdio', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'twin lsp '));
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const home = uriOf('home.twin');
  const devices = uriOf('devices.twin');
  let client: Client;

  before(async () => {
    writeFileSync(path.join(folder, 'home.twin'), HOME);
    writeFileSync(path.join(folder, 'devices.twin'), DEVICES);
    writeFileSync(path.join(folder, 'other.twin'), 'import "./devices.twin"\ntwin Other { devices d : Thermostat { count 2 } }\n');
    mkdirSync(path.join(folder, 'functions'));
    writeFileSync(path.join(folder, 'functions/comfort.ts'), '');
    client = await start({ folders: [pathToFileURL(folder).href] });
    client.open(home, HOME);
  });
  after(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const doc = { textDocument: { uri: home } };

  it('pushes problems with codes, pages and versions', async () => {
    const diagnostics = await client.diagnostics(home);
    const budget = diagnostics.find(({ code }) => code === 'twin-4002');
    assert.ok(budget, JSON.stringify(diagnostics));
    assert.equal(budget.source, 'twin');
    assert.match(budget.codeDescription?.href ?? '', /twin-4002\.md$/);
    assert.match(budget.message as string, /Over the budget: .* of 1\.00 EUR/);
  });

  it('answers a pull with a result id, and says when nothing has changed', async () => {
    const first = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', doc);
    assert.equal(first.kind, 'full');
    const again = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { ...doc, previousResultId: first.resultId });
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
  });

  it('pulls the whole workspace, closed files too', async () => {
    const first = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(first.items.map(({ uri }) => path.basename(uri)).sort(), ['devices.twin', 'home.twin', 'other.twin']);
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    const again = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    assert.deepEqual(new Set(again.items.map(({ kind }) => kind)), new Set(['unchanged']));
  });

  it('hovers with the meaning and the cost on all clouds', async () => {
    const hover = await client.request<Hover>('textDocument/hover', client.at(home, 'hot  1', 1));
    const { value } = hover.contents as MarkupContent;
    assert.match(value, /hot/);
    assert.match(value, /\| € per month \|/);
    assert.match(value, /, chosen/);
    assert.match(value, /total if moved/);
    const group = await client.request<Hover>('textDocument/hover', client.at(home, 'thermostats :', 2));
    assert.match((group.contents as MarkupContent).value, /What it causes/);
  });

  it('tells in the hover why a cloud is chosen, what the others would take, and at which rate that changes', async () => {
    const hover = async (needle: string, by: number): Promise<string> => {
      const { contents } = await client.request<Hover>('textDocument/hover', client.at(home, needle, by));
      return (contents as MarkupContent).value;
    };
    const changes = /(is cheapest on|stays on|would be on) .*messages a month/;
    const line = await hover('L1 aws', 1);
    assert.match(line, /What the slot costs · \*\*L1 Data acquisition on AWS\*\*: fixed by line 23; .* would save [\d.]+ €/);
    assert.match(line, /\| AWS IoT Core, message broker \|/);
    assert.match(line, changes);
    assert.match(line, /AWS IoT Core: (price|assumed) .*read \d+ days? ago/);
    const all = await hover('place {', 2);
    assert.match(all, /\| € per month \| AWS \| Azure \| Google Cloud \| why \|/);
    assert.match(all, /fixed by line 23/);
    assert.match(await hover('devices motion', 2), /\*\*L1 Data acquisition on AWS\*\*/);
    assert.match(await hover('processing {', 2), /What the slot costs · \*\*L2 Data processing on/);
    const storage = await hover('storage {', 2);
    assert.match(storage, /\*\*L3\.hot\*\*.*\n.*\*\*L3\.cool\*\*/);
    const group = await hover('motion {', 1);
    assert.match(group, /\| messages \| 28\u202f800 \| 876\u202f000 \|/);
    assert.match(group, /What it causes, in every slot · \*\*motion: [\d.]+ € per month\*\*/);
    assert.match(group, /total if all moved/);
    // Asked again it is the same, kept.
    assert.equal(await hover('L1 aws', 1), line);
  });

  it('keeps no hover of a text that has changed', async () => {
    const uri = 'untitled:kept';
    const text = 'twin A {\n  devices d { count 5  every 1 min  payload 1 KB }\n  storage { hot 1 month }\n  place { L1 azure }\n}\n';
    client.open(uri, text);
    const hover = async (): Promise<string> =>
      ((await client.request<Hover>('textDocument/hover', client.at(uri, 'L1', 1))).contents as MarkupContent).value;
    assert.match(await hover(), /on Azure\*\*: fixed by line 4/);
    const start = text.indexOf('azure');
    client.change(uri, [{ start, end: start + 5, text: 'gcp' }]);
    assert.match(await hover(), /on Google Cloud\*\*: fixed by line 4/);
    client.close(uri);
  });

  it('links to the trace where the client has the command', async () => {
    const other = await start({ initializationOptions: { commands: true } });
    other.open('untitled:a', 'twin A {\n  devices d { count 5  every 1 min  payload 1 KB }\n  storage { hot 1 month }\n}\n');
    assert.equal(other.initialized.capabilities.executeCommandProvider, undefined);
    const hover = await other.request<Hover>('textDocument/hover', other.at('untitled:a', 'hot', 1));
    const link = /\[Explain\]\(command:twin\.explain\?([^)]*)\)/.exec((hover.contents as MarkupContent).value)?.[1] ?? '';
    const [params] = JSON.parse(decodeURIComponent(link)) as [object];
    assert.deepEqual(params, { uri: 'untitled:a', twin: 'A', slot: 'L3.hot' });
    assert.match((await other.request<MarkdownResult>(REQUESTS.explain, params)).markdown, /## L3\.hot on/);
    await other.stop();
    const executed = await client.request<MarkdownResult>('workspace/executeCommand', {
      command: 'twin.compare',
      arguments: [{ uri: home }],
    });
    assert.match(executed.markdown, /comparison/);
  });

  it('completes, and resolves the documentation', async () => {
    const list = await client.request<CompletionList>('textDocument/completion', client.at(home, '    payload 0.25', 4));
    const peak = list.items.find(({ label }) => label === 'peak');
    assert.ok(peak, list.items.map(({ label }) => label).join());
    const resolved = await client.request<CompletionItem>('completionItem/resolve', peak);
    assert.ok((resolved.documentation as MarkupContent).value.length > 10);
    const files = await client.request<CompletionList>('textDocument/completion', client.at(home, '"./devices', 3));
    assert.ok(files.items.some(({ label }) => label === './other.twin'));
  });

  it('helps with signatures', async () => {
    const help = await client.request<SignatureHelp>('textDocument/signatureHelp', client.at(home, 'rate    30', 9));
    assert.match(help.signatures[0]?.label ?? '', /^rate/);
  });

  it('finds definitions, references and highlights', async () => {
    const [definition] = await client.request<Location[]>('textDocument/definition', client.at(home, ': Thermostat', 3));
    assert.equal(definition?.uri, devices);
    const references = await client.request<Location[]>('textDocument/references', {
      ...client.at(home, ': Thermostat', 3),
      context: { includeDeclaration: true },
    });
    assert.deepEqual([...new Set(references.map(({ uri }) => path.basename(uri)))].sort(), ['devices.twin', 'home.twin', 'other.twin']);
    const highlights = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', client.at(home, 'thermostats :'));
    assert.equal(highlights.length, 3);
  });

  it('renames across files, and refuses in words', async () => {
    const spot = client.at(home, ': Thermostat', 3);
    const prepared = await client.request<{ placeholder: string }>('textDocument/prepareRename', spot);
    assert.equal(prepared.placeholder, 'Thermostat');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...spot, newName: 'Radiator' });
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(changes.length, 3);
    assert.equal(changes.find(({ textDocument }) => textDocument.uri === home)?.textDocument.version, 1);
    const other = changes.find(({ textDocument }) => textDocument.uri === devices);
    assert.match(applied(DEVICES, (other?.edits ?? []) as TextEdit[]), /device Radiator \{/);
    await assert.rejects(client.request('textDocument/rename', { ...spot, newName: '1 no name' }), /is no name/);
  });

  it('lists symbols of the document and of the workspace', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', doc);
    assert.equal(symbols[0]?.name, 'SmartHome');
    assert.ok(symbols[0].children?.some(({ name }) => name === 'motion'));
    const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'therm' });
    assert.ok(found.some(({ name, location }) => name === 'Thermostat' && location.uri === devices));
  });

  it('folds, selects, links', async () => {
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', doc);
    assert.ok(folds.some(({ startLine }) => startLine === 5));
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      ...doc,
      positions: [client.at(home, '30 / hour').position],
    });
    assert.ok(selection?.parent?.parent);
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', doc);
    assert.equal(links[0]?.target, devices);
  });

  it('links the edits of a name that only this file has', async () => {
    const linked = await client.request<LinkedEditingRanges>('textDocument/linkedEditingRange', client.at(home, 'thermostats :'));
    assert.equal(linked.ranges.length, 3);
  });

  it('gives semantic tokens: full, delta and range', async () => {
    const full = await client.request<SemanticTokens>('textDocument/semanticTokens/full', doc);
    assert.equal(full.data.length % 5, 0);
    const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      ...doc,
      previousResultId: full.resultId,
    });
    assert.deepEqual(delta.edits, []);
    const range = await client.request<SemanticTokens>('textDocument/semanticTokens/range', {
      ...doc,
      range: { start: { line: 9, character: 0 }, end: { line: 11, character: 0 } },
    });
    assert.ok(range.data.length > 0 && range.data.length < full.data.length);
  });

  it('shows figures at the ends of lines, with the trace on resolve', async () => {
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { ...doc, range: whole });
    const labels = hints.map(({ label }) => label as string);
    assert.ok(
      labels.some((label) => /^≈ [\d.]+ €\/mo$/.test(label)),
      labels.join(),
    );
    assert.ok(labels.some((label) => / on (AWS|Azure|Google Cloud)$/.test(label)));
    const lines = HOME.split('\n');
    for (const { position } of hints) assert.equal(position.character, lines[position.line]?.length);
    const resolved = await client.request<InlayHint>('inlayHint/resolve', hints[0]);
    assert.match((resolved.tooltip as MarkupContent).value, /\|/);
  });

  it('shows the total above twins and scenarios', async () => {
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', doc);
    const resolved = await Promise.all(lenses.map((lens) => client.request<CodeLens>('codeLens/resolve', lens)));
    const titles = resolved.map(({ command }) => command?.title ?? '');
    assert.match(titles[0] ?? '', /^[\d.]+ €\/month · \d clouds?/);
    assert.deepEqual(titles.slice(1, 3), ['Compare', 'Explain']);
    assert.match(titles[3] ?? '', /than the file$/);
    assert.equal(resolved[0]?.range.start.line, 5);
    assert.deepEqual(resolved[1]?.command?.arguments, [{ uri: home, twin: 'SmartHome' }]);
  });

  it('offers quick fixes, refactorings and source actions', async () => {
    const position = client.at(home, 'budget   1').position;
    const range = { start: position, end: position };
    const fixes = await client.request<CodeAction[]>('textDocument/codeAction', { ...doc, range, context: { diagnostics: [] } });
    const raise = fixes.find(({ title }) => title.startsWith('Raise the budget to'));
    assert.equal(raise?.kind, 'quickfix');
    assert.equal(raise.diagnostics?.[0]?.code, 'twin-4002');
    const rate = client.at(home, 'rate    30').position;
    const rewrites = await client.request<CodeAction[]>('textDocument/codeAction', {
      ...doc,
      range: { start: rate, end: rate },
      context: { diagnostics: [], only: ['refactor'] },
    });
    assert.ok(
      rewrites.some(({ kind }) => kind === 'refactor.rewrite'),
      rewrites.map(({ title }) => title).join(),
    );
    const sort = await client.request<CodeAction[]>('textDocument/codeAction', {
      ...doc,
      range,
      context: { diagnostics: [], only: ['source'] },
    });
    assert.ok(sort.every(({ kind }) => kind?.startsWith('source.')));
  });

  it('fixes all at once, and sorts blocks', async () => {
    const uri = uriOf('actions.twin');
    const text = 'twin A {\n  place { L1 aws }\n  visualization { viewers 3 }\n  devices g { cuont 1  evry 1 min  payload 1 KB }\n}\n';
    client.open(uri, text);
    const ask = async (kind: string): Promise<CodeAction | undefined> => {
      const found = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only: [kind] },
      });
      return found.find((action) => action.kind === kind);
    };
    const after = (action: CodeAction | undefined): string => {
      const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
      return applied(text, (change?.edits ?? []) as TextEdit[]);
    };
    assert.match(after(await ask('source.fixAll')), /count 1 {2}every 1 min/);
    const sorted = after(await ask('source.sortBlocks'));
    assert.ok(sorted.indexOf('devices') < sorted.indexOf('visualization') && sorted.indexOf('visualization') < sorted.indexOf('place'));
    client.close(uri);
  });

  it('formats before saving where the setting says so', async () => {
    const other = await start({ initializationOptions: { settings: { format: { onSave: true } } } });
    const text = 'twin A {\ndevices g { count    1  every 1 min  payload 1 KB }\n}\n';
    other.open('untitled:a', text);
    const asked = { textDocument: { uri: 'untitled:a' }, reason: 1 };
    const edits = await other.request<TextEdit[]>('textDocument/willSaveWaitUntil', asked);
    assert.match(applied(text, edits), /\n {2}devices g/);
    await other.stop();
  });

  it('asks to be told of files and settings that change', () => {
    const registered = client.requests
      .filter(({ method }) => method === 'client/registerCapability')
      .flatMap(({ params }) => (params as { registrations: { method: string; registerOptions?: unknown }[] }).registrations);
    assert.deepEqual(registered.map(({ method }) => method).sort(), [
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
    assert.match(JSON.stringify(registered), /\*\*\/\*\.twin/);
  });

  it('formats: document, range, on type, before saving', async () => {
    const uri = uriOf('format.twin');
    const text = 'twin A {\r\ndevices g { count    1\r\n      every 1 min  payload 1 KB }\r\n\r\n\r\n\r\n  place { L1   aws }\r\n}';
    client.open(uri, text);
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options });
    const formatted = applied(text, edits);
    assert.ok(edits.length > 1);
    assert.match(formatted, /^twin A \{\r\n {2}devices g \{/);
    assert.ok(!/[^\r]\n/.test(formatted), JSON.stringify(formatted));
    client.change(uri, [{ start: 0, end: text.length, text: formatted }]);
    assert.deepEqual(await client.request('textDocument/formatting', { textDocument: { uri }, options }), []);
    const range = await client.request<TextEdit[]>('textDocument/rangeFormatting', { textDocument: { uri }, range: whole, options });
    assert.deepEqual(range, []);
    const before = client.text(uri);
    const brace = before.indexOf('twin A {') + 'twin A {'.length;
    client.change(uri, [{ start: brace, end: brace, text: '\r\n' }]);
    const typed = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
      textDocument: { uri },
      position: { line: 1, character: 0 },
      ch: '\n',
      options,
    });
    assert.equal(typed[0]?.newText, '  ');
    assert.deepEqual(await client.request('textDocument/willSaveWaitUntil', { textDocument: { uri }, reason: 1 }), []);
    client.close(uri);
  });

  it('follows an edit: figures, problems and version', async () => {
    const at = HOME.indexOf('count   40') + 'count   '.length;
    const before = await client.request<InlayHint[]>('textDocument/inlayHint', { ...doc, range: whole });
    client.change(home, [{ start: at, end: at + 2, text: '4000' }]);
    const now = await client.request<InlayHint[]>('textDocument/inlayHint', { ...doc, range: whole });
    assert.notDeepEqual(
      now.map(({ label }) => label),
      before.map(({ label }) => label),
    );
    await client.diagnostics(home);
    client.change(home, [{ start: at, end: at + 4, text: '40 zz' }]);
    assert.ok((await client.diagnostics(home)).some(({ severity }) => severity === 1));
    client.change(home, [{ start: at, end: at + 5, text: '40' }]);
    const back = await client.request<InlayHint[]>('textDocument/inlayHint', { ...doc, range: whole });
    assert.deepEqual(
      back.map(({ label }) => label),
      before.map(({ label }) => label),
    );
  });

  it('lets imports follow a renamed file', async () => {
    const edit = await client.request<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: devices, newUri: uriOf('types/things.twin') }],
    });
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
    assert.equal(changes.length, 2);
    const own = changes.find(({ textDocument }) => textDocument.uri === home);
    assert.match(applied(client.text(home), (own?.edits ?? []) as TextEdit[]), /import "\.\/types\/things\.twin"/);
  });

  it('answers what is asked beyond LSP', async () => {
    const comparison = await client.request<MarkdownResult>(REQUESTS.compare, { uri: home });
    assert.match(comparison.markdown, /# Smart Home: comparison/);
    assert.match(comparison.markdown, /everything on one cloud/);
    assert.match(comparison.markdown, /\| Winter \|/);
    const explained = await client.request<MarkdownResult>(REQUESTS.explain, { uri: home, twin: 'SmartHome', slot: 'L1' });
    assert.match(explained.markdown, /## L1 on aws/);
    const tree = await client.request<TwinNode[]>(REQUESTS.tree, {});
    assert.deepEqual(tree.map(({ twin, scenario }) => `${twin}${scenario ?? ''}`).sort(), ['Other', 'SmartHome', 'SmartHomeWinter']);
    const prices = await client.request<PriceStatus>(REQUESTS.prices, undefined);
    assert.ok(prices.prices > 100 && prices.ageInDays >= 0);
    for (const tool of ['twin_cost', 'twin_compare', 'twin_explain', 'twin_optimize']) {
      const result = await client.request<QueryResult>(REQUESTS.query, { tool, arguments: { uri: home } });
      assert.match('text' in result ? result.text : result.error, /EUR per month/);
    }
    const nothing = await client.request<QueryResult>(REQUESTS.query, { tool: 'twin_cost', arguments: { uri: home, twin: 'Nobody' } });
    assert.match('error' in nothing ? nothing.error : '', /There is no such twin/);
  });

  it('honors settings', async () => {
    client.settings = { currency: 'CHF', inlayHints: { figures: 'slot' }, format: { onSave: true } };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const slots = async (): Promise<string[]> =>
      (await client.request<InlayHint[]>('textDocument/inlayHint', { ...doc, range: whole })).map(({ label }) => label as string);
    let labels = await slots();
    for (let turn = 0; turn < 50 && labels.some((label) => label.endsWith('/mo')); turn++) labels = await slots();
    assert.ok(labels.length > 0 && labels.every((label) => / on | over the best$/.test(label)), labels.join());
    client.settings = { inlayHints: { enabled: false } };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    for (let turn = 0; turn < 50 && labels.length > 0; turn++) labels = await slots();
    assert.deepEqual(labels, []);
    client.settings = {};
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  });

  it('counts columns in UTF-8 where that is agreed', async () => {
    const other = await start({ capabilities: { ...EVERYTHING, general: { positionEncodings: ['utf-8'] } } });
    assert.equal(other.initialized.capabilities.positionEncoding, 'utf-8');
    const text = 'twin Ä "😀" { devices g { count 1  every 1 min  payload 1 KB } }\n';
    other.open('untitled:a', text);
    const bytes = new TextEncoder().encode(text.slice(0, text.indexOf('count') + 2)).length;
    const hover = await other.request<Hover>('textDocument/hover', {
      textDocument: { uri: 'untitled:a' },
      position: { line: 0, character: bytes },
    });
    assert.equal(hover.range?.start.character, bytes - 2);
    await other.stop();
  });

  it('runs over a socket and a pipe', async () => {
    for (const transport of ['socket', 'pipe'] as const) {
      const other = await start({ transport });
      other.open('untitled:a', 'twin A { }\n');
      assert.ok((await other.diagnostics('untitled:a')).length > 0);
      await other.stop();
    }
  });

  it('has logged no mistake of its own', () => {
    assert.deepEqual(
      client.log.filter((line) => /Error|at /.test(line)),
      [],
    );
    assert.equal(readFileSync(path.join(folder, 'home.twin'), 'utf8'), HOME);
  });
});

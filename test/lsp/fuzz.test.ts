/**
 * The server under a client that does everything at once: random edits, requests at random places, cancels, versions out of order,
 * closed documents. FUZZ says how many requests (default 1,500; 100,000 take a few minutes).
 * No wrong version: what is published is never of a text that the server was not sent, nor of an older one than before; answers are held
 * against those of a fresh server that has seen nothing but the texts of the moment at which the request was sent.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node';
import { houseText } from '../../bench/house.ts';
import { manyTwins, random } from '../../bench/generate.ts';
import { start } from './client.ts';

const REQUESTS_TO_SEND = Number(process.env.FUZZ ?? 1_500);
const SNIPPETS = [
  '',
  '\n',
  '}',
  '{',
  '"',
  '7',
  ' every 3 s',
  'twin Z { ',
  '/// doc\n',
  'import "./b.twin"\n',
  'device D { every 1 s payload 1 KB }\n',
  '😀',
  '\r\n',
  'place { L1 gcp }',
  '\u0000',
  'on x.y > 3 ',
];
const METHODS = [
  'hover',
  'completion',
  'signatureHelp',
  'definition',
  'references',
  'documentHighlight',
  'prepareRename',
  'rename',
  'documentSymbol',
  'foldingRange',
  'selectionRange',
  'documentLink',
  'linkedEditingRange',
  'semanticTokens/full',
  'semanticTokens/full/delta',
  'semanticTokens/range',
  'inlayHint',
  'codeLens',
  'codeAction',
  'formatting',
  'rangeFormatting',
  'onTypeFormatting',
  'diagnostic',
  'willSaveWaitUntil',
] as const;

/** Answered from the text alone, so that a fresh server must answer the same. */
const REPLAYED: ReadonlySet<string> = new Set([
  'hover',
  'completion',
  'signatureHelp',
  'definition',
  'documentHighlight',
  'prepareRename',
  'documentSymbol',
  'foldingRange',
  'selectionRange',
  'documentLink',
  'linkedEditingRange',
  'semanticTokens/full',
  'semanticTokens/range',
  'inlayHint',
  'codeLens',
  'formatting',
  'onTypeFormatting',
  'diagnostic',
]);
/** About so many answers are held against a fresh server. */
const REPLAYS = Math.max(50, REQUESTS_TO_SEND / 200);

interface Sample {
  readonly method: string;
  readonly params: object;
  readonly texts: ReadonlyMap<string, { readonly text: string; readonly version: number }>;
  answer?: unknown;
}

/** No position of LSP lies between the two halves of a line break. */
function placeIn(text: string, offset: number): number {
  return text[offset - 1] === '\r' && text[offset] === '\n' ? offset + 1 : Math.min(offset, text.length);
}

/** Without the names of results, which every server counts for itself. */
function bare(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer ?? null, (key, value: unknown) => (key === 'resultId' ? undefined : value)));
}

/** Answers that are no mistake: cancelled, too late, or a rename that is refused in words. */
const FINE: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  LSPErrorCodes.ServerCancelled,
  ErrorCodes.InvalidRequest,
];

describe('the server under random use', function () {
  this.timeout(1_200_000);

  it(`answers ${REQUESTS_TO_SEND} requests without a mistake, and ends with the right texts`, async () => {
    const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);
    const numbers = random(seed);
    const upTo = (limit: number): number => Math.floor(numbers() * limit);
    const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;
    const sentVersions = new Map<string, number>();
    const seenVersions = new Map<string, number>();
    const client = await start({
      onDiagnostics: ({ uri, version, diagnostics }) => {
        if (version === undefined) return assert.equal(diagnostics.length, 0, `${uri} without a version`);
        assert.ok(version <= (sentVersions.get(uri) ?? -1), `${uri}: version ${version} was never sent`);
        assert.ok(version >= (seenVersions.get(uri) ?? 0), `${uri}: version ${version} after a newer one`);
        seenVersions.set(uri, version);
      },
    });
    const samples: Sample[] = [];
    const uris = ['untitled:/a.twin', 'untitled:/b.twin', 'untitled:/c.twin'];
    const texts = [houseText(), manyTwins(4), 'import "./a.twin"\ntwin C { devices d : Thermostat { count 3 } }\n'];
    const open = new Set<string>();
    let [answered, cancelled, refused, sent] = [0, 0, 0, 0];
    const pending: Promise<void>[] = [];
    let lastId = '';

    /** The texts of this moment, for one in so many requests. */
    const sampled = (method: string, params: object): Sample | undefined => {
      if (!REPLAYED.has(method.replace('textDocument/', '')) || upTo(Math.ceil(REQUESTS_TO_SEND / REPLAYS / 2)) > 0) return undefined;
      const texts = new Map([...open].map((uri) => [uri, { text: client.text(uri), version: client.version(uri) }]));
      const sample = { method, params: structuredClone(params), texts };
      samples.push(sample);
      return sample;
    };
    const ask = (method: string, params: object, cancel: boolean): void => {
      const source = new CancellationTokenSource();
      sent++;
      const sample = cancel ? undefined : sampled(method, params);
      pending.push(
        client.connection.sendRequest<{ resultId?: string } | null>(method, params, source.token).then(
          (result) => {
            answered++;
            if (sample !== undefined) sample.answer = bare(result);
            lastId = result?.resultId ?? lastId;
          },
          (error: unknown) => {
            assert.ok(
              error instanceof ResponseError && FINE.includes(error.code),
              `${method}: ${String(error)} (seed ${seed}) ${client.log.join()}`,
            );
            if (error.code === LSPErrorCodes.RequestCancelled) cancelled++;
            else refused++;
          },
        ),
      );
      if (cancel) source.cancel();
    };

    while (sent < REQUESTS_TO_SEND) {
      const index = upTo(uris.length);
      const uri = uris[index] ?? '';
      const dice = numbers();
      if (dice < 0.05) {
        if (open.has(uri)) {
          client.close(uri);
          open.delete(uri);
        } else {
          // Never again a version that there was, so that one is known by it.
          sentVersions.set(uri, (sentVersions.get(uri) ?? 0) + 1 + upTo(1000));
          client.open(uri, texts[index] ?? '', sentVersions.get(uri));
          open.add(uri);
        }
      } else if (dice < 0.35 && open.has(uri)) {
        const changes = Array.from({ length: 1 + upTo(3) }, () => {
          const { length } = client.text(uri);
          const at = upTo(length + 1);
          return { start: at, end: Math.min(length, at + upTo(12)), text: pick(SNIPPETS) };
        });
        // Each change is meant for the text that the one before it leaves.
        for (const change of changes) {
          client.change(uri, [{ ...change, start: placeIn(client.text(uri), change.start), end: placeIn(client.text(uri), change.end) }]);
        }
        // Else chance alone makes the texts long and the test slow.
        if (client.text(uri).length > 6_000) client.change(uri, [{ start: 0, end: client.text(uri).length, text: texts[index] ?? '' }]);
        sentVersions.set(uri, client.version(uri));
      } else {
        const position = { line: upTo(60) - 2, character: upTo(50) };
        const range = { start: position, end: { line: position.line + upTo(9), character: upTo(50) } };
        const params: { previousResultId?: string; [name: string]: unknown } = {
          textDocument: { uri },
          position: { line: Math.max(0, position.line), character: position.character },
          positions: [{ line: Math.max(0, position.line), character: position.character }],
          range: {
            start: { ...range.start, line: Math.max(0, range.start.line) },
            end: { ...range.end, line: Math.max(0, range.end.line) },
          },
          context: { includeDeclaration: numbers() < 0.5, diagnostics: [], ...(numbers() < 0.2 ? { only: ['source', 'quickfix'] } : {}) },
          options: { tabSize: 2, insertSpaces: true },
          newName: pick(['fresh', 'count', '7', 'thermostats']),
          ch: pick(['\n', '}']),
          reason: 1,
          previousResultId: lastId,
        };
        if (pick([true, false])) delete params.previousResultId;
        const other = numbers();
        if (other < 0.03) ask('workspace/symbol', { query: pick(['', 'the', 'zz']) }, numbers() < 0.3);
        else if (other < 0.05) ask('workspace/diagnostic', { previousResultIds: [] }, numbers() < 0.5);
        else if (other < 0.08) ask(pick(['twin/compare', 'twin/explain', 'twin/tree', 'twin/prices']), { uri }, numbers() < 0.2);
        else ask(`textDocument/${pick(METHODS)}`, params, numbers() < 0.15);
      }
      if (pending.length >= 200) await Promise.all(pending.splice(0));
    }
    await Promise.all(pending);
    assert.equal(answered + cancelled + refused, sent);

    // What the server has is what the client has: a fresh server says the same.
    const fresh = await start();
    for (const uri of open) fresh.open(uri, client.text(uri), client.version(uri));
    const quiet = async (one: typeof client): Promise<void> => {
      for (const uri of open) await one.diagnostics(uri);
      // What follows from other files comes soon after.
      for (let count = -1; count !== one.published.length; await new Promise((resolve) => setTimeout(resolve, 300)))
        count = one.published.length;
    };
    await Promise.all([quiet(client), quiet(fresh)]);
    for (const uri of open) {
      const last = client.published.findLast((found) => found.uri === uri);
      assert.equal(last?.version, client.version(uri));
      assert.deepEqual(last.diagnostics, fresh.published.findLast((found) => found.uri === uri)?.diagnostics, `${uri} (seed ${seed})`);
    }
    for (const uri of open) {
      const now = { textDocument: { uri } };
      const [left, right] = await Promise.all([
        client.request<{ items: unknown[] }>('textDocument/diagnostic', now),
        fresh.request<{ items: unknown[] }>('textDocument/diagnostic', now),
      ]);
      assert.deepEqual(left.items, right.items, `seed ${seed}`);
      const everything = { ...now, range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } } };
      const labels = async (one: typeof client): Promise<string> =>
        JSON.stringify(
          (await one.request<{ label: string; position: unknown }[]>('textDocument/inlayHint', everything)).map(({ label, position }) => [
            label,
            position,
          ]),
        );
      assert.equal(await labels(client), await labels(fresh), `seed ${seed}`);
    }
    for (const { method, params, texts: then, answer } of samples) {
      if (answer === undefined) continue;
      const other = `${method} ${JSON.stringify(params)} (seed ${seed})`;
      for (const uri of open) fresh.close(uri);
      open.clear();
      for (const [uri, { text, version }] of then) {
        fresh.open(uri, text, version);
        open.add(uri);
      }
      assert.deepEqual(answer, bare(await fresh.request(method, params)), other);
    }
    assert.ok(samples.filter(({ answer }) => answer !== undefined).length > 20);
    assert.deepEqual(client.log, []);
    await fresh.stop();
    await client.stop();
  });
});

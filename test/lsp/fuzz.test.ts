/**
 * The server under a client that does everything at once: random edits, requests at random places, cancels, versions out of order,
 * closed documents. FUZZ says how many requests (default 1,500; 100,000 take a minute or two).
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
    const client = await start();
    const uris = ['untitled:/a.twin', 'untitled:/b.twin', 'untitled:/c.twin'];
    const texts = [houseText(), manyTwins(4), 'import "./a.twin"\ntwin C { devices d : Thermostat { count 3 } }\n'];
    const open = new Set<string>();
    let [answered, cancelled, refused, sent] = [0, 0, 0, 0];
    const pending: Promise<void>[] = [];
    let lastId = '';

    const ask = (method: string, params: unknown, cancel: boolean): void => {
      const source = new CancellationTokenSource();
      sent++;
      pending.push(
        client.connection.sendRequest<{ resultId?: string } | null>(method, params as object, source.token).then(
          (result) => {
            answered++;
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
          client.open(uri, texts[index] ?? '', 1 + upTo(1000));
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
          const { length } = client.text(uri);
          client.change(uri, [{ ...change, start: Math.min(change.start, length), end: Math.min(change.end, length) }]);
        }
        // Else chance alone makes the texts long and the test slow.
        if (client.text(uri).length > 6_000) client.change(uri, [{ start: 0, end: client.text(uri).length, text: texts[index] ?? '' }]);
      } else {
        const position = { line: upTo(60) - 2, character: upTo(50) };
        const range = { start: position, end: { line: position.line + upTo(9), character: upTo(50) } };
        const params = {
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

    // No version was told that the client never had, and none after a newer one (a closed document may begin anew).
    for (const { uri, version, diagnostics } of client.published) {
      assert.ok(uris.includes(uri));
      assert.ok(version !== undefined || diagnostics.length === 0);
    }
    // What the server has is what the client has: a fresh server says the same.
    const fresh = await start();
    for (const uri of open) fresh.open(uri, client.text(uri), client.version(uri));
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
    assert.deepEqual(client.log, []);
    await fresh.stop();
    await client.stop();
  });
});

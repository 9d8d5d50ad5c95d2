/** A client whose screen is German is told problems and fixes in German; all others in English. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol/node';
import { start } from './client.ts';

const URI = 'untitled:home.twin';
const TEXT = `twin Home {
  devices motion {
    count 40
    evry 2 min
    payload 0.25 KB
  }
}
`;

async function told(
  locale?: string,
): Promise<{ readonly problems: readonly (Diagnostic & { readonly message: string })[]; readonly fixes: readonly string[] }> {
  const client = await start(locale === undefined ? {} : { locale });
  client.open(URI, TEXT);
  const problems = (await client.diagnostics(URI)).map((one) => ({
    ...one,
    message: typeof one.message === 'string' ? one.message : one.message.value,
  }));
  const { position } = client.at(URI, 'evry', 1);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
  await client.stop();
  return { problems, fixes: actions.map(({ title }) => title) };
}

describe('the server and the language of the screen', function () {
  this.timeout(60_000);

  it('says problems and fixes in German, with the same code, place and words of the file', async () => {
    const english = await told('en-GB');
    const german = await told('de-AT');
    assert.equal(german.problems.length, english.problems.length);
    assert.ok(english.problems.length > 0 && english.fixes.length > 0);
    for (const [index, { message, ...rest }] of english.problems.entries()) {
      const other = german.problems[index];
      assert.ok(other !== undefined && other.message !== message, message);
      assert.deepEqual(rest, Object.fromEntries(Object.entries(other).filter(([key]) => key !== 'message')));
      for (const [word] of message.matchAll(/`[^`]+`/g)) assert.ok(other.message.includes(word), `${word} in: ${other.message}`);
    }
    assert.equal(german.fixes.length, english.fixes.length);
    for (const [index, title] of english.fixes.entries()) assert.notEqual(german.fixes[index], title);
  });

  it('speaks English to who does not say, and to who asks for another language', async () => {
    const silent = await told();
    assert.deepEqual(await told('fr'), silent);
    assert.ok(silent.problems.some(({ message }) => message.includes('evry')));
  });
});

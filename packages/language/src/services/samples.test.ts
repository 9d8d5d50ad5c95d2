import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { link } from '../semantics/program.ts';
import { parse } from '../syntax/parse.ts';
import { completion } from './completion.ts';
import type { CompletionOptions } from './completion-item.ts';
import { documentation } from './documentation.ts';
import { marksOfMember } from './marks.ts';
import { definition, references } from './navigation.ts';

const SAMPLES = new URL('../../../../samples/', import.meta.url);
const texts = new Map(
  readdirSync(SAMPLES, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.twin'))
    .map((name) => [name, readFileSync(new URL(name, SAMPLES), 'utf8')]),
);

/** The regions that the samples use. */
const options: CompletionOptions = {
  snippets: false,
  regions: [
    { name: 'eu-central', provider: null },
    { name: 'us-east', provider: null },
    { name: 'eu-central-1', provider: 'aws' },
    { name: 'westeurope', provider: 'azure' },
    { name: 'europe-west1', provider: 'gcp' },
  ],
};

describe('services over the samples', () => {
  it('offer the word that was written, from the text before it alone', () => {
    const parsed = new Map([...texts].map(([file, content]) => [file, parse(content, file)]));
    const missed: string[] = [];
    let count = 0;
    for (const [name, text] of texts) {
      for (const declaration of parse(text, name).tree.declarations) {
        for (const member of declaration.members) {
          for (const mark of marksOfMember(member, declaration.kind === 'device')) {
            if (mark.definition === true || /^(?:text|quantity|file|tag|assumption|operator)$/.test(mark.role)) continue;
            const start = declaration.start + member.start + mark.start;
            const before = text.slice(0, start);
            const items = completion(link(new Map(parsed).set(name, parse(before, name)), name), start, options);
            const offered = items.some((item) => {
              const word = text.slice(item.start, declaration.start + member.start + mark.end);
              return item.insertText.startsWith(word);
            });
            count++;
            if (!offered) missed.push(`${mark.role} ${mark.text} in ${name} at ${start}`);
          }
        }
      }
    }
    assert.ok(count > 500, `${count} words`);
    assert.ok(missed.length <= count * 0.01, `${missed.length} of ${count} words are not offered:\n${missed.join('\n')}`);
  }).timeout(60_000);

  it('explain every word of the language, and find where every name is declared', () => {
    const parsed = new Map([...texts].map(([file, content]) => [file, parse(content, file)]));
    for (const [name] of texts) {
      const program = link(parsed, name);
      for (const declaration of parsed.get(name)?.tree.declarations ?? []) {
        for (const member of declaration.members) {
          for (const mark of marksOfMember(member, declaration.kind === 'device')) {
            const offset = declaration.start + member.start + mark.start;
            const where = `${mark.role} ${mark.text} in ${name} at ${String(offset)}`;
            if (/^(?:group|type|field)$/.test(mark.role)) {
              assert.notDeepEqual(definition(program, offset), [], `definition of ${where}`);
              assert.ok(
                references(program, offset).some((found) => found.file === name && found.start === offset),
                `references of ${where}`,
              );
            }
            if (/^(?:text|file|tag|assumption|operator|boolean|quantity)$/.test(mark.role)) continue;
            assert.notEqual(documentation(program, offset), null, `documentation of ${where}`);
          }
        }
      }
    }
  });
});

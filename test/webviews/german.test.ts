/** A German page is German all through: of each text that the engine said in English, only its German is to be read. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PanelMethod } from '@twin2multicloud/protocol';
import { german } from '@twin2multicloud/wording';
import type { Engine } from '../../scripts/views/engine.ts';
import { PREPARE } from '../../scripts/views/pictures.ts';
import { CASES } from '../../scripts/views/record.ts';
import { ENGINE_TEXTS } from '../../webviews/shared/engine-texts.ts';
import { textsAt } from './engine-texts-at.ts';
import { assertNone, views } from './kit.ts';

/** Why a price is not confirmed cites its source, and a rule of the file is code. */
const KEPT = ['unconfirmed', 'breaks[]'];

function textsOf(method: PanelMethod, result: unknown): readonly string[] {
  const paths = (ENGINE_TEXTS[method] ?? []).filter((path) => !KEPT.some((end) => path.endsWith(end)));
  return paths.flatMap((path) => textsAt(result, path)).filter((text) => text !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** The engine, and all that it said. */
function overheard(engine: Engine): { readonly engine: Engine; readonly said: ReadonlySet<string> } {
  const said = new Set<string>();
  const ask: Engine['ask'] = async (method, params) => {
    const result = await engine.ask(method, params);
    for (const text of textsOf(method, result)) said.add(text);
    return result;
  };
  return { engine: { ...engine, ask }, said };
}

describe('German of the engine’s texts', function () {
  this.timeout(120_000);

  const everywhere = new Set<string>();
  for (const { view, name, engine: make, file, state } of CASES) {
    it(`${name}: all of it, and nothing of the English`, async () => {
      const { engine, said } = overheard(make());
      const open = await views.open({ view, engine, file, language: 'de', ...(state === undefined ? {} : { state }) });
      await PREPARE[name]?.(open.page, 1100);
      await open.settle();
      if (name === 'dashboard') {
        await open.page.getByRole('button', { name: 'Smart Home', exact: true }).first().click();
        await open.settle();
        await open.page.getByRole('tab').last().click();
        await open.settle();
      }
      for (const text of said) everywhere.add(text);
      const missing = [...said].filter((text) => german.find(text) === null);
      assertNone(missing, 'without German');
      const page = (await open.text()).replaceAll(/\s+/g, ' ');
      // Code loses its marks on screen; a word that is part of another, or of a meter's name, is none.
      const pattern = (text: string): RegExp =>
        new RegExp(`(?<![\\w.-])${escaped(text.replaceAll('`', '').replaceAll(/\s+/g, ' '))}(?![\\w.-])`);
      const english = [...said].filter((text) => text.length > 5 && german.translate(text) !== text && pattern(text).test(page));
      assertNone(english, 'English');
      assertNone(await open.faults(), name);
      await open.close();
      engine.close?.();
    });
  }

  it('is about much', () => {
    assert.ok(everywhere.size > 30, `${everywhere.size} texts`);
  });
});

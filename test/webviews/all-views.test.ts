/** What holds for every view, in every theme and language: the policy, axe, 320 px, German, and messages that are none. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { VIEWS, type View } from '@twin2multicloud/protocol';
import { THEMES } from '../../scripts/views/cases.ts';
import { engineOver } from '../../scripts/views/engine.ts';
import { allSamples } from '../../scripts/views/record.ts';
import { assertNone, axeFindings, fitsWidth, views, type OpenOptions } from './kit.ts';

const samples = engineOver(allSamples());
const of = (view: View): OpenOptions => (view === 'dashboard' ? { view, engine: samples } : { view });

/** A word of each view that is there only when its figures are. */
const SIGN: Readonly<Record<View, { readonly en: string; readonly de: string }>> = {
  comparison: { en: 'Slots and clouds', de: 'Plätze und Clouds' },
  'what-if': { en: 'Scenarios side by side', de: 'Szenarien nebeneinander' },
  dashboard: { en: 'Twins', de: 'Zwillinge' },
};

for (const view of VIEWS) {
  describe(`view ${view}`, function () {
    this.timeout(120_000);

    for (const theme of THEMES) {
      it(`axe finds nothing in ${theme}, wide and narrow; the policy is kept and nothing comes from outside`, async () => {
        for (const width of [1100, 320]) {
          const open = await views.open({ ...of(view), theme, width });
          assert.ok((await open.text()).includes(width === 320 && view === 'comparison' ? 'Placement' : SIGN[view].en));
          assertNone(await axeFindings(open.page), `${view} ${theme} ${width}`);
          assertNone(await open.faults(), `${view} ${theme} ${width}`);
          await open.close();
        }
      });
    }

    it('is 320 px wide without scrolling sideways, in English and German', async () => {
      for (const language of ['en', 'de']) {
        const open = await views.open({ ...of(view), width: 320, language });
        assert.ok(await fitsWidth(open.page), language);
        await open.close();
      }
    });

    it('speaks German: words, numbers and the page itself', async () => {
      const open = await views.open({ ...of(view), language: 'de' });
      const text = await open.text();
      assert.ok(text.includes(SIGN[view].de), text.slice(0, 400));
      assert.match(text, /\d,\d\d/);
      const figures = await open.page.locator('.figure').allInnerTexts();
      assert.ok(figures.length > 10);
      assertNone(
        figures.filter((figure) => /\d\.\d/.test(figure)),
        'English numbers',
      );
      assert.equal(await open.page.evaluate(() => document.documentElement.lang), 'de');
      assertNone(await axeFindings(open.page), `${view} in German`);
      await open.close();
    });

    it('the keyboard alone reaches every control, and its focus is to be seen', async () => {
      const open = await views.open(of(view));
      const wanted = await open.page.evaluate(() => {
        const all = [
          ...document.querySelectorAll<HTMLElement>(
            'button, toolkit-button, toolkit-dropdown, toolkit-text-field, toolkit-panel-tab, vscode-checkbox, input, summary, [tabindex="0"]',
          ),
        ];
        const stops = all.filter((element) => {
          if (!element.checkVisibility() || element.hasAttribute('disabled') || element.getAttribute('tabindex') === '-1') return false;
          // Of a radio group and of tabs one is a stop; arrow keys go on from there.
          if (element instanceof HTMLInputElement && element.type === 'radio') return element.checked;
          return element.tagName !== 'TOOLKIT-PANEL-TAB' || element.getAttribute('aria-selected') === 'true';
        });
        for (const [index, element] of stops.entries()) element.dataset.stop = String(index);
        return stops.length;
      });
      assert.ok(wanted > 10);
      const reached = new Set<string>();
      const unseen: string[] = [];
      for (let step = 0; step < wanted + 10 && reached.size < wanted; step++) {
        await open.page.keyboard.press('Tab');
        const at = await open.page.evaluate(() => {
          let element = document.activeElement;
          const stop = element?.closest('[data-stop]')?.getAttribute('data-stop') ?? null;
          while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement;
          const html = element?.outerHTML.slice(0, 120) ?? '';
          if (element === null) return { stop, seen: false, html };
          // The ring is the element's own, or one of a part, neighbour or box that stands for it.
          const probe = document.createElement('i');
          probe.style.color = 'var(--vscode-focusBorder)';
          document.body.append(probe);
          const ring = getComputedStyle(probe).color;
          probe.remove();
          const boxes: (Element | null)[] = [
            element,
            element.nextElementSibling,
            ...(document.activeElement?.shadowRoot?.querySelectorAll('*') ?? []),
          ];
          for (let box: Element | null = document.activeElement, up = 0; box !== null && up < 5; box = box.parentElement, up++)
            boxes.push(box);
          const seen = boxes.some((one) => {
            if (one === null) return false;
            const style = getComputedStyle(one);
            return (
              (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
              style.borderTopColor === ring ||
              style.borderBottomColor === ring
            );
          });
          return { stop, seen, html };
        });
        if (at.stop !== null) reached.add(at.stop);
        if (at.stop !== null && !at.seen) unseen.push(at.html);
      }
      const missed = await open.page.evaluate(
        (found) =>
          [...document.querySelectorAll<HTMLElement>('[data-stop]')]
            .filter((element) => !found.includes(element.dataset.stop ?? ''))
            .map((element) => element.outerHTML.slice(0, 120)),
        [...reached],
      );
      assertNone(missed, 'not reached');
      assertNone([...new Set(unseen)], 'focus that is not to be seen');
      await open.close();
    });

    it('every control has a name of its own, in the person’s language', async () => {
      const open = await views.open({ ...of(view), language: 'de' });
      const names = await open.page.evaluate(() =>
        [...document.querySelectorAll('toolkit-text-field, toolkit-dropdown, input[type="range"], vscode-checkbox')]
          .filter((element) => element.checkVisibility())
          .map((element) => {
            const inner = element.shadowRoot?.querySelector('input')?.getAttribute('aria-label');
            return (
              element.tagName === 'VSCODE-CHECKBOX' ? element.textContent : (inner ?? element.getAttribute('aria-label') ?? '')
            ).trim();
          }),
      );
      assert.ok(names.length > 1);
      assertNone(
        names.filter((name) => name === '' || /^(Text field|Icon Button|Loading)$/.test(name)),
        'names that say nothing',
      );
      await open.close();
    });

    it('messages that are none of ours have no effect', async () => {
      const open = await views.open(of(view));
      const before = await open.page.evaluate(() => document.body.innerHTML);
      const [messages] = fc.sample(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              kind: fc.constantFrom('init', 'answer', 'refuse', 'follow', 'changed', 'server', 'constructor', '__proto__'),
              id: fc.jsonValue(),
              result: fc.jsonValue(),
            }),
            // Almost right: one member too many or of another type.
            fc.record({ kind: fc.constant('server'), state: fc.constantFrom('stopped', 1, null) }),
            fc.record({ kind: fc.constant('follow'), reference: fc.record({ uri: fc.string(), twin: fc.jsonValue() }) }),
            fc.record({ kind: fc.constant('init'), view: fc.constantFrom(...VIEWS), strings: fc.jsonValue(), state: fc.jsonValue() }),
            fc.record({
              kind: fc.constant('answer'),
              id: fc.integer({ min: 100, max: 999 }),
              result: fc.jsonValue(),
              more: fc.constant(1),
            }),
          ),
          { minLength: 300, maxLength: 300 },
        ),
        { numRuns: 1, seed: 20_261_121 },
      );
      for (const message of messages ?? []) await open.tell(message);
      await open.settle();
      assert.equal(await open.page.evaluate(() => document.body.innerHTML), before);
      assertNone(await open.faults(), view);
      await open.close();
    });

    it('an answer that does not fit its schema is refused and said, not shown', async () => {
      const open = await views.open({
        ...of(view),
        engine: { ...samples, ask: () => Promise.resolve({ model: { header: '<img src=x onerror=alert(1)>' } }) },
        file: view === 'dashboard' ? null : 'smart-home.twin',
      });
      assert.match(await open.text(), /does not fit this panel/);
      assert.equal(await open.page.locator('img').count(), 0);
      assertNone(await open.faults(), view);
      await open.close();
    });

    it('a stopped server is said: dated figures, nothing to apply, and the ways on', async () => {
      const open = await views.open(of(view));
      await open.tell({ kind: 'server', state: 'failed' });
      await open.settle();
      const text = await open.text();
      assert.match(text, /The language server stopped/);
      assert.match(text, /The figures are from \d\d:\d\d/);
      assertNone(await axeFindings(open.page), `${view} stopped`);
      for (const [label, command] of [
        ['Start again', 'restartServer'],
        ['Show the log', 'showLog'],
        ['Report', 'reportIssue'],
      ] as const) {
        await open.page.locator('.notice').getByRole('button', { name: label }).first().click();
        assert.ok(
          (await open.received()).some((told) => told.kind === 'command' && told.command === command),
          label,
        );
      }
      assert.ok(await fitsWidth(open.page));
      await open.close();
    });

    it('a server that starts, or stopped before there was a figure, is said', async () => {
      const starting = await views.open({ ...of(view), server: 'starting' });
      assert.match(await starting.text(), /Starting the language server/);
      assertNone(await axeFindings(starting.page), `${view} starting`);
      await starting.tell({ kind: 'server', state: 'running' });
      await starting.close();
      const failed = await views.open({ ...of(view), server: 'failed' });
      assert.match(await failed.text(), /There are no figures yet/);
      assertNone(await axeFindings(failed.page), `${view} failed`);
      await failed.close();
    });
  });
}

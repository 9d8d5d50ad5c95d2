/**
 * How fast the views are where there is much: the first paint after the data of a twin of 1,000 groups and of a workspace of 200 twins, and the frames while a slider is
 * dragged. The best of several tries counts: what else the machine does is not the view's.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { View } from '@twin2multicloud/protocol';
import { engineOver, HOUSE, houseFiles, manyGroups, type Engine } from '../../scripts/views/engine.ts';
import { views } from './kit.ts';

const TRIES = 5;
const FIRST_PAINT_MS = 300;
const FRAME_MS = 50;
/** One frame of 60 a second. */
const FOLLOWS_MS = 16;

/** Milliseconds from the moment when the first answer reaches the view until the frame after `selector` is there. */
async function firstPaint(view: View, engine: Engine, file: string | null, selector: string): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < TRIES && Math.min(...times, Infinity) > FIRST_PAINT_MS / 3; attempt++) {
    const open = await views.open({ view, engine, file, watch: selector });
    times.push(await open.page.evaluate(() => Reflect.get(window, 'firstPaint') as number));
    await open.close();
  }
  return Math.min(...times);
}

function twoHundred(): Readonly<Record<string, string>> {
  const files: Record<string, string> = { ...houseFiles() };
  for (let index = 0; index < 199; index++)
    files[`twin-${index}.twin`] = HOUSE.replace('twin SmartHome "Smart Home"', `twin House${index} "House ${index}"`);
  return files;
}

describe('speed of the views', function () {
  this.timeout(180_000);

  it('a twin of 1,000 groups is on screen within 300 ms after its data', async () => {
    const engine = engineOver({ 'many.twin': manyGroups(1_000) });
    const comparison = await firstPaint('comparison', engine, 'many.twin', '.matrix');
    const whatIf = await firstPaint('what-if', engine, 'many.twin', '.slider');
    console.log(`      comparison ${comparison.toFixed(0)} ms, what if ${whatIf.toFixed(0)} ms`);
    assert.ok(comparison <= FIRST_PAINT_MS, `comparison: ${comparison} ms`);
    assert.ok(whatIf <= FIRST_PAINT_MS, `what if: ${whatIf} ms`);
  });

  it('a workspace of 200 twins is on screen within 300 ms after its data', async () => {
    const time = await firstPaint('dashboard', engineOver(twoHundred()), null, '.twin-card-open');
    console.log(`      dashboard ${time.toFixed(0)} ms`);
    assert.ok(time <= FIRST_PAINT_MS, `${time} ms`);
  });

  for (const groups of [100, 1_000])
    it(`no frame takes over 50 ms while a slider of a twin with ${groups} groups is dragged, and the total follows`, async () => {
      const engine = engineOver({ 'many.twin': manyGroups(groups) });
      const worst: number[] = [];
      for (let attempt = 0; attempt < TRIES && Math.min(...worst, Infinity) > FRAME_MS; attempt++) {
        const open = await views.open({ view: 'what-if', engine, file: 'many.twin' });
        const before = await open.text('.big');
        // What a frame costs: the handler, the drawing and the layout. What other processes take meanwhile is not the view's.
        const longest = await open.page.evaluate(async () => {
          const slider = document.querySelector<HTMLInputElement>('.slider');
          const view = document.querySelector('twin-what-if');
          if (slider === null || view === null) return Infinity;
          const [min, max] = [Number(slider.min), Number(slider.max)];
          let most = 0;
          for (let frame = 0; frame < 120; frame++) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            const began = performance.now();
            slider.value = String(min + ((max - min) * (frame % 60)) / 60);
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            await (Reflect.get(view, 'updateComplete') as Promise<unknown>);
            view.getBoundingClientRect();
            if (frame > 5) most = Math.max(most, performance.now() - began);
          }
          return most;
        });
        worst.push(longest);
        await open.settle();
        assert.notEqual(await open.text('.big'), before);
        await open.close();
      }
      console.log(`      ${groups} groups: longest frame ${Math.min(...worst).toFixed(0)} ms`);
      assert.ok(Math.min(...worst) <= FRAME_MS, `${worst.join(', ')} ms`);
    });

  it('the total of a twin with 100 groups follows a slider within a frame', async () => {
    const engine = engineOver({ 'many.twin': manyGroups(100) });
    const medians: number[] = [];
    for (let attempt = 0; attempt < TRIES && Math.min(...medians, Infinity) > FOLLOWS_MS; attempt++) {
      const open = await views.open({ view: 'what-if', engine, file: 'many.twin' });
      // The view's own part: from the answer of the engine until the total is in the page. What the engine takes is measured by bench/panels.ts.
      const times = await open.page.evaluate(async () => {
        const slider = document.querySelector<HTMLInputElement>('.slider');
        const view = document.querySelector('twin-what-if');
        if (slider === null || view === null) return [Infinity];
        const taken: number[] = [];
        for (let turn = 0; turn < 40; turn++) {
          const answered = new Promise<number>((resolve) => {
            window.addEventListener(
              'message',
              (event: MessageEvent<{ kind?: string } | null>) => {
                if (event.data?.kind === 'answer') resolve(performance.now());
              },
              { capture: true },
            );
          });
          slider.value = String(Number(slider.min) + turn + 1);
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          const began = await answered;
          await new Promise((resolve) => setTimeout(resolve));
          await (Reflect.get(view, 'updateComplete') as Promise<unknown>);
          view.getBoundingClientRect();
          if (turn >= 10) taken.push(performance.now() - began);
        }
        return taken.sort((a, b) => a - b);
      });
      medians.push(times[Math.floor(times.length / 2)] ?? Infinity);
      await open.close();
    }
    console.log(`      answer → total in the page ${Math.min(...medians).toFixed(1)} ms, median`);
    assert.ok(Math.min(...medians) <= FOLLOWS_MS, `${medians.join(', ')} ms`);
  });

  it('no frame takes over 50 ms while one searches in a workspace of 200 twins', async () => {
    const open = await views.open({ view: 'dashboard', engine: engineOver(twoHundred()), file: null });
    const frames = await open.page.evaluate(async () => {
      const field = document.querySelector<HTMLElement>('.search toolkit-text-field');
      const view = document.querySelector('twin-dashboard');
      if (field === null || view === null) return [Infinity];
      const taken: number[] = [];
      for (let turn = 0; turn < 30; turn++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const began = performance.now();
        Reflect.set(field, 'value', ['', 'house 1', 'house', 'house 19', 'smart'][turn % 5]);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await (Reflect.get(view, 'updateComplete') as Promise<unknown>);
        view.getBoundingClientRect();
        if (turn >= 5) taken.push(performance.now() - began);
      }
      return taken.sort((a, b) => a - b);
    });
    const median = frames[Math.floor(frames.length / 2)] ?? Infinity;
    console.log(`      search: ${median.toFixed(0)} ms, median; ${(frames.at(-1) ?? Infinity).toFixed(0)} ms at most`);
    assert.ok(median <= FRAME_MS, `${median} ms`);
    await open.close();
  });
});

/** The page of a panel within the workbench. */
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The page within the panel whose view is this element; VS Code puts two frames around each, and keeps those of hidden panels for a while. */
export async function panel({ page }: Workbench, element: 'twin-comparison' | 'twin-what-if' | 'twin-dashboard'): Promise<Frame> {
  const shown = async (): Promise<Frame | undefined> => {
    for (const frame of page.frames()) {
      // A frame that goes while it is asked is none.
      const visible = await frame.locator(element).isVisible().catch((): boolean => false); // prettier-ignore
      if (visible) return frame;
    }
    return undefined;
  };
  await until(`a panel with ${element}`, async () => (await shown()) !== undefined);
  const frame = await shown();
  if (frame === undefined) throw new Error(`the panel with ${element} went away`);
  return frame;
}

export async function until(what: string, seen: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await seen())) {
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

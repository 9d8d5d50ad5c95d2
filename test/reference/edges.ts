/**
 * Docs/cost-model.md, "Edges": what flows between two slots and what that costs where they lie on different clouds.
 */
import type { Provider, Slot } from '@twin2multicloud/language';
import { GB } from './arithmetic.ts';
import { glue } from './lines.ts';
import type { Context, Line } from './lines.ts';
import type { MeterId } from './tables.ts';
import { panelBytes } from './twin-numbers.ts';

/** Some messages of one size. */
interface Part {
  readonly number: number;
  readonly bytes: number;
}

export interface Flow {
  /** Such as `L1 → L2 messages`. */
  readonly id: string;
  readonly from: Slot;
  readonly to: Slot;
  readonly parts: readonly Part[];
  /** push: connector and receiver; reader: a function at the source; served: a function that is there anyway. */
  readonly kind: 'push' | 'reader' | 'served';
}

/** The flows of a twin whose slots lie as the placement says. */
export function flows({ twin, assume, time, scenario, placement }: Context): Flow[] {
  const all: Flow[] = [];
  const add = (from: Slot, to: Slot, what: string, kind: Flow['kind'], parts: readonly Part[]): void => {
    all.push({ id: `${from} → ${to} ${what}`, from, to, parts, kind });
  };
  const managed = scenario.management !== null;
  const seen = scenario.visualization !== null;

  add(
    'L1',
    'L2',
    'messages',
    'push',
    twin.groups.map((g) => ({ number: g.m, bytes: g.p })),
  );
  add(
    'L2',
    'L3.hot',
    'messages',
    'push',
    twin.groups.map((g) => ({ number: g.m, bytes: g.i })),
  );
  if (twin.F > 0) add('L2', 'L1', 'feedback', 'push', [{ number: twin.F, bytes: assume['feedback-size'] }]);

  const toCool = twin.groups.filter((g) => g.C > 0);
  const hotToArchive = twin.groups.filter((g) => g.C === 0 && g.A > 0);
  const coolToArchive = twin.groups.filter((g) => g.C > 0 && g.A > 0);
  if (toCool.length > 0) {
    add(
      'L3.hot',
      'L3.cool',
      'objects',
      'push',
      toCool.map((g) => ({ number: g.o * time.leaving(g.hotEnd), bytes: g.s })),
    );
  }
  if (hotToArchive.length > 0) {
    add(
      'L3.hot',
      'L3.archive',
      'objects',
      'push',
      hotToArchive.map((g) => ({ number: g.o * time.leaving(g.hotEnd), bytes: g.s })),
    );
  }
  if (coolToArchive.length > 0) {
    add(
      'L3.cool',
      'L3.archive',
      'objects',
      'push',
      coolToArchive.map((g) => ({ number: g.o * time.leaving(g.coolEnd), bytes: g.s })),
    );
  }

  const panels: Part[] = [{ number: twin.Q, bytes: panelBytes(twin) }];
  if (managed && placement.L4 !== 'aws')
    add(
      'L2',
      'L4',
      'updates',
      'push',
      twin.groups.map((g) => ({ number: g.m, bytes: g.p })),
    );
  if (managed && placement.L4 === 'aws') add('L3.hot', 'L4', 'panel reads', 'served', panels);
  if (seen) add('L3.hot', 'L5', 'panel reads', 'served', panels);
  if (managed && seen) add('L4', 'L5', 'model reads', 'reader', [{ number: twin.T, bytes: assume['query-result-size'] }]);
  return all;
}

const EGRESS: Readonly<Record<Provider, MeterId>> = {
  aws: 'aws.data-transfer.internet',
  azure: 'azure.bandwidth.internet',
  gcp: 'gcp.network.internet',
};

/** The lines of a flow that crosses from one cloud to another. */
export function crossingLines(context: Context, flow: Flow, from: Provider, to: Provider): Line[] {
  const lines: Line[] = [];
  for (const { number, bytes } of flow.parts) {
    lines.push({ meter: EGRESS[from], quantity: (number * (bytes + context.assume['envelope-overhead'])) / GB });
    if (flow.kind !== 'served') lines.push(...glue(context, from, number));
    if (flow.kind === 'push') lines.push(...glue(context, to, number));
  }
  return lines;
}

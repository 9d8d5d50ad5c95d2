/**
 * The shape of the identity tables: for each meter the row, or the rows, that its price stands in. The tables hold no price.
 */
import type { Identity } from '../contract.ts';

export interface Pin {
  /** As `Identity.service`. */
  readonly service: string;
  /** Ids that are recorded, by the provider's region; `*` where one id serves every region. */
  readonly ids?: Readonly<Record<string, string>>;
  /** Attributes that fit exactly one row where the id is not known. `null`: the service has no such row there. */
  readonly where: (region: string) => Identity['where'] | null;
  /** Name of this part where a price is put together; the parts' prices are added. */
  readonly part?: string;
  /** How many of the row's units make one of the meter's, such as 4 GiB for one e2-medium. A decimal string. */
  readonly times?: string;
}

export type Pins = Readonly<Record<string, readonly Pin[]>>;

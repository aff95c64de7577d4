import type { SaltoNode } from './salto-node';

/** One thing that SHIP can do. */
export interface SaltoRequest {
  /** A request name of the profile. */
  readonly name: string;
  /** Whether it changes what Space holds or moves a door. */
  readonly isWrite: boolean;
  /** Params in, Params out. Throws a `SaltoFault` to refuse; then nothing was done. */
  answer(params: SaltoNode): readonly SaltoNode[];
}

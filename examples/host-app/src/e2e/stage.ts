import type { Look, Visit } from './visitors';

/** What a scenario plays on. */
export interface Stage {
  readonly visit: () => Promise<Visit>;
  readonly visitAs: (name: string, look?: Look) => Promise<Visit>;
}

import type { SaltoProfile } from './salto-profile';

/** The ten types of day that Space knows. On a holiday only intervals flagged so apply (inferred). */
export const saltoDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'special1',
  'special2',
  'holiday',
] as const satisfies readonly (keyof SaltoProfile['days'])[];

export type SaltoDay = (typeof saltoDays)[number];

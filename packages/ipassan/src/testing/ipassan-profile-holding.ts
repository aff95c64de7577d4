import type { SimulatedPerson } from './ipassan-records';

/** Whether a person may pass the doors of a profile, permanently or for a time. */
export function holdsDoorProfile({ accessType }: SimulatedPerson, profile: string): boolean {
  return accessType.doorPermanent === profile || accessType.doorTemporary === profile;
}

/** Whether a person may reach the floors of a profile, permanently or for a time. */
export function holdsFloorProfile({ accessType }: SimulatedPerson, profile: string): boolean {
  return accessType.floorPermanent === profile || accessType.floorTemporary === profile;
}

import type { Resource } from '../contract/bookings';
import type { Role } from '../contract/session';

/** A resource of ours, and what the doors have to know of it. */
export interface HouseResource extends Resource {
  readonly use: 'exclusive' | 'shared';
  /** Whether its bookings are checked in at the door, where the integration tells of entries. */
  readonly checkIn: 'access_control' | 'none';
  readonly earlyMinutes: number;
}

/** Somebody who may log in. */
export interface HousePerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly email: string;
}

/** What this product is about: the resources that can be booked, and the people who book. In a larger host, tables. */
export interface House {
  readonly timeZone: string;
  readonly resources: readonly HouseResource[];
  readonly people: readonly HousePerson[];
}

/** Finds somebody by our id, or by the e-mail address under which another product knows them. */
export function findPerson({ people }: House, holderId: string): HousePerson | undefined {
  const text = holderId.trim().toLowerCase();
  return people.find(({ id, email }) => id === holderId || email.toLowerCase() === text);
}

import type { SimulatedBooking, SimulatedResource, SimulatedUser, SimulatedVisitor } from '../bookings-one-records';
import type { BookingsOneSimulator } from '../bookings-one-simulator';
import { BookingsOneConsoleMistake } from './bookings-one-console-mistake';

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** By id or by name; a name with blanks needs quotes. */
export function findRoom(text: string, { state }: BookingsOneSimulator): SimulatedResource {
  const named = [...state.resources.values()].filter(({ name }) => isSame(name, text));
  const room = state.resources.get(text) ?? named[0];
  if (room === undefined)
    throw new BookingsOneConsoleMistake(`There is no room "${text}"; the word "rooms" lists them.`);
  if (room.id !== text && named.length > 1)
    throw new BookingsOneConsoleMistake(`Several rooms are called "${text}": take one of ${idsOf(named)}.`);
  return room;
}

export function findPerson(email: string, { state }: BookingsOneSimulator): SimulatedUser {
  const person = [...state.users.values()].find((user) => user.email !== null && isSame(user.email, email));
  if (person === undefined)
    throw new BookingsOneConsoleMistake(`Nobody has the e-mail "${email}"; the word "people" lists them.`);
  return person;
}

/** By id, with or without `#`. */
export function findBooking(text: string, { state }: BookingsOneSimulator): SimulatedBooking {
  const booking = state.bookings.get(text.replace(/^#/, ''));
  if (booking === undefined)
    throw new BookingsOneConsoleMistake(`There is no booking "${text}"; "list <room>" shows their numbers.`);
  return booking;
}

/** By registration code. */
export function findVisitor(code: string, simulator: BookingsOneSimulator): SimulatedVisitor {
  const visitor = simulator.visitor(code) ?? simulator.visitor(code.toUpperCase());
  if (visitor === undefined)
    throw new BookingsOneConsoleMistake(`No visitor has the code "${code}"; the word "visitors" lists them.`);
  return visitor;
}

const idsOf = (items: readonly { readonly id: string }[]): string => items.map(({ id }) => id).join(', ');

import * as z from 'zod/mini';
import type { Holder } from '../../model/booking';

/** Somebody as the fake booking product lists them. */
export const personSchema = z.object({ email: z.nullable(z.string()) });

type Person = z.output<typeof personSchema>;

/** Holders by their normalised addresses, each once, the organizer first; and whether there are people without an address. */
export function fakeHolders(listed: { readonly organizer: Person | null; readonly attendees: readonly Person[] }): {
  holders: readonly Holder[];
  hasNameless: boolean;
} {
  const { organizer, attendees } = listed;
  const addresses = [organizer, ...attendees].map((person) => person?.email?.trim().toLowerCase() ?? '');
  const holders = new Map<string, Holder>();
  addresses.forEach((holderId, index) => {
    const role = index === 0 ? 'organizer' : 'attendee';
    if (holderId !== '' && !holders.has(holderId)) holders.set(holderId, { holderId, role });
  });
  const hasNameless = addresses.some((address, index) => address === '' && (index > 0 || organizer !== null));
  return { holders: [...holders.values()], hasNameless };
}

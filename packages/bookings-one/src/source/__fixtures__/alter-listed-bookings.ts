import type { BookingsOneLevers } from '../../testing';
import type { BookingsOneProfile } from '../../wire/bookings-one-profile';

/** Alters single bookings in every daily list from now on. */
export function alterListedBookings(
  levers: BookingsOneLevers,
  { booking: fields }: Pick<BookingsOneProfile, 'booking'>,
) {
  const edits = new Map<string, Readonly<Record<string, string>>>();
  const editOf = (item: unknown) =>
    typeof item === 'object' && item !== null ? edits.get(String(Reflect.get(item, fields.id))) : undefined;
  levers.alterNextList(
    (items) => items.map((item) => (editOf(item) === undefined ? item : Object.assign({}, item, editOf(item)))),
    { times: Number.POSITIVE_INFINITY },
  );
  return {
    setStatusWord: (booking: string, word: string) => void edits.set(booking, { [fields.status]: word }),
    garble: (booking: string) => void edits.set(booking, { [fields.startsAt]: 'soon' }),
  };
}

import type { BookingDraft } from '../../contract/bookings';
import type { FieldProblem } from '../../contract/failure';
import type { User } from '../../contract/session';
import type { House, HousePerson, HouseResource } from '../house';
import { localToInstant } from '../local-time';

/** A draft that can be booked as far as the host can tell. */
export interface ReadDraft {
  readonly resource: HouseResource;
  readonly holder: HousePerson;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly visitorName?: string;
}

const LONGEST_MS = 31 * 86_400_000;

/** Reads what somebody has typed in. Answers every problem at once, each at its field. */
export function readDraft(
  draft: BookingDraft,
  { house, user, now }: { house: House; user: User; now: string },
): { readonly problems: readonly FieldProblem[]; readonly read?: ReadDraft } {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, message: string): void => void problems.push({ field, message });

  const resource = house.resources.find(({ id }) => id === draft.resourceId);
  if (resource === undefined) refuse('resourceId', 'Choose what to book.');
  const holderId = draft.holderId ?? user.id;
  const holder = house.people.find(({ id }) => id === holderId);
  if (user.role !== 'manager' && holderId !== user.id) refuse('holderId', 'You can only book for yourself.');
  else if (holder === undefined) refuse('holderId', 'Choose for whom.');

  const timeZone = resource?.timeZone ?? house.timeZone;
  const startsAt = localToInstant(draft.startsAt, timeZone);
  const endsAt = localToInstant(draft.endsAt, timeZone);
  if (startsAt === undefined) refuse('startsAt', 'Enter a day and a time that exists there.');
  if (endsAt === undefined) refuse('endsAt', 'Enter a day and a time that exists there.');
  else if (startsAt !== undefined && endsAt <= startsAt) refuse('endsAt', 'It must end after it has begun.');
  else if (endsAt <= now) refuse('endsAt', 'This is over already.');
  else if (startsAt !== undefined && Date.parse(endsAt) - Date.parse(startsAt) > LONGEST_MS)
    refuse('endsAt', 'A month is the longest.');

  const visitorName = draft.visitorName?.trim();
  if (resource?.kind === 'visit' && (visitorName ?? '') === '') refuse('visitorName', 'Say who comes.');
  if ((visitorName ?? '').length > 200) refuse('visitorName', 'At most 200 characters.');
  if (problems.length > 0 || !resource || !holder || !startsAt || !endsAt) return { problems };
  return { problems, read: { resource, holder, startsAt, endsAt, ...(visitorName && { visitorName }) } };
}

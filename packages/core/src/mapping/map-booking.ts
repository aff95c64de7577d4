import { MappingError } from '../errors/mapping-error';
import type { Booking, Holder } from '../model/booking';
import { type Permission, permissionKey } from '../model/permission';
import type { Window } from '../model/window';
import type { DirectoryAnswer, HolderEntry, HolderSubject, ResourceEntry, ResourcePlace } from '../ports/directory';
import { type BufferedWindow, clipBuffers } from './clip-buffers';

/** A booking in the vendors' words: what can be granted, and what cannot. */
export interface MappedBooking {
  readonly permissions: readonly Permission[];
  /** One per part that could not be mapped. The rest is mapped all the same. */
  readonly problems: readonly MappingError[];
}

/**
 * Turns a booking into permissions: one per place and subject. Pure. A booking that is not confirmed has none, nor has one of a resource
 * where nobody needs a card.
 * What the directory does not know becomes a problem of this booking, never a guess.
 *
 * @param neighbours Booked windows of the other confirmed bookings of the resource; only looked at when the resource is used exclusively.
 */
export function mapBooking(options: {
  booking: Booking;
  directoryAnswer: DirectoryAnswer;
  neighbours: readonly Window[];
}): MappedBooking {
  const { booking, directoryAnswer } = options;
  if (booking.status !== 'confirmed') return { permissions: [], problems: [] };
  const { resource } = directoryAnswer;
  if (resource === undefined) {
    const message = `Booking ${booking.id} opens nothing: resource ${booking.resourceId} is not in the directory. Map the resource to its places.`;
    return {
      permissions: [],
      problems: [new MappingError({ problem: 'resource_not_mapped', bookingId: booking.id, message })],
    };
  }
  if (resource.places.length === 0 || resource.accessControl === false) return { permissions: [], problems: [] };

  const { subjects, problems } = collectSubjects(booking, resource, directoryAnswer);
  const permissions = new Map<string, Permission>();
  for (const place of resource.places) {
    const neighbours = resource.use === 'exclusive' ? options.neighbours : [];
    const buffered = clipBuffers({ window: bookedWindow(booking), ...minutesOf(place), neighbours });
    for (const subject of subjects) {
      if (subject.providerId !== place.providerId) continue;
      const permission = toPermission(booking, place, subject.subject, buffered);
      permissions.set(permission.key, permission);
    }
  }
  return { permissions: [...permissions.values()], problems };
}

/** The booked window alone. */
export function bookedWindow(booking: Booking): Window {
  return { startsAt: booking.startsAt, endsAt: booking.endsAt };
}

function minutesOf({ earlyMinutes, lateMinutes }: ResourcePlace): { earlyMinutes: number; lateMinutes: number } {
  return { earlyMinutes, lateMinutes };
}

function toPermission(booking: Booking, place: ResourcePlace, subject: string, buffered: BufferedWindow): Permission {
  const identity = {
    bookingId: booking.id,
    providerId: place.providerId,
    place: place.place,
    subject,
    credential: booking.kind === 'visit' ? ('pin' as const) : ('linked' as const),
  };
  return {
    ...identity,
    key: permissionKey(identity),
    ...(booking.visitor === undefined ? {} : { label: booking.visitor.name }),
    placeSettings: place.settings,
    window: bookedWindow(booking),
    bufferedWindow: buffered.window,
    adjustments: buffered.adjustments,
  };
}

/** The subjects of everybody who gets in, at every installation that the resource needs. */
function collectSubjects(booking: Booking, resource: ResourceEntry, answer: DirectoryAnswer) {
  const problems: MappingError[] = [];
  const subjects: HolderSubject[] = [];
  const providerIds = [...new Set(resource.places.map((place) => place.providerId))];
  const known = new Map(answer.holders.map((entry) => [entry.holderId, entry]));
  let invited = 0;

  booking.holders.forEach((holder, index) => {
    const entry = known.get(holder.holderId);
    if (!isInAudience({ holder, entry, booking, resource })) return;
    invited += 1;
    // The holder is named by its position: its id may be an e-mail address.
    const who = `holders[${index}]`;
    const whose = { bookingId: booking.id, holderIndex: index };
    if (entry === undefined) {
      const message = `Booking ${booking.id} opens nothing for ${who}: this holder is not in the directory. Add the holder and its link to the access system.`;
      problems.push(new MappingError({ problem: 'holder_not_known', ...whose, message }));
      return;
    }
    for (const providerId of providerIds) {
      const linked = entry.subjects.filter((subject) => subject.providerId === providerId);
      // One visitor, one credential: the first link of the host counts.
      subjects.push(...(booking.kind === 'visit' ? linked.slice(0, 1) : linked));
      if (linked.length > 0) continue;
      const message = `Booking ${booking.id} opens nothing at ${providerId} for ${who}: this holder is not linked to anybody there. Link the holder, then store the booking again.`;
      problems.push(new MappingError({ problem: 'holder_not_linked', ...whose, providerId, message }));
    }
  });

  if (invited === 0) {
    const message = `Booking ${booking.id} opens nothing: ${admission(booking, resource)}, and the booking has none.`;
    problems.push(new MappingError({ problem: 'no_holder_in_audience', bookingId: booking.id, message }));
  }
  return { subjects, problems };
}

function admission({ kind }: Booking, { resourceId, audience }: ResourceEntry): string {
  if (kind === 'visit') return 'a visit works with the rights of its organizer';
  const admitted = {
    both: 'organizers and attendees',
    organizer: 'organizers',
    attendee: 'attendees',
    access_level: 'holders with one of its access levels',
  };
  return `resource ${resourceId} admits ${admitted[audience]}`;
}

function isInAudience(options: {
  holder: Holder;
  /** What the directory knows of the holder. */
  entry: HolderEntry | undefined;
  booking: Booking;
  resource: ResourceEntry;
}): boolean {
  const { holder, entry, booking, resource } = options;
  // A visit always works with the host's own rights, so only its organizer counts.
  if (booking.kind === 'visit') return holder.role === 'organizer';
  if (resource.audience !== 'access_level') return resource.audience === 'both' || resource.audience === holder.role;
  // Whether somebody unknown carries a level cannot be told: then it is a problem of the booking, as with every other audience.
  if (entry === undefined) return true;
  return entry.accessLevels?.some((level) => resource.accessLevels?.includes(level)) ?? false;
}

import { describe, expect, it } from 'vitest';
import type { Booking, Holder } from '../model/booking';
import { createInMemoryDirectory } from './in-memory-directory';
import { mapBooking } from './map-booking';

const directory = createInMemoryDirectory({
  timeZone: 'Europe/Dublin',
  resources: [
    {
      id: 'hall',
      audience: 'access_level',
      accessLevels: ['staff', 'board'],
      places: [{ provider: 'doors', place: 'hall-door' }],
    },
  ],
  holders: [
    { id: 'ada', subjects: [{ provider: 'doors', subject: 'card-ada' }], accessLevels: ['staff'] },
    { id: 'ben', subjects: [{ provider: 'doors', subject: 'card-ben' }], accessLevels: ['guests', 'board'] },
    { id: 'cleo', subjects: [{ provider: 'doors', subject: 'card-cleo' }], accessLevels: ['guests'] },
    { id: 'dan', subjects: [{ provider: 'doors', subject: 'card-dan' }] },
  ],
});

function map(holders: readonly Holder[], more: Partial<Booking> = {}) {
  const booking: Booking = {
    id: 'b1',
    kind: 'reservation',
    status: 'confirmed',
    resourceId: 'hall',
    startsAt: '2026-11-21T09:00:00.000Z',
    endsAt: '2026-11-21T10:00:00.000Z',
    holders,
    revision: 0,
    ...more,
  };
  const holderIds = holders.map(({ holderId }) => holderId);
  const directoryAnswer = directory.lookUp({ resourceId: 'hall', holderIds });
  const { permissions, problems } = mapBooking({ booking, directoryAnswer, neighbours: [] });
  return { subjects: permissions.map(({ subject }) => subject), problems };
}
const organizer = (holderId: string): Holder => ({ holderId, role: 'organizer' });
const attendee = (holderId: string): Holder => ({ holderId, role: 'attendee' });

describe('the audience by access level', () => {
  it('admits organizers and attendees who carry one of the levels that the resource names, and nobody else', () => {
    const { subjects, problems } = map([organizer('dan'), attendee('ada'), organizer('ben'), attendee('cleo')]);
    expect(subjects).toEqual(['card-ada', 'card-ben']);
    expect(problems).toEqual([]);
  });

  it('tells when nobody of the booking carries one', () => {
    const { subjects, problems } = map([organizer('cleo'), attendee('dan')]);
    expect([subjects, problems.map(({ problem }) => problem)]).toEqual([[], ['no_holder_in_audience']]);
    expect(problems[0]?.message).toBe(
      'Booking b1 opens nothing: resource hall admits holders with one of its access levels, and the booking has none.',
    );
  });

  it('lets nobody in whom the directory does not know, and tells so', () => {
    const { subjects, problems } = map([organizer('ada'), attendee('stranger')]);
    expect([subjects, problems.map(({ problem }) => problem)]).toEqual([['card-ada'], ['holder_not_known']]);
  });

  it('plays no part in a visit, which works with the rights of its organizer', () => {
    expect(map([organizer('dan'), attendee('ada')], { kind: 'visit' }).subjects).toEqual(['card-dan']);
  });
});

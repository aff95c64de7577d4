import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Booking, Holder } from '../model/booking';
import type { AudienceRule, DirectoryAnswer, HolderEntry, ResourceEntry, ResourcePlace } from '../ports/directory';
import { mapBooking } from './map-booking';

const booking: Booking = {
  id: 'b1',
  kind: 'reservation',
  status: 'confirmed',
  resourceId: 'hall',
  startsAt: '2026-11-21T09:00:00.000Z',
  endsAt: '2026-11-21T10:00:00.000Z',
  holders: [{ holderId: 'ada', role: 'organizer' }],
  revision: 0,
};
const window = { startsAt: booking.startsAt, endsAt: booking.endsAt };
const place = (name: string, more: Partial<ResourcePlace> = {}): ResourcePlace => ({
  providerId: 'site-1',
  place: name,
  settings: { timeZone: 'Europe/Dublin' },
  earlyMinutes: 0,
  lateMinutes: 0,
  ...more,
});
const resourceOf = (places: ResourcePlace[], more: Partial<ResourceEntry> = {}): ResourceEntry => ({
  resourceId: 'hall',
  audience: 'both',
  use: 'exclusive',
  places,
  ...more,
});
const holderOf = (holderId: string, ...subjects: string[]): HolderEntry => ({
  holderId,
  subjects: subjects.map((subject) => {
    const [providerId = '', name = ''] = subject.split(':');
    return { providerId, subject: name };
  }),
});
const map = (options: {
  booking?: Partial<Booking>;
  answer?: Partial<DirectoryAnswer>;
  neighbours?: (typeof window)[];
}) =>
  mapBooking({
    booking: { ...booking, ...options.booking },
    directoryAnswer: {
      resource: resourceOf([place('hall-door')]),
      holders: [holderOf('ada', 'site-1:card-ada')],
      ...options.answer,
    },
    neighbours: options.neighbours ?? [],
  });
/** Who passes what, as `provider place subject credential`. */
const rightsOf = ({ permissions }: ReturnType<typeof mapBooking>): string[] =>
  permissions.map(
    ({ providerId, place: name, subject, credential }) => `${providerId} ${name} ${subject} ${credential}`,
  );
const problemsOf = ({ problems }: ReturnType<typeof mapBooking>): string[] => problems.map(({ problem }) => problem);

const organizer: Holder = { holderId: 'ada', role: 'organizer' };
const attendee: Holder = { holderId: 'ben', role: 'attendee' };
const both = [holderOf('ada', 'site-1:card-ada'), holderOf('ben', 'site-1:card-ben')];

describe('mapBooking: who passes what', () => {
  it('says everything that a provider needs to know of one right', () => {
    const settings = { timeZone: 'Asia/Kathmandu', slotMinutes: 15 };
    const resource = resourceOf([place('hall-door', { settings, earlyMinutes: 10, lateMinutes: 5 })]);
    const { permissions, problems } = map({ answer: { resource } });
    expect(problems).toEqual([]);
    expect(permissions).toEqual([
      {
        key: expect.stringMatching(/^site-1\/b1\/[0-9a-f]{20}$/),
        bookingId: 'b1',
        providerId: 'site-1',
        place: 'hall-door',
        placeSettings: settings,
        subject: 'card-ada',
        credential: 'linked',
        window,
        bufferedWindow: { startsAt: '2026-11-21T08:50:00.000Z', endsAt: '2026-11-21T10:05:00.000Z' },
        adjustments: ['buffered'],
      },
    ]);
  });

  it('opens every door on the path, at every installation, for every holder and every card', () => {
    const resource = resourceOf([place('lobby'), place('hall-door'), place('gate', { providerId: 'site-2' })]);
    const holders = [
      holderOf('ada', 'site-1:card-1', 'site-1:card-2', 'site-2:pass-1'),
      holderOf('ben', 'site-1:card-3', 'site-2:pass-2'),
    ];
    const mapped = map({ booking: { holders: [organizer, attendee] }, answer: { resource, holders } });
    expect(mapped.problems).toEqual([]);
    expect(rightsOf(mapped).sort()).toEqual([
      'site-1 hall-door card-1 linked',
      'site-1 hall-door card-2 linked',
      'site-1 hall-door card-3 linked',
      'site-1 lobby card-1 linked',
      'site-1 lobby card-2 linked',
      'site-1 lobby card-3 linked',
      'site-2 gate pass-1 linked',
      'site-2 gate pass-2 linked',
    ]);
    expect(new Set(mapped.permissions.map(({ key }) => key)).size).toBe(8);
  });

  it('gives one right where two holders are the same subject', () => {
    const holders = [holderOf('ada', 'site-1:flat-12'), holderOf('ben', 'site-1:flat-12', 'site-1:flat-12')];
    expect(rightsOf(map({ booking: { holders: [organizer, attendee] }, answer: { holders } }))).toEqual([
      'site-1 hall-door flat-12 linked',
    ]);
  });

  it('uses no link to an installation that the resource does not need', () => {
    const holders = [holderOf('ada', 'site-2:pass-1', 'site-1:card-ada')];
    expect(rightsOf(map({ answer: { holders } }))).toEqual(['site-1 hall-door card-ada linked']);
  });

  it.each<[audience: AudienceRule, holders: Holder[], subjects: string[]]>([
    ['both', [organizer, attendee], ['card-ada', 'card-ben']],
    ['organizer', [organizer, attendee], ['card-ada']],
    ['attendee', [organizer, attendee], ['card-ben']],
    ['both', [attendee], ['card-ben']],
    ['organizer', [attendee], []],
    ['attendee', [organizer], []],
  ])('admits by the audience "%s" of %j: %j', (audience, holders, subjects) => {
    const mapped = map({
      booking: { holders },
      answer: { resource: resourceOf([place('hall-door')], { audience }), holders: both },
    });
    expect(mapped.permissions.map(({ subject }) => subject)).toEqual(subjects);
    expect(problemsOf(mapped)).toEqual(subjects.length === 0 ? ['no_holder_in_audience'] : []);
  });

  it.each<AudienceRule>(['both', 'organizer', 'attendee'])(
    'gives a visit a PIN with the rights of its organizer alone, also where the audience is "%s"',
    (audience) => {
      const resource = resourceOf([place('hall-door')], { audience });
      const visit = { kind: 'visit' as const, holders: [attendee, organizer] };
      expect(rightsOf(map({ booking: visit, answer: { resource, holders: both } }))).toEqual([
        'site-1 hall-door card-ada pin',
      ]);
    },
  );

  it('gives a visit one PIN where its host has several subjects at an installation', () => {
    const host = holderOf('ada', 'site-1:card-ada', 'site-1:card-ada-2');
    const visit = { kind: 'visit' as const, holders: [organizer] };
    const answer = { resource: resourceOf([place('hall-door')]), holders: [host] };
    expect(rightsOf(map({ booking: visit, answer }))).toEqual(['site-1 hall-door card-ada pin']);
  });

  it.each(['pending', 'cancelled'] as const)('opens nothing for a %s booking and complains of nothing', (status) => {
    expect(map({ booking: { status } })).toEqual({ permissions: [], problems: [] });
    expect(map({ booking: { status }, answer: { resource: undefined } })).toEqual({ permissions: [], problems: [] });
  });

  it('opens nothing for a resource without doors and complains of nothing', () => {
    const answer = { resource: resourceOf([]), holders: [] };
    expect(map({ answer })).toEqual({ permissions: [], problems: [] });
  });

  it('opens nothing where nobody needs a card, and misses nobody', () => {
    const resource = resourceOf([place('hall-door')], { accessControl: false });
    const holders = [holderOf('ben')];
    expect(map({ answer: { resource, holders } })).toEqual({ permissions: [], problems: [] });
    expect(map({ answer: { resource: { ...resource, accessControl: true }, holders } }).problems).toHaveLength(1);
  });

  it('lets buffers give way to neighbours only where one booking is in at a time', () => {
    const places = [place('hall-door', { earlyMinutes: 30 })];
    const neighbours = [{ startsAt: '2026-11-21T08:00:00.000Z', endsAt: '2026-11-21T08:50:00.000Z' }];
    const startOf = (use: ResourceEntry['use']) =>
      map({ answer: { resource: resourceOf(places, { use }) }, neighbours }).permissions[0]?.bufferedWindow.startsAt;
    expect([startOf('exclusive'), startOf('shared')]).toEqual(['2026-11-21T08:50:00.000Z', '2026-11-21T08:30:00.000Z']);
  });

  it('gives every door of the path its own buffers', () => {
    const resource = resourceOf([place('lobby', { earlyMinutes: 30 }), place('hall-door')]);
    expect(map({ answer: { resource } }).permissions.map(({ bufferedWindow }) => bufferedWindow.startsAt)).toEqual([
      '2026-11-21T08:30:00.000Z',
      '2026-11-21T09:00:00.000Z',
    ]);
  });
});

describe('mapBooking: what cannot be mapped', () => {
  it('a resource that the directory does not know', () => {
    const mapped = map({ answer: { resource: undefined } });
    expect(mapped.permissions).toEqual([]);
    expect(mapped.problems.map((problem) => problem.toJSON())).toMatchObject([
      { code: 'mapping', problem: 'resource_not_mapped', bookingId: 'b1', isRetryable: false, effect: 'none' },
    ]);
  });

  it('a holder that the directory does not know, while the others get in', () => {
    const mapped = map({ booking: { holders: [attendee, organizer] } });
    expect(rightsOf(mapped)).toEqual(['site-1 hall-door card-ada linked']);
    expect(problemsOf(mapped)).toEqual(['holder_not_known']);
    expect(mapped.problems[0]?.message).toContain('holders[0]');
  });

  it('a holder without a link to one of the installations, once for each', () => {
    const resource = resourceOf([place('lobby'), place('hall-door'), place('gate', { providerId: 'site-2' })]);
    const holders = [holderOf('ada', 'site-2:pass-1'), holderOf('ben')];
    const mapped = map({ booking: { holders: [organizer, attendee] }, answer: { resource, holders } });
    expect(rightsOf(mapped)).toEqual(['site-2 gate pass-1 linked']);
    expect(mapped.problems.map(({ problem, providerId }) => [problem, providerId])).toEqual([
      ['holder_not_linked', 'site-1'],
      ['holder_not_linked', 'site-1'],
      ['holder_not_linked', 'site-2'],
    ]);
  });

  it('a visit that nobody hosts, and says why instead of speaking of the audience', () => {
    const mapped = map({ booking: { kind: 'visit', holders: [attendee] }, answer: { holders: both } });
    expect(mapped.permissions).toEqual([]);
    expect(problemsOf(mapped)).toEqual(['no_holder_in_audience']);
    expect(mapped.problems[0]?.message).toMatchInlineSnapshot(
      `"Booking b1 opens nothing: a visit works with the rights of its organizer, and the booking has none."`,
    );
  });

  it('names a holder by its position: neither its id nor its subject is shown', () => {
    const holders: Holder[] = [
      { holderId: 'greta@example.org', role: 'organizer' },
      { holderId: 'garbo@example.org', role: 'attendee' },
    ];
    const resource = resourceOf([place('hall-door'), place('gate', { providerId: 'site-2' })]);
    const { problems } = map({
      booking: { holders },
      answer: { resource, holders: [holderOf('greta@example.org', 'site-1:CARD-4711')] },
    });
    expect(problems).toHaveLength(2);
    const shown = problems
      .map((problem) => `${inspect(problem, { showHidden: true })}${JSON.stringify(problem)}`)
      .join();
    expect(shown).toMatch(/holders\[0\].*holders\[1\]/s);
    for (const canary of ['greta', 'garbo', 'example.org', '4711']) expect(shown).not.toContain(canary);
  });
});

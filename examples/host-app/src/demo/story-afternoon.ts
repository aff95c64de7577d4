import {
  at,
  type Beat,
  bookingOf,
  card,
  chapter,
  deed,
  draftOf,
  held,
  type Stage,
  told,
  tries,
  visitorsPin,
} from './story-beats';

/** The newest visitor who is expected at the reception. */
const newestCode = ({ world }: Stage) => {
  const codes = world.doors.find(({ id }) => id === 'reception')?.credentials ?? [];
  return { credentialId: codes.at(-2)?.id };
};

/** From noon on: what goes wrong and heals, rooms of another product, and the night. */
export const afternoon: readonly Beat[] = [
  chapter('Salto is out of reach, and Ben books'),
  at(
    '12:10',
    deed('Somebody pulls the plug of Salto.', ({ host }) => host.pull('house', 'outage', { isOn: true })),
  ),
  deed('Ben books the gym from 12:30 to 14:00. We keep trying.', (stage) =>
    stage.host.book('ben', bookingOf(stage, 'gym-ben'), draftOf(stage, 'gym', '12:30', '14:00')),
  ),
  at('12:30', tries('Ben', 'gym', card('ben'))),
  at(
    '12:32',
    deed('Salto is back.', ({ host }) => host.pull('house', 'outage', { isOn: false })),
  ),
  at('12:38', tries('Ben', 'gym', card('ben'))),

  chapter('Somebody edits Salto by hand'),
  at(
    '12:45',
    deed('In Salto’s own console, somebody deletes Ben’s right.', ({ host }) => host.pull('house', 'remove-right')),
  ),
  tries('Ben', 'gym', card('ben')),
  told(async ({ host }) => `A check finds it. ${(await host.check('house', 'report')).words}`),
  told(async ({ host }) => `A healing check puts it right. ${(await host.check('house', 'heal')).words}`),
  tries('Ben', 'gym', card('ben')),
  tries('Mia, with a right that somebody gave her by hand and that nobody touches,', 'gym', card('mia')),

  chapter('Vera is back, and Ada cancels'),
  at('13:00', tries('Vera with the same PIN', 'lobby', visitorsPin)),
  deed('Ada cancels the visit.', (stage) => stage.host.cancel(bookingOf(stage, 'visit'))),
  tries('Vera with the same PIN', 'lobby', visitorsPin),

  chapter('Ben cancels while he is in the gym'),
  at(
    '13:20',
    deed('Ben cancels.', (stage) => stage.host.cancel(bookingOf(stage, 'gym-ben'))),
  ),
  tries('Ben', 'gym', card('ben')),

  chapter('Rooms are booked in another product, Bookings ONE'),
  deed(
    'There, Ada books the boardroom from 14:00 to 15:00, with Ben. Ben books the huddle from 14:30.',
    async (stage) => {
      const window = (from: string, to: string) => ({ startsAt: stage.instantAt(from), endsAt: stage.instantAt(to) });
      const boardroom = { resourceId: 'boardroom', organizerId: 'ada', attendeeIds: ['ben'] };
      stage.world.bookRoom({ ...boardroom, ...window('14:00', '15:00') });
      stage.world.bookRoom({ resourceId: 'huddle', organizerId: 'ben', ...window('14:30', '15:30') });
    },
  ),
  at('14:01', tries('Ben, who is invited,', 'boardroom', card('ben'))),
  tries('Mia, who is not,', 'boardroom', card('mia')),
  at('14:30', tries('Ben', 'huddle', card('ben'))),
  at('14:51', tries('Ben, who has not checked in at Bookings ONE,', 'huddle', card('ben'))),

  chapter('A visitor with a QR code'),
  deed('The reception expects somebody.', ({ host }) => host.pull('visitors', 'expect')),
  tries('The visitor', 'reception', newestCode),
  deed('The visitor checks in at the desk.', ({ host }) => host.pull('visitors', 'check-in')),
  tries('The visitor', 'reception', newestCode),

  chapter('The evening'),
  at('17:00', tries('Ben, whose parking is over,', 'barrier-entry', card('ben'))),
  deed(
    'Ada books the function room from 18:00 to 20:00, and the answer of iPassan is lost. It is looked up, not written twice.',
    async (stage) => {
      await stage.host.pull('riverside', 'lost-answer');
      await stage.host.book(
        'ada',
        bookingOf(stage, 'function-room'),
        draftOf(stage, 'function-room', '18:00', '20:00'),
      );
      await stage.host.advanceTo(stage.instantAt('17:05'));
    },
  ),
  held('riverside', 'iPassan'),
  at('18:00', tries('Ada', 'function-room', card('ada'))),
  tries('Ben', 'function-room', card('ben')),
  at('20:00', tries('Ada', 'function-room', card('ada'))),

  chapter('Shortly after midnight, Salto is cleared of what has no effect any more'),
  at('24:06', held('house', 'Salto')),
];

import { at, type Beat, bookingOf, card, chapter, deed, draftOf, held, told, tries, visitorsPin } from './story-beats';
import { timeWords } from './window-words';

/** From eight to noon: the gym and its hand-over, the car park, a visitor with a PIN. */
export const morning: readonly Beat[] = [
  chapter('Ada books the gym, twice on one day'),
  told(async (stage) => {
    const { windows, vendorCalls } = await stage.host.plan('ada', draftOf(stage, 'gym', '10:00', '11:00'));
    const times = windows.map(({ startsAt, endsAt }) =>
      [startsAt, endsAt].map((instant) => timeWords(instant, stage.world.timeZone)).join(' to '),
    );
    return `A dry run says: the gym would open ${times.join(', ')}, for ${vendorCalls} calls to Salto.`;
  }),
  deed('Ada books 10:00 to 11:00.', (stage) =>
    stage.host.book('ada', bookingOf(stage, 'gym'), draftOf(stage, 'gym', '10:00', '11:00')),
  ),
  held('house', 'Salto'),
  deed('Ada books 12:00 to 12:30, too. This Salto has room for one right of an apartment.', (stage) =>
    stage.host.book('ada', bookingOf(stage, 'gym-again'), draftOf(stage, 'gym', '12:00', '12:30')),
  ),
  stateOf('gym-again', 'Her second booking'),
  held('house', 'Salto'),
  tries('Ada, two hours early,', 'gym', card('ada')),

  chapter('Ben parks, and Ada expects a visitor'),
  deed('Ben books a parking space from 09:00 to 17:00; it opens a quarter of an hour early.', (stage) =>
    stage.host.book('ben', bookingOf(stage, 'parking'), draftOf(stage, 'parking', '09:00', '17:00')),
  ),
  deed(
    'Ada invites Vera from 10:30 to 12:00. iPassan makes a PIN, which is mailed to Vera and shown to Ada once.',
    (stage) =>
      stage.host.book(
        'ada',
        bookingOf(stage, 'visit'),
        draftOf(stage, 'visits', '10:30', '12:00', { visitorName: 'Vera Visitor' }),
      ),
  ),
  at('08:40', tries('Ben, too early,', 'barrier-entry', card('ben'))),
  at('08:50', tries('Ben', 'barrier-entry', card('ben'))),
  told(async (stage) => {
    const { checkedInAt } = await stage.host.bookingState(bookingOf(stage, 'parking'));
    if (checkedInAt === undefined) return 'Nobody is checked in.';
    return `iPevia has told us of it: Ben’s booking is checked in at ${timeWords(checkedInAt, stage.world.timeZone)}.`;
  }),
  tries('Somebody without a booking', 'barrier-entry', card('stranger')),

  chapter('Ten o’clock: the gym opens for Ada and for nobody else'),
  at('10:00', tries('Ada', 'gym', card('ada'))),
  tries('Ben', 'gym', card('ben')),

  chapter('Vera comes'),
  at('10:29', tries('Vera with her PIN, a minute early,', 'lobby', visitorsPin)),
  at('10:30', tries('Vera with her PIN', 'lobby', visitorsPin)),
  tries('Somebody who guesses', 'lobby', () => ({ text: '000000' })),
  deed('Vera will come back after lunch: Ada moves the visit to 13:00.', (stage) =>
    stage.host.move(
      bookingOf(stage, 'visit'),
      draftOf(stage, 'visits', '13:00', '15:00', { visitorName: 'Vera Visitor' }),
    ),
  ),
  tries('Vera with her PIN, now too early,', 'lobby', visitorsPin),

  chapter('Eleven o’clock: the first booking ends, and the second one is handed over at that moment'),
  at('10:59', tries('Ada', 'gym', card('ada'))),
  at('11:00', tries('Ada', 'gym', card('ada'))),
  held('house', 'Salto'),
  stateOf('gym-again', 'Her second booking'),
  at('12:00', tries('Ada', 'gym', card('ada'))),
];

/** What has become of a booking, as the host says. */
function stateOf(name: string, words: string): Beat {
  return told(async (stage) => `${words} is ${(await stage.host.bookingState(bookingOf(stage, name))).state}.`);
}

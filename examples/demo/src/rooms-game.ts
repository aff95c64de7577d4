import { createBookingsOneConsole } from '@acx/bookings-one/testing';
import type { Clock } from '@acx/core';
import { cards, openOffice } from './rooms-office';

/** A management console of Bookings ONE with doors behind it. */
export interface RoomsGame {
  /** What there is, for the beginning. */
  readonly welcome: string;
  /** Does what a line says: a word of the console, `door <room> <e-mail>` or `lobby <registration code>`. */
  run(line: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * An office to play with. What Bookings ONE announces is heard within a second or two; what it does not announce is found when everything is
 * read again: every five minutes, or at once with `look`.
 */
export async function createRoomsGame(clock: Clock): Promise<RoomsGame> {
  const { simulator, access, rooms, presentCard, showCode, url, close } = await openOffice(clock, {
    callbacks: { delivery: 'automatic' },
  });
  const screen = createBookingsOneConsole(simulator);
  await access.start();
  rooms.start();

  const tryDoor = async (place = '', email = ''): Promise<string> => {
    const card = cards[email];
    if (card === undefined)
      return `Nobody with the address ${email} has a card. There are: ${Object.keys(cards).join(', ')}`;
    return (await presentCard(place.toLowerCase(), card)) ? `The ${place} opens.` : `The ${place} stays closed.`;
  };
  const look = async (): Promise<string> => {
    simulator.tick();
    await rooms.readAll();
    await access.runDue();
    const { problems, resources } = rooms.report();
    const failures = resources.flatMap(({ resourceId, failure }) =>
      failure ? [`${resourceId}: ${failure.message}`] : [],
    );
    return ['Everything was read again.', ...problems.map(({ message }) => message), ...failures].join('\n');
  };
  return {
    welcome: [
      `A simulated Bookings ONE listens on ${url}; the doors of its rooms follow the bookings.`,
      'Words of its console: help tells them all. Try:',
      '  book Boardroom ada@harbour.example 00:00 23:59 ben@harbour.example',
      'At the doors:',
      '  door boardroom ben@harbour.example   holds a card to the reader',
      '  lobby <registration code>            shows a QR code',
      '  look                                 reads everything again, as happens every five minutes',
      '  exit',
    ].join('\n'),
    async run(line) {
      const [word = '', ...words] = line.trim().split(/\s+/);
      if (word === 'door') return tryDoor(...words);
      if (word === 'look') return look();
      if (word !== 'lobby') return screen.run(line);
      const { verdict, reason } = await showCode(words[0] ?? '');
      return `The lobby ${verdict === 'allow' ? 'opens' : 'stays closed'}: ${reason}.`;
    },
    close,
  };
}

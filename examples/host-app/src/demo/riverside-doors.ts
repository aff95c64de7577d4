import type { IpassanSimulator } from '@acx/ipassan/testing';
import type { DemoClock, DoorAnswer } from '../contract/demo-world';
import type { DemoDoor } from './demo-vendor';
import { ada, ben, mia } from './people';

const pinWords = {
  unknown: 'Nobody has this PIN.',
  cancelled: 'The visit with this PIN has been cancelled.',
  'too-early': 'The visit with this PIN has not begun.',
  'too-late': 'The visit with this PIN is over.',
  'no-profile': 'The host of this visit may not pass here either.',
};

/** The function room, which takes badges, and the lobby, which takes the PINs of visitors. */
export function createRiversideDoors(options: {
  readonly id: string;
  readonly simulator: IpassanSimulator;
  readonly clock: DemoClock;
  /** The asset, the PIN reader, and what the provider calls the place of visits. */
  readonly places: { readonly room: string; readonly lobby: string; readonly visits: string };
  /** Uuid of a person at iPassan. */
  readonly personOf: (id: string) => string | undefined;
}): readonly DemoDoor[] {
  const { id: providerId, simulator, clock, places, personOf } = options;
  const now = (): string => new Date(clock.nowMs()).toISOString();
  const roomDoor: DemoDoor = {
    describe: () => ({
      id: 'function-room',
      name: 'Function room',
      system: 'iPassan',
      accepts: ['card'],
      credentials: [ada, ben, mia].map(({ id, name }) => ({ id, kind: 'card', label: `${name}’s badge` })),
    }),
    async present({ credentialId = '' }) {
      const subject = personOf(credentialId);
      if (subject === undefined) throw new RangeError('Nobody has this badge. Choose one of the list.');
      const opened = simulator.opens({ person: subject, asset: places.room, at: now() });
      const reason = opened ? 'iPassan holds a booking of this person for now.' : 'iPassan holds none for now.';
      return { opened, reason, question: { providerId, subject, place: places.room, at: now() } };
    },
  };
  const lobbyDoor: DemoDoor = {
    describe: () => ({ id: 'lobby', name: 'Lobby', system: 'iPassan', accepts: ['pin'], credentials: [] }),
    async present({ text: pin = '' }): Promise<DoorAnswer> {
      const entry = simulator.enterPin({ pin, reader: places.lobby });
      const host = [...simulator.state.visitors.values()].findLast((visitor) => visitor.pin === pin)?.host;
      const question = host && { question: { providerId, subject: host, place: places.visits, at: now() } };
      const reason = entry.isOpened ? 'The PIN belongs to a visit that runs now.' : pinWords[entry.reason];
      return { opened: entry.isOpened, reason, ...question };
    },
  };
  return [roomDoor, lobbyDoor];
}

import type { DemoClock, DemoHost } from '../contract/demo-world';
import type { DemoDoor, DemoVendor } from './demo-vendor';
import { ada, ben, mia, stranger } from './people';

const ID = 'office-doors';

const reasonWords: Readonly<Record<string, string>> = {
  booked: 'The host says yes: booked.',
  unknown_credential: 'The host says no: this card has no booking here.',
  outside_window: 'The host says no: its bookings are not now.',
  not_loaded: 'The host says no: it has not looked at its list yet.',
  stale: 'The host says no: its bookings are too old.',
};

/** Readers without a system behind them: they ask the host whether a card may pass, and stay shut without an answer. */
export function createOfficeDoors({ clock }: { clock: DemoClock }): DemoVendor {
  let host: DemoHost | undefined;
  const cards = new Map<string, { number: string; label: string; isKnown: boolean }>([
    ...[ada, ben, mia].map(({ id, name, office }): [string, { number: string; label: string; isKnown: boolean }] => [
      id,
      { number: office, label: `${name}’s office card`, isKnown: true },
    ]),
    ['stranger', { number: stranger.office, label: 'A stranger’s card', isKnown: false }],
  ]);
  const reader = (place: string, name: string): DemoDoor => ({
    describe: () => ({
      id: place,
      name,
      system: 'Local door list',
      accepts: ['card'],
      credentials: [...cards].map(([id, { label }]) => ({ id, kind: 'card', label })),
    }),
    async present({ credentialId = '' }) {
      const card = cards.get(credentialId);
      if (card === undefined) throw new RangeError('Nobody has this card. Choose one of the list.');
      if (host === undefined) return { opened: false, reason: 'The host does not answer.' };
      const credential = { kind: 'card', value: card.number } as const;
      const { verdict, reason } = await host.decide({ providerId: ID, credential, place });
      const at = new Date(clock.nowMs()).toISOString();
      const question = card.isKnown ? { question: { providerId: ID, subject: card.number, place, at } } : {};
      const words = reasonWords[reason] ?? `The host says ${verdict === 'allow' ? 'yes' : 'no'}: ${reason}.`;
      return { opened: verdict === 'allow', reason: words, ...question };
    },
  });
  return {
    integration: {
      id: ID,
      isActive: true,
      input: {
        kind: 'door_list',
        name: 'Office, doors of the rooms',
        settings: { places: 'boardroom=Boardroom, huddle=Huddle', limitMinutes: 240 },
      },
    },
    doors: [reader('boardroom', 'Boardroom'), reader('huddle', 'Huddle')],
    levers: [],
    held: () => [],
    believed: () => [],
    calls: () => ({ calls: 0, writes: 0 }),
    connect(given) {
      host = given;
    },
    async close() {},
  };
}

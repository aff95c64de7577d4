import type { GrantRecord } from '@acx/core';
import { fingerprint } from '@acx/core/provider';
import { createIpeviaSimulator } from '@acx/ipevia/testing';
import * as z from 'zod/mini';
import type { DemoClock, HeldRecord } from '../contract/demo-world';
import { button, networkLevers } from './demo-lever';
import type { DemoDoor, DemoVendor } from './demo-vendor';
import { ada, ben, mia, stranger, technician } from './people';
import type { Traffic } from './traffic';

const ID = 'car-park';
const SITE = 'riverside-car-park';
/** The webhook login: an operator of iPevia, as its screens ask for one. */
const webhook = { email: 'barrier@riverside.example', password: 'what-only-the-barrier-knows' };

const stateSchema = z.object({ form: z.literal('whitelist'), card: z.string().check(z.regex(/^\d+$/)) });

const reasonWords = {
  Unauthorized: 'This card is not on the list.',
  CredentialNotEnabled: 'The card is disabled.',
  CredentialNotActive: 'The right has not begun.',
  CredentialExpired: 'The right is over.',
  NotPermittedAtThisTime: 'Not at this time.',
};

/** The iPevia of the car park: whoever has booked is on its list while the booking lasts, and the barrier tells who drives in. */
export async function createCarPark(options: { clock: DemoClock; traffic: Traffic; timeZone: string }) {
  const { clock, traffic, timeZone } = options;
  const simulator = createIpeviaSimulator({ clock, timeZone, switches: { deliversAtOnce: true } });
  simulator.addToWhitelist(technician.parking.read);
  const byHand = new Set<string>([technician.parking.read]);
  const server = await traffic.serve(simulator.handler);

  const people = [ada, ben, mia];
  const cards = new Map<string, { read: string; label: string; subject?: string }>([
    ...people.map(({ id, name, parking }): [string, { read: string; label: string; subject: string }] => [
      id,
      { read: parking.read, label: `${name}’s parking card`, subject: parking.printed },
    ]),
    ['technician', { read: technician.parking.read, label: 'A technician’s card' }],
    ['stranger', { read: stranger.parking, label: 'A stranger’s card' }],
  ]);
  const barrier = (accessPoint: 'entry' | 'exit', name: string): DemoDoor => ({
    describe: () => ({
      id: `barrier-${accessPoint}`,
      name,
      system: 'iPevia',
      accepts: ['card'],
      credentials: [...cards].map(([id, { label }]) => ({ id, kind: 'card', label })),
    }),
    async present({ credentialId = '' }) {
      const card = cards.get(credentialId);
      if (card === undefined) throw new RangeError('Nobody has this card. Choose one of the list.');
      const { isOpened, reason = 'Unauthorized' } = simulator.presentCard({ card: card.read, accessPoint });
      // The barrier has told the host when this resolves.
      await simulator.flushEvents();
      const at = new Date(clock.nowMs()).toISOString();
      const question = card.subject && { question: { providerId: ID, subject: card.subject, place: SITE, at } };
      return { opened: isOpened, reason: isOpened ? 'This card is on the list.' : reasonWords[reason], ...question };
    },
  });

  const listed = (): string[] => [...simulator.state.whitelist.values()].map(({ value }) => value);
  const ours = (): string => {
    const card = listed().find((value) => !byHand.has(value));
    if (card === undefined) throw new RangeError('No card of ours is on the list. A parking booking has to run now.');
    return card;
  };
  const recordOf = (card: string, isOurs: boolean): HeldRecord => {
    const holder = people.find(({ parking }) => parking.read === card)?.name;
    const name = holder ?? (card === technician.parking.read ? technician.name : 'somebody');
    return {
      key: `card ${fingerprint(card).slice(0, 8)}`,
      place: 'Car park',
      who: `${name}, card ••••${card.slice(-2)}`,
      words: 'on the list until it is taken off',
      isOurs,
    };
  };

  const vendor: DemoVendor = {
    integration: {
      id: ID,
      isActive: true,
      input: {
        kind: 'ipevia',
        name: 'Car park',
        settings: {
          baseUrl: server.url,
          user: simulator.credentials.user,
          site: SITE,
          strategy: 'whitelist',
          entrance: 'taken',
          exits: 'exit',
        },
        secrets: { password: simulator.credentials.password },
        checkIns: {
          isOn: true,
          webhookEmail: webhook.email,
          webhookPassword: webhook.password,
          places: { [SITE]: true },
        },
      },
    },
    doors: [barrier('entry', 'Car park, entry'), barrier('exit', 'Car park, exit')],
    levers: [
      ...networkLevers('iPevia', simulator.levers, simulator.isWrite),
      button({
        id: 'take-off',
        label: 'Take a card off the list by hand',
        hint: 'Somebody takes a card of ours off the list. Its driver stands outside until a healing check.',
        act: () => simulator.removeFromWhitelist(ours()),
      }),
      button({
        id: 'revoke-foreign',
        label: 'Revoke the technician’s card',
        hint: 'Somebody takes the technician’s card off the list, or puts it back. It is not ours.',
        act() {
          const { read } = technician.parking;
          if (listed().includes(read)) simulator.removeFromWhitelist(read);
          else simulator.addToWhitelist(read);
        },
      }),
    ],
    held: () => listed().map((card) => recordOf(card, !byHand.has(card))),
    believed: (grants: readonly GrantRecord[]) =>
      grants.flatMap(({ state, vendorReference }) => {
        const read = z.safeParse(stateSchema, state);
        return read.success && vendorReference !== 'foreign' ? [recordOf(asRead(read.data.card), true)] : [];
      }),
    calls: () => ({
      calls: simulator.calls.length,
      writes: simulator.calls.filter((call) => call.isWrite).length,
    }),
    connect: ({ webhookUrl }) => simulator.registerWebhook({ ...webhook, url: webhookUrl(ID), form: 'notify' }),
    close: () => server.close(),
  };
  return { ...vendor, places: { site: SITE } };
}

/** As the reader reads a card that is written in decimal digits: ten hexadecimal ones. */
function asRead(card: string): string {
  return BigInt(card).toString(16).padStart(10, '0').toUpperCase();
}

import type { GrantRecord } from '@acx/core';
import { ipassanProfile } from '@acx/ipassan';
import { createIpassanSimulator, type SimulatedPerson } from '@acx/ipassan/testing';
import * as z from 'zod/mini';
import type { DemoClock, HeldRecord } from '../contract/demo-world';
import { button, networkLevers } from './demo-lever';
import type { DemoVendor } from './demo-vendor';
import { ada, ben, mia } from './people';
import { createRiversideDoors } from './riverside-doors';
import type { Traffic } from './traffic';
import { windowWords } from './window-words';

const ID = 'riverside';
/** What the provider calls the place of visits. */
const VISITS = 'visits';
/** What an asset takes at most, as long as nobody changes that at the asset. */
const LONGEST_MINUTES = 24 * 60;

const stateSchema = z.union([
  z.object({ kind: z.literal('visit'), host: z.string(), name: z.string(), startsAt: z.string(), endsAt: z.string() }),
  z.object({ kind: z.optional(z.undefined()), person: z.string(), startsAt: z.string(), endsAt: z.string() }),
]);

/** The iPassan of the residence: the function room for those who have booked it, and a lobby that takes the PINs of visitors. */
export async function createRiverside(options: { clock: DemoClock; traffic: Traffic; timeZone: string }) {
  const { clock, traffic, timeZone } = options;
  const simulator = createIpassanSimulator({ clock });
  const base = simulator.addBase({ name: 'riverside', displayname: 'Riverside' }).uuid;
  const site = simulator.addSite({ base, name: 'Riverside', timeZone }).uuid;
  const doorProfile = simulator.addProfile({ site, name: 'Residents' }).uuid;
  const room = simulator.addAsset({ site, name: 'Function room', doorProfile }).uuid;
  const lobby = simulator.addPinReader({ name: 'Lobby', doorProfile }).uuid;
  const persons = new Map<string, SimulatedPerson>();
  for (const { id, name, email } of [ada, ben, mia]) {
    const [firstname = '', lastname = ''] = name.split(' ');
    const accessType = { doorPermanent: doorProfile };
    persons.set(id, simulator.addPerson({ site, firstname, lastname, mail: email, type: 1, accessType }));
  }
  const places = { room, lobby, visits: VISITS };
  const personOf = (id: string): string | undefined => persons.get(id)?.uuid;
  const server = await traffic.serve(simulator.handler);
  const isWrite = (method: string, path: string): boolean => method !== 'GET' && path !== ipassanProfile.paths.token;
  const nameOf = (uuid: string): string => {
    const person = simulator.state.persons.get(uuid);
    return person === undefined ? 'nobody' : `${person.firstname} ${person.lastname}`;
  };
  const now = (): string => new Date(clock.nowMs()).toISOString();

  /** What is over has no effect and is nobody's business any more. */
  const bookings = () => [...simulator.state.assetBookings.values()].filter(({ endsAt }) => endsAt > now());
  const visits = () =>
    [...simulator.state.visitors.values()].filter(({ endsAt, isCancelled }) => endsAt > now() && !isCancelled);
  const recordOf = (key: string, state: z.infer<typeof stateSchema>, isOurs: boolean): HeldRecord => ({
    key,
    place: state.kind === 'visit' ? 'Visits' : 'Function room',
    who: state.kind === 'visit' ? `${state.name}, visiting ${nameOf(state.host)}` : nameOf(state.person),
    words: windowWords(state, timeZone),
    isOurs,
  });
  const isOurs = (reference: string | null): reference is string => reference?.startsWith('acx:') === true;

  const vendor: DemoVendor = {
    integration: {
      id: ID,
      isActive: true,
      input: {
        kind: 'ipassan',
        name: 'Riverside, common rooms and lobby',
        settings: {
          ...{ baseUrl: server.url, clientId: simulator.credentials.clientId, siteUuid: site, timeZone },
          maximumMinutes: LONGEST_MINUTES,
        },
        secrets: { clientSecret: simulator.credentials.clientSecret },
      },
    },
    doors: createRiversideDoors({ id: ID, simulator, clock, places, personOf }),
    levers: [
      ...networkLevers('iPassan', simulator.levers, ({ method, url }) => isWrite(method, new URL(url).pathname)),
      button({
        id: 'remove-entry',
        label: 'Delete a booking by hand',
        hint: 'Somebody deletes a booking of the function room, or cancels a visit, in iPassan Manager.',
        act() {
          const booking = bookings().find(({ reference }) => isOurs(reference));
          const visit = visits().find(({ reference }) => isOurs(reference));
          if (booking !== undefined) simulator.removeAssetBooking(booking.uuid);
          else if (visit !== undefined) simulator.cancelVisitor(visit.uuid);
          else throw new RangeError('iPassan holds nothing of ours. Book the function room first.');
        },
      }),
      button({
        id: 'add-foreign',
        label: 'Book by hand',
        hint: 'Somebody books the function room for Mia in iPassan Manager. It is not ours, so we never touch it.',
        act() {
          const startsAt = new Date(Math.ceil((clock.nowMs() + 86_400_000) / 3_600_000) * 3_600_000);
          const endsAt = new Date(startsAt.getTime() + 3_600_000).toISOString();
          const person = personOf(mia.id) ?? '';
          simulator.addAssetBooking({ asset: room, person, startsAt: startsAt.toISOString(), endsAt });
        },
      }),
      button({
        id: 'revoke-foreign',
        label: 'Delete what was booked by hand',
        hint: 'Somebody deletes a booking that somebody had made by hand. It does not concern us.',
        act() {
          const foreign = bookings().find(({ reference }) => !isOurs(reference));
          if (foreign === undefined) throw new RangeError('Nobody has booked the function room by hand.');
          simulator.removeAssetBooking(foreign.uuid);
        },
      }),
    ],
    held: () => [
      ...bookings().map(({ uuid, reference, person, startsAt, endsAt }) =>
        recordOf(reference ?? uuid, { person, startsAt, endsAt }, isOurs(reference)),
      ),
      ...visits().map(({ uuid, reference, host, name, startsAt, endsAt }) =>
        recordOf(reference ?? uuid, { kind: 'visit', host, name, startsAt, endsAt }, isOurs(reference)),
      ),
    ],
    believed: (grants: readonly GrantRecord[]) =>
      grants.flatMap(({ grantKey, state, lapsesAt }) => {
        const read = z.safeParse(stateSchema, state);
        return read.success && !(lapsesAt !== undefined && lapsesAt <= now())
          ? [recordOf(grantKey, read.data, true)]
          : [];
      }),
    calls() {
      const writes = simulator.levers.requests.filter((line) => {
        const [method = '', path = ''] = line.split(' ');
        return isWrite(method, path);
      });
      return { calls: simulator.levers.requestCount, writes: writes.length };
    },
    connect() {},
    close: () => server.close(),
  };
  return { ...vendor, places, personOf };
}

import type { GrantRecord } from '@acx/core';
import { saltoProfile } from '@acx/salto';
import { createSaltoSimulator, type SimulatedZonePermission } from '@acx/salto/testing';
import * as z from 'zod/mini';
import type { DemoClock, HeldRecord } from '../contract/demo-world';
import { button, networkLevers } from './demo-lever';
import type { DemoDoor, DemoVendor } from './demo-vendor';
import { ada, ben, mia, miasKey, stranger } from './people';
import { saltoRightWords } from './salto-right-words';
import type { Traffic } from './traffic';

const ID = 'house';
const GYM = 'GYM';
const DOOR = 'GYM-DOOR';
/** The slots of timetables that belong to the host, as the provider takes them by default. */
const OUR_SLOTS = { from: 900, to: 1024 };

const stateSchema = z.object({
  accessLevel: z.string(),
  zone: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  intervals: z.array(z.object({ from: z.string(), to: z.string(), days: z.array(z.string()) })),
});

const { operations } = saltoProfile;
const operationWords = new Map<number, string>([
  [operations.openedByKey, 'This key has a right for now.'],
  [operations.outOfDate, 'The right is not for today.'],
  [operations.outOfTime, 'The right is not for this time of the day.'],
  [operations.notAllowed, 'This key has no right at this door.'],
]);

/** The ProAccess Space of the residence: the gym, one right for each apartment. The manager may always pass, by a right made by hand. */
export async function createHouse(options: { clock: DemoClock; traffic: Traffic; timeZone: string }) {
  const { clock, traffic, timeZone } = options;
  const simulator = createSaltoSimulator({ clock, timeZone, switches: { auth: 'custom' } });
  simulator.addZone({ id: GYM, name: 'Gym' });
  simulator.addDoor({ id: DOOR, name: 'Gym', zones: [GYM] });
  for (const { name, salto } of [ada, ben]) {
    simulator.addAccessLevel({ id: salto.accessLevel, name: `${salto.accessLevel.replace('APT-', 'Apartment ')}` });
    const [firstName = '', lastName = ''] = name.split(' ');
    simulator.addUser({ firstName, lastName, cards: [salto.card], accessLevels: [salto.accessLevel] });
  }
  simulator.addAccessLevel({ id: miasKey.accessLevel, name: 'Management', zonePermissions: [{ zone: GYM }] });
  const [firstName = '', lastName = ''] = mia.name.split(' ');
  simulator.addUser({ firstName, lastName, cards: [miasKey.card], accessLevels: [miasKey.accessLevel] });
  const server = await traffic.serve(simulator.handler);

  const keys = new Map<string, { card: string; label: string; subject?: string }>([
    [ada.id, { card: ada.salto.card, label: `${ada.name}’s key card`, subject: ada.salto.accessLevel }],
    [ben.id, { card: ben.salto.card, label: `${ben.name}’s key card`, subject: ben.salto.accessLevel }],
    [mia.id, { card: miasKey.card, label: `${mia.name}’s master key` }],
    ['stranger', { card: stranger.salto, label: 'A stranger’s card' }],
  ]);
  const gymDoor: DemoDoor = {
    describe: () => ({
      id: 'gym',
      name: 'Gym',
      system: 'Salto',
      accepts: ['card'],
      credentials: [...keys].map(([id, { label }]) => ({ id, kind: 'card', label })),
    }),
    async present({ credentialId = '' }) {
      const key = keys.get(credentialId);
      if (key === undefined) throw new RangeError('Nobody has this card. Choose one of the list.');
      const { opened, operation } = simulator.presentCard({ card: key.card, door: DOOR });
      const at = new Date(clock.nowMs()).toISOString();
      const question = key.subject && { question: { providerId: ID, subject: key.subject, place: GYM, at } };
      return { opened, reason: operationWords.get(operation) ?? `Operation ${operation}.`, ...question };
    },
  };

  const isOurSlot = (slot: number): boolean => OUR_SLOTS.from <= slot && slot <= OUR_SLOTS.to;
  /** A record that was emptied because it could not be taken away. */
  const isCleared = ({ period }: SimulatedZonePermission): boolean =>
    period?.startDate.startsWith('2000-01-02') === true;
  const rights = () =>
    [...simulator.state.accessLevels.values()].flatMap(({ id, zonePermissions }) =>
      zonePermissions.filter((right) => !isCleared(right)).map((right) => ({ level: id, right })),
    );
  /** One that opens now, before those that have ended and wait for the night. */
  const ours = () => {
    const found = rights().filter(({ right }) => isOurSlot(right.timetable));
    const open = found.find(({ level, right }) => simulator.levelOpensZone({ accessLevel: level, zone: right.zone }));
    const chosen = open ?? found[0];
    if (chosen === undefined) throw new RangeError('Space holds nothing of ours. Book the gym first.');
    return chosen;
  };
  const levelName = (id: string): string => simulator.state.accessLevels.get(id)?.name ?? id;
  const recordOf = (level: string, zone: string, words: string, isOurs: boolean): HeldRecord => ({
    key: `${level}/${zone}`,
    place: simulator.state.zones.get(zone)?.name ?? zone,
    who: levelName(level),
    words,
    isOurs,
  });
  const heldWords = ({ timetable, usePeriod, period }: SimulatedZonePermission): string => {
    if (timetable === 0 && !usePeriod) return 'always';
    const intervals = simulator.state.timetables.get(timetable)?.intervals ?? [];
    const lines = intervals.map(({ startTime, endTime, days }) => ({ from: startTime, to: endTime, days }));
    const { startDate = '', endDate = '' } = period ?? {};
    return saltoRightWords({ from: startDate, to: endDate }, lines);
  };

  const vendor: DemoVendor = {
    integration: {
      id: ID,
      isActive: true,
      input: {
        kind: 'salto',
        name: 'House, gym',
        // One line in a timetable, so that two bookings of one apartment on one day show a hand-over.
        settings: { baseUrl: server.url, authentication: 'key', timeZone, maximumIntervals: 1 },
        secrets: { key: simulator.credentials.key },
        checkIns: { isOn: true, places: { [GYM]: true } },
      },
    },
    doors: [gymDoor],
    levers: [
      ...networkLevers('Space', simulator.levers, simulator.isWrite),
      button({
        id: 'remove-right',
        label: 'Delete a right by hand',
        hint: 'Somebody deletes a right of ours in ProAccess Space. A check finds it, a healing check writes it again.',
        act() {
          const { level, right } = ours();
          simulator.removeZonePermission(level, right.zone);
        },
      }),
      button({
        id: 'alter-right',
        label: 'Change a right by hand',
        hint: 'Somebody lets an apartment in on every day instead of on one, in ProAccess Space.',
        act() {
          const { level, right } = ours();
          const period = { startDate: '2020-01-01T00:00:00', endDate: '2049-12-31T23:59:59' };
          simulator.setZonePermission(level, { ...right, period });
        },
      }),
      button({
        id: 'revoke-foreign',
        label: 'Revoke the manager’s right',
        hint: 'Somebody takes Mia’s own right away, or gives it back. It is not ours, so a check leaves it alone.',
        act() {
          const isHeld = rights().some(({ level }) => level === miasKey.accessLevel);
          if (isHeld) simulator.removeZonePermission(miasKey.accessLevel, GYM);
          else simulator.setZonePermission(miasKey.accessLevel, { zone: GYM });
        },
      }),
    ],
    held: () =>
      rights().map(({ level, right }) => recordOf(level, right.zone, heldWords(right), isOurSlot(right.timetable))),
    believed: (grants: readonly GrantRecord[]) =>
      grants.flatMap(({ state, lapsesAt, sweepAt }) => {
        const read = z.safeParse(stateSchema, state);
        const isOver = lapsesAt !== undefined && Date.parse(lapsesAt) <= clock.nowMs() && sweepAt === undefined;
        if (!read.success || isOver) return [];
        const { accessLevel, zone, period, intervals } = read.data;
        return [recordOf(accessLevel, zone, saltoRightWords(period, intervals), true)];
      }),
    calls: () => ({
      calls: simulator.calls.length,
      writes: simulator.calls.filter((call) => call.isWrite).length,
    }),
    connect() {},
    close: () => server.close(),
  };
  return { ...vendor, places: { gym: GYM } };
}

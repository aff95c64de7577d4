import { createFixedClock } from '@acx/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding, createSaltoSimulator, type SaltoSimulator, type SaltoSwitches } from '../testing';
import { collect, failureOf } from './__fixtures__/salto-test-vendor';
import type { SaltoZonePermission } from './salto-access-level';
import { createSaltoClient, type SaltoClient } from './salto-client';

const NOW = '2026-07-01T10:00:00Z';
const variants: readonly [string, Partial<SaltoSwitches>][] = [
  ['as we know it', {}],
  ['that writes in every awkward way', { awkward: true, sendsBom: true }],
  ['whose pages begin behind their start', { startId: 'exclusive', awkward: true }],
  ['with short pages', { maximumPage: 2 }],
  ['that marks the end of every list', { maximumPage: 3, sendsEndOfList: 'everywhere' }],
];
const transports = ['HTTP', 'STP', 'STP in small segments'] as const;

describe.each(transports)('the client over %s', (transport) => {
  describe.each(variants)('against a Space %s', (_variant, switches) => {
    let simulator: SaltoSimulator;
    let client: SaltoClient;
    let close: () => Promise<void>;
    beforeEach(async () => {
      const clock = createFixedClock(NOW);
      simulator = createSaltoSimulator({ clock, timeZone: 'Europe/Dublin', switches });
      createSaltoBuilding(simulator);
      if (transport === 'HTTP') {
        const server = await simulator.listen();
        client = createSaltoClient({ id: 'house', transport: { kind: 'http', baseUrl: server.url }, pageSize: 2 });
        close = server.close;
      } else {
        const server = await simulator.listenStp(transport === 'STP' ? {} : { segmentBytes: 7, version: '01' });
        const { host, port } = server;
        client = createSaltoClient({ id: 'house', transport: { kind: 'stp', host, port }, pageSize: 2 });
        close = server.close;
      }
    });
    afterEach(async () => {
      await client.close();
      await close();
    });

    const period = { startsAt: '2026-07-01T00:00:00', endsAt: '2026-07-01T23:59:59' };
    const update = async (change: (held: readonly SaltoZonePermission[]) => readonly SaltoZonePermission[]) => {
      const level = await client.accessLevels.find('APT-501');
      const zonePermissions = change(level?.zonePermissions ?? []);
      await client.accessLevels.update({ id: 'APT-501', zonePermissions });
    };

    it('asks what Space is', async () => {
      expect(await client.getInfo()).toMatchObject({
        protocol: 'SHIP',
        version: '1.0',
        localDateTime: '2026-07-01T11:00:00',
      });
    });

    it('lists what there is', async () => {
      expect(await collect(client.accessLevels.list())).toMatchObject([
        { id: 'APT-501', name: 'Wohnung 501 Müller & Söhne' },
        { id: 'APT-502', name: 'Appartement 502, 5ᵉ étage <côté cour>' },
        { id: 'APT-503', name: 'Apartment 503 🏠' },
      ]);
      expect(await collect(client.accessLevels.list({ zonePermissions: true }))).toMatchObject(
        [501, 502, 503].map((id) => ({ id: `APT-${id}`, zonePermissions: [{ zone: 'LOBBY', timetable: 0 }] })),
      );
      const zones = (await collect(client.zones.list({ doors: true }))).map(({ id, doors }) => [id, [...doors].sort()]);
      expect(Object.fromEntries(zones)).toEqual({
        GYM: ['GYM-DOOR'],
        POOL: ['POOL-NORTH-DOOR', 'POOL-SOUTH-DOOR'],
        LOBBY: ['LOBBY-DOOR'],
      });
      const doors = await collect(client.doors.list({ zones: true }));
      expect(doors.find(({ id }) => id === 'GYM-DOOR')).toMatchObject({ name: 'Door GYM-DOOR', zones: ['GYM'] });
      expect(doors).toHaveLength(4);
      const users = await collect(client.users.list({ accessLevels: true }));
      expect(users.map(({ id, accessLevels }) => [id, accessLevels]).sort()).toEqual([
        ['USER-ADA', ['APT-501']],
        ['USER-BEN', ['APT-502']],
        ['USER-CLEO', ['APT-503']],
        ['USER-OTTO', []],
      ]);
      expect(await collect(client.users.list())).toHaveLength(4);
    });

    it('finds one access level, and finds none where there is none', async () => {
      expect(await client.accessLevels.find('APT-502')).toMatchObject({ id: 'APT-502' });
      expect(await client.accessLevels.find('APT-503')).toMatchObject({ id: 'APT-503' });
      expect(await client.accessLevels.find('APT-5020')).toBeUndefined();
      expect(await client.accessLevels.find('apt-502')).toBeUndefined();
    });

    it('makes, changes and removes an access level', async () => {
      await client.accessLevels.insert({ id: 'APT-504', name: 'Zoë & <504> 🏠', zonePermissions: [] });
      expect(await client.accessLevels.find('APT-504')).toMatchObject({ name: 'Zoë & <504> 🏠', zonePermissions: [] });
      await client.accessLevels.update({ id: 'APT-504', description: 'new' });
      expect(await client.accessLevels.find('APT-504')).toMatchObject({ name: 'Zoë & <504> 🏠', description: 'new' });
      expect(await failureOf(client.accessLevels.insert({ id: 'APT-504', name: 'x' }))).toMatchObject({
        vendorCode: '10',
        code: 'conflict',
      });
      await client.accessLevels.delete('APT-504');
      expect(await client.accessLevels.find('APT-504')).toBeUndefined();
      expect(await failureOf(client.accessLevels.delete('APT-504'))).toMatchObject({ vendorCode: '11' });
      expect(await failureOf(client.accessLevels.update({ id: 'APT-504' }))).toMatchObject({ vendorCode: '11' });
    });

    it('writes the list of an access level, and leaves the rights of others as they are', async () => {
      // The dates of a period that is not used mean nothing: the simulator keeps what is sent back, also the "no date" that it wrote itself.
      const held501 = () =>
        simulator.state.accessLevels
          .get('APT-501')
          ?.zonePermissions.map(({ period, ...rest }) => ({ ...rest, period: rest.usePeriod ? period : null }));
      const before = held501();
      await client.timetables.update({
        id: 900,
        name: 'ACX & é',
        intervals: [{ startsAt: '10:00:00', endsAt: '12:00:00', days: ['wednesday', 'holiday'] }],
      });
      await update((held) => [...held, { zone: 'GYM', timetable: 900, period }]);
      const opens = { accessLevel: 'APT-501', zone: 'GYM' };
      expect(simulator.levelOpensZone(opens)).toBe(true);
      expect(simulator.levelOpensZone({ ...opens, at: '2026-07-01T11:00:00Z' })).toBe(false);
      expect(simulator.levelOpensZone({ ...opens, at: '2026-07-08T10:00:00Z' })).toBe(false);
      const held = (await client.accessLevels.find('APT-501'))?.zonePermissions ?? [];
      expect(held.map(({ zone, timetable }) => [zone, timetable])).toEqual([
        ['LOBBY', 0],
        ['GYM', 900],
      ]);
      expect(held[1]?.period?.startsAt).toBe(period.startsAt);
      await update((permissions) => permissions.filter(({ zone }) => zone !== 'GYM'));
      expect(simulator.levelOpensZone(opens)).toBe(false);
      expect(held501()).toEqual(before);
    });

    it('tells what Space refuses', async () => {
      expect(await failureOf(update((held) => [...held, { zone: 'NOWHERE', timetable: 0 }]))).toMatchObject({
        vendorCode: '11',
        effect: 'none',
      });
      expect(await failureOf(client.call('SaltoDBGroup.Explode', []))).toMatchObject({ vendorCode: '502' });
      simulator.switches.readsLevels = false;
      simulator.switches.readsTimetables = false;
      expect(await failureOf(client.accessLevels.find('APT-501'))).toMatchObject({ vendorCode: '502' });
      expect(await failureOf(collect(client.timetables.list()))).toMatchObject({ vendorCode: '502' });
      simulator.lockNext(101);
      expect(await failureOf(client.accessLevels.delete('APT-501'))).toMatchObject({
        vendorCode: '101',
        isRetryable: true,
        what: 'door',
      });
      simulator.switches.licensed = false;
      expect(await failureOf(client.getInfo())).toMatchObject({ vendorCode: '13' });
    });

    it('reads and writes timetables', async () => {
      const timetable = {
        id: 1024,
        name: 'Nights & days',
        description: 'x',
        intervals: [
          { startsAt: '00:00:00', endsAt: '06:30:00', days: ['monday', 'sunday', 'special1'] },
          { startsAt: '18:00:00', endsAt: '23:59:59', days: ['special2', 'holiday'] },
        ],
      } as const;
      await client.timetables.update(timetable);
      const found = await collect(client.timetables.list({ from: 1020, pageSize: 100 }));
      expect(found.find(({ id }) => id === 1024)).toEqual(timetable);
      expect(found.every(({ id }) => id >= 1020)).toBe(true);
      await client.timetables.update({ id: 1024, name: 'free', intervals: [] });
      const after = await collect(client.timetables.list({ from: 1024 }));
      expect(after).toMatchObject([{ id: 1024, name: 'free', intervals: [] }]);
    });

    it('follows the audit trail, each event once', async () => {
      for (const door of ['LOBBY-DOOR', 'GYM-DOOR', 'LOBBY-DOOR', 'LOBBY-DOOR', 'POOL-NORTH-DOOR'])
        simulator.presentCard({ card: '04A1B2C3', door });
      const all = await collect(client.auditTrail.list());
      expect(all.map(({ operation, door }) => [operation, door])).toEqual([
        [17, 'LOBBY-DOOR'],
        [84, 'GYM-DOOR'],
        [17, 'LOBBY-DOOR'],
        [17, 'LOBBY-DOOR'],
        [84, 'POOL-NORTH-DOOR'],
      ]);
      expect(all[0]).toMatchObject({
        localDateTime: '2026-07-01T11:00:00',
        isExit: false,
        subjectType: 0,
        subject: 'USER-ADA',
      });
      const after = all[2]?.id ?? 0;
      expect(await collect(client.auditTrail.list({ after }))).toEqual(all.slice(3));
      const last = all.at(-1)?.id ?? 0;
      expect(await collect(client.auditTrail.list({ after: last }))).toEqual([]);
      const newest = await client.auditTrail.read({ isDescending: true, limit: 1 });
      expect(newest.events.map(({ id }) => id)).toEqual([last]);
      const page = await client.auditTrail.read({ startingFrom: after, limit: 2 });
      expect(page.events.map(({ id }) => id)).toEqual([after, all[3]?.id]);
    });

    it('opens online doors, and tells how they are', async () => {
      const results = await client.doors.open(['GYM-DOOR', 'NO-DOOR']);
      expect(results.map(({ id, isOpened, code }) => [id, isOpened, code])).toEqual([
        ['GYM-DOOR', true, 0],
        ['NO-DOOR', false, 100],
      ]);
      expect(simulator.state.remoteOpenings.map(({ door }) => door)).toEqual(['GYM-DOOR']);
      expect(await client.doors.listStatus(['GYM-DOOR'])).toMatchObject([{ id: 'GYM-DOOR' }]);
    });

    it('does not know what a write did whose answer was lost, and knows it of one that never arrived', async () => {
      simulator.levers.dropAnswer();
      expect(await failureOf(client.accessLevels.delete('APT-501'))).toMatchObject({
        reason: 'reset',
        effect: 'unknown',
      });
      expect(simulator.state.accessLevels.has('APT-501')).toBe(false);
      expect(await client.accessLevels.find('APT-502')).toMatchObject({ id: 'APT-502' });
      simulator.levers.dropRequest();
      expect(await failureOf(client.getInfo())).toMatchObject({ reason: 'reset', effect: 'none' });
    });
  });
});

describe('the client and a right of somebody else with dates as Space writes them', () => {
  const period = { startDate: '2026-07-01T00:00:00', endDate: '2026-07-31T24:00:00' };
  const start = async (acceptsOwnDates: boolean) => {
    const simulator = createSaltoSimulator({ timeZone: 'Europe/Dublin', switches: { awkward: true, acceptsOwnDates } });
    createSaltoBuilding(simulator);
    simulator.setZonePermission('APT-501', { zone: 'POOL', period, extra: 'by hand & <kept>' });
    const server = await simulator.listenStp();
    const client = createSaltoClient({ id: 'house', transport: { kind: 'stp', host: server.host, port: server.port } });
    const write = async (hasPlainDates = false): Promise<unknown> => {
      const held = (await client.accessLevels.find('APT-501'))?.zonePermissions ?? [];
      const zonePermissions = [...held, { zone: 'GYM', timetable: 0 }];
      return failureOf(client.accessLevels.update({ id: 'APT-501', zonePermissions, hasPlainDates }));
    };
    const pool = () => simulator.state.accessLevels.get('APT-501')?.zonePermissions.find(({ zone }) => zone === 'POOL');
    const close = () => client.close().then(server.close);
    return { simulator, write, pool, close };
  };

  it('writes it back as it came where Space takes its own dates', async () => {
    const { simulator, write, pool, close } = await start(true);
    const before = pool();
    await write();
    expect(simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM' })).toBe(true);
    expect(pool()).toEqual(before);
    expect(pool()).toMatchObject({ period, extra: 'by hand & <kept>' });
    await close();
  });

  it('writes it with dates in full when it is told to', async () => {
    const { simulator, write, pool, close } = await start(false);
    await write(true);
    expect(simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM' })).toBe(true);
    expect(pool()).toMatchObject({ period: { ...period, endDate: '2026-07-31T23:59:59' }, extra: 'by hand & <kept>' });
    await close();
  });

  it('changes nothing at all where Space does not', async () => {
    const { simulator, write, pool, close } = await start(false);
    expect(await write()).toMatchObject({ vendorCode: '503', effect: 'none', isRetryable: false });
    expect(simulator.levelOpensZone({ accessLevel: 'APT-501', zone: 'GYM' })).toBe(false);
    expect(pool()).toMatchObject({ period, extra: 'by hand & <kept>' });
    await close();
  });
});

describe('the client and the ways to log in', () => {
  it.each(['basic', 'custom'] as const)('gets in with %s, and nowhere without', async (auth) => {
    const simulator = createSaltoSimulator({ timeZone: 'Europe/Dublin', switches: { auth } });
    const server = await simulator.listen();
    const { user, password, key } = simulator.credentials;
    const authentication =
      auth === 'basic' ? ({ kind: 'basic', user, password } as const) : ({ kind: 'key', key } as const);
    const open = (transport: object) =>
      createSaltoClient({ id: 'house', transport: { kind: 'http', baseUrl: server.url, ...transport } });
    expect(await open({ authentication }).getInfo()).toMatchObject({ protocol: 'SHIP' });
    expect(await failureOf(open({}).getInfo())).toMatchObject({ code: 'authentication' });
    await server.close();
  });
});

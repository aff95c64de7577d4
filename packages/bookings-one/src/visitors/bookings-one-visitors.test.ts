import {
  type AccessProvider,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  parseOptions,
  UnsupportedCapabilityError,
} from '@acx/core/provider';
import { createFixedClock, createPermission } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { type BookingsOneVisitorOptions, bookingsOneVisitorOptionsSchema } from '../bookings-one-visitor-options';
import { bookingsOneProfile } from '../wire/bookings-one-profile';
import { createTestDesk, NOW, visitor } from './__fixtures__/bookings-one-test-desk';
import { createBookingsOneVisitors, settingsToBookingsOneVisitors } from './bookings-one-visitors';

const options: BookingsOneVisitorOptions = {
  id: 'desk',
  baseUrl: 'https://rooms.example/',
  token: 's3cret',
  doors: [
    { place: 'north in', name: 'North entrance', direction: 'arrival' },
    { place: 'north out', direction: 'departure' },
  ],
  clock: createFixedClock(NOW),
};

function createTestVisitors(
  more: Partial<BookingsOneVisitorOptions> = {},
  information: () => Promise<unknown> = () => Promise.resolve({}),
) {
  const desk = createTestDesk();
  const settings = parseOptions('Options', bookingsOneVisitorOptionsSchema, { ...options, ...more });
  const closed: true[] = [];
  const close = async () => void closed.push(true);
  const provider = settingsToBookingsOneVisitors(settings, { ...desk.client, information, close });
  return { ...desk, closed, provider };
}

async function decide(provider: AccessProvider, value: string): Promise<string | undefined> {
  const credential = { kind: 'qr', value } as const;
  return (await provider.decide?.({ credential, place: 'north in', at: NOW }, {}))?.reason;
}

describe('the provider of visitors', () => {
  it('decides, and gives a reason for everything that it does not do', () => {
    const { provider } = createTestVisitors();
    const { capabilities } = provider;
    expect(capabilities).toMatchObject({ credentialKinds: ['qr'], deciding: { supported: true }, horizonMinutes: 0 });
    for (const support of [
      capabilities.nativeValidity,
      capabilities.readBack,
      capabilities.listing,
      capabilities.marker,
      capabilities.events,
    ])
      expect(support).toEqual({ supported: false, reason: expect.stringMatching(/\w+ \w+/) });
    expect([provider.readGrants, provider.listGrants, provider.listSubjects, provider.events]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('rejects every permission that is not over, and carries out no change', async () => {
    const { provider, asked } = createTestVisitors();
    const permission = (startsAt: string, endsAt: string, bookingId: string) =>
      createPermission({
        window: { startsAt, endsAt },
        subject: 'ada@rooms.example',
        place: 'north in',
        providerId: 'desk',
        bookingId,
        credential: 'qr',
      });
    const later = permission('2026-11-21T10:00:00.000Z', '2026-11-21T11:00:00.000Z', 'b1');
    const over = permission('2026-11-21T08:00:00.000Z', NOW, 'b2');
    const composition = provider.compose([later, over], { now: NOW });
    expect(composition).toEqual({
      covered: [],
      waiting: [],
      rejected: [{ permissionKey: later.key, error: expect.any(UnsupportedCapabilityError) }],
      nextAt: later.window.endsAt,
    });
    expect(provider.compose([over], { now: NOW })).toEqual({ covered: [], waiting: [], rejected: [] });
    const grantKey = provider.grantKeyOf(later);
    const changes = [
      { kind: 'create', grantKey, reason: 'booked', after: {} },
      { kind: 'revoke', grantKey, reason: 'ended', before: {}, revokeReason: 'ended' },
    ] as const;
    expect(provider.estimateCalls(changes)).toBe(0);
    const outcomes = await provider.applyChanges({ lane: provider.laneOf(later), changes }, {});
    expect(outcomes).toEqual(
      Array(2).fill({ grantKey, effect: 'none', error: expect.any(UnsupportedCapabilityError) }),
    );
    const shown = JSON.stringify([composition, outcomes]) + outcomes.map(({ error }) => error?.message).join();
    expect(shown).toContain('north in');
    expect(shown).not.toContain('ada@');
    expect(asked).toEqual([]);
  });

  it('lists its doors', async () => {
    const places = [];
    for await (const place of createTestVisitors().provider.listPlaces?.({}) ?? []) places.push(place);
    expect(places).toEqual([
      { place: 'north in', name: 'North entrance', settings: {} },
      { place: 'north out', name: 'north out', settings: {} },
    ]);
  });

  it('reads QR codes of its own server, or of the hosts and parameters that it is told', async () => {
    const own = createTestVisitors();
    own.visitors.set('CODE-1', visitor('checked_in'));
    expect(await decide(own.provider, 'https://rooms.example/visit?code=CODE-1')).toBe('checked_in');
    expect(await decide(own.provider, 'https://visit.example/CODE-1')).toBe('foreign_code');
    const told = createTestVisitors({ qrHosts: ['Visit.Example:443'], qrParameters: ['Badge'] });
    told.visitors.set('CODE-1', visitor('checked_in'));
    expect(await decide(told.provider, 'https://visit.example/v?badge=CODE-1')).toBe('checked_in');
    expect(await decide(told.provider, 'https://rooms.example/visit?badge=CODE-1')).toBe('foreign_code');
    const bare = createTestVisitors({ qrHosts: [] });
    bare.visitors.set('CODE-1', visitor('checked_in'));
    expect(await decide(bare.provider, 'https://rooms.example/CODE-1')).toBe('foreign_code');
    expect(await decide(bare.provider, 'CODE-1')).toBe('checked_in');
  });

  it('has local times read in the zone that it is told', async () => {
    const { asked, provider } = createTestVisitors({ timeZone: 'Europe/Dublin' });
    await decide(provider, 'CODE-1');
    expect(asked[0]?.timeZone).toBe('Europe/Dublin');
  });

  it('asks the server itself', async () => {
    const { paths, visitor: names } = bookingsOneProfile;
    const calls: string[] = [];
    const provider = createBookingsOneVisitors({
      ...options,
      async fetch(input, init) {
        const request = new Request(input, init);
        calls.push(`${request.method} ${request.url}`);
        const asked = await request.text();
        const isKnown = asked.includes('CODE-1') && asked.includes(names.arrival);
        return isKnown ? Response.json({ [names.status]: 'checked_in' }) : Response.json({}, { status: 404 });
      },
    });
    expect(await decide(provider, 'CODE-1')).toBe('checked_in');
    expect(await decide(provider, 'CODE-2')).toBe('unknown_credential');
    expect(calls).toEqual(Array(2).fill(`POST https://rooms.example${paths.visitor}`));
    await provider.close();
  });

  it('lists every problem of its options at once and repeats no value', () => {
    const door = { place: 'twice', direction: 'arrival' } as const;
    const wrong: BookingsOneVisitorOptions = {
      ...options,
      doors: [door, door],
      decideWithinMs: 99,
      denialCacheMs: 60_001,
      allowanceCacheMs: -1,
      concurrentLookups: 0,
      qrHosts: ['https://rooms.example/'],
      qrParameters: ['a b'],
      timeZone: 'Mars/Base',
    };
    try {
      createBookingsOneVisitors(wrong);
      expect.unreachable();
    } catch (failure) {
      expect(failure).toBeInstanceOf(ConfigurationError);
      const text = String(failure);
      for (const path of [
        'doors',
        'decideWithinMs',
        'denialCacheMs',
        'allowanceCacheMs',
        'concurrentLookups',
        'timeZone',
      ])
        expect(text).toContain(`${path}:`);
      for (const path of ['qrHosts[0]', 'qrParameters[0]']) expect(text).toContain(`${path}:`);
      expect(text).not.toMatch(/s3cret|twice|Mars|rooms\.example\//);
    }
    expect(() => createBookingsOneVisitors({ ...options, doors: [] })).toThrow(/doors: must hold at least one door/);
    expect(() => createBookingsOneVisitors({ ...options, baseUrl: 'http://rooms.example' })).toThrow(/must use https/);
    // @ts-expect-error an unknown field is a typing mistake
    expect(() => createBookingsOneVisitors({ ...options, denyCacheMs: 1 })).toThrow(/denyCacheMs/);
  });

  it('can be closed twice, and denies from then on', async () => {
    const { closed, provider, visitors } = createTestVisitors();
    visitors.set('CODE-1', visitor('checked_in'));
    await provider.close();
    await provider.close();
    expect([await decide(provider, 'CODE-1'), closed.length]).toEqual(['unavailable', 2]);
  });
});

describe('the health of the provider of visitors', () => {
  const failWith = (failure: unknown) => () => Promise.reject(failure);
  const operation = 'information';

  it('is told without looking up a visitor', async () => {
    const { provider, asked } = createTestVisitors();
    const report = await provider.checkHealth({});
    expect(report.status).toBe('ok');
    expect(report.findings.map(({ area, status }) => `${area} ${status}`)).toEqual([
      'connection ok',
      'credentials ok',
      'places ok',
    ]);
    expect(report.findings[2]?.message).toContain('Doors that ask about visitors: 1 for arrivals, 1 for departures.');
    expect(asked).toEqual([]);
  });

  it.each([
    [
      'a refused token',
      new AuthenticationError({ providerId: 'desk', operation }),
      ['connection ok', 'credentials failed'],
      /API authentication/,
    ],
    [
      'a server that is away',
      new ConnectionError({ providerId: 'desk', operation, reason: 'refused', effect: 'none' }),
      ['connection failed'],
      /refused/,
    ],
    ['a mistake of ours', new TypeError('s3cret'), ['connection failed'], /maintainer/],
  ])('names %s', async (_what, failure, findings, advice) => {
    const report = await createTestVisitors({}, failWith(failure)).provider.checkHealth({});
    expect(report.status).toBe('failed');
    expect(report.findings.map(({ area, status }) => `${area} ${status}`)).toEqual([...findings, 'places ok']);
    const shown = JSON.stringify(report);
    expect(shown).toMatch(advice);
    expect(shown).not.toContain('s3cret');
  });

  it('warns when no QR code at all has been found since the start', async () => {
    const { provider, visitors } = createTestVisitors();
    const health = async () => {
      const { status, findings } = await provider.checkHealth({});
      return [status, findings.at(-1)?.message];
    };
    for (const code of ['CODE-1', 'CODE-2', 'CODE-3', 'CODE-4']) await decide(provider, code);
    expect(await health()).toEqual(['ok', expect.anything()]);
    await decide(provider, 'CODE-5');
    expect(await health()).toEqual(['warning', expect.stringMatching(/404.*\(5\).*paths\.visitor/)]);
    visitors.set('CODE-6', visitor('unknown'));
    await decide(provider, 'CODE-6');
    expect(await health()).toEqual(['ok', expect.anything()]);
  });

  it('takes a lookup that failed for no answer', async () => {
    const { provider, visitors } = createTestVisitors();
    for (const code of ['CODE-1', 'CODE-2', 'CODE-3', 'CODE-4', 'CODE-5']) {
      visitors.set(code, () => {
        throw new Error('away');
      });
      await decide(provider, code);
    }
    expect((await provider.checkHealth({})).status).toBe('ok');
  });

  it('warns of rights that bookings ask for in vain', async () => {
    const expected = { places: ['north in'], subjects: [] };
    const { findings, status } = await createTestVisitors().provider.checkHealth({ expected });
    expect([status, findings.at(-1)?.message]).toEqual(['warning', expect.stringContaining('directory')]);
  });
});

import { createMemoryProviderStorage, type HealthReport } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestHost, simulatedFetch, type TestHostOptions } from './__fixtures__/salto-host';
import { createSalto } from './salto-provider';

/** The findings of an area, as `status message`. */
const about = ({ findings }: HealthReport, area: string): string[] =>
  findings.filter((found) => found.area === area).map(({ status, message }) => `${status} ${message}`);

const healthOf = async (
  options: TestHostOptions,
  prepare: (host: ReturnType<typeof createTestHost>) => unknown = () => {},
) => {
  const host = createTestHost(options);
  await prepare(host);
  return host.access.health({ providerId: 'house' });
};

describe('the health of an installation', () => {
  it('is good where Space answers, is licensed, agrees about the time and has room for timetables', async () => {
    const report = await healthOf({});
    expect(report).toMatchObject({ providerId: 'house', status: 'ok', clockDifferenceMs: 0 });
    expect(report.findings.map(({ area, status }) => `${area} ${status}`)).toEqual([
      'connection ok',
      'licence ok',
      'clock ok',
      'timetables ok',
      'places ok',
      'subjects ok',
    ]);
    expect(about(report, 'timetables')[0]).toContain('125 of 125 timetable slots of ours are free');
  });

  it('writes nothing', async () => {
    const host = createTestHost();
    await host.access.health({ providerId: 'house' });
    expect(host.simulator.calls.filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  it('tells of an outage', async () => {
    const report = await healthOf({}, ({ simulator }) => simulator.levers.setOutage(true));
    expect(report.status).toBe('failed');
    expect(about(report, 'connection')).toHaveLength(1);
    expect(about(report, 'licence')).toEqual([]);
  });

  it('tells of a licence that is missing, and whom to ask', async () => {
    const report = await healthOf({ switches: { licensed: false } });
    expect(report.status).toBe('failed');
    expect(about(report, 'licence')).toEqual([expect.stringMatching(/^failed .*code 13.*SPACE-OPT-0018/)]);
  });

  it('tells of credentials that are not accepted', async () => {
    const report = await healthOf({ switches: { auth: 'custom' } });
    expect(report.status).toBe('failed');
    expect(about(report, 'credentials')).toHaveLength(1);
  });
});

describe('the clock of Space', () => {
  it('an hour off looks like a wrong time zone', async () => {
    const report = await healthOf({ salto: { timeZone: 'Europe/Paris' } });
    expect(report).toMatchObject({ status: 'warning', clockDifferenceMs: -3_600_000 });
    expect(about(report, 'clock')).toEqual([expect.stringMatching(/3600 seconds behind.*timeZone \(Europe\/Paris\)/)]);
  });

  it('a few minutes off looks like a clock that nobody sets', async () => {
    const clock = { nowMs: () => Date.parse('2026-06-01T07:53:00Z'), schedule: () => () => {} };
    const report = await healthOf({ salto: { clock } });
    expect(about(report, 'clock')).toEqual([expect.stringMatching(/420 seconds ahead.*time server/)]);
  });

  it('less than a minute off is good enough', async () => {
    const clock = { nowMs: () => Date.parse('2026-06-01T08:00:59Z'), schedule: () => () => {} };
    expect((await healthOf({ salto: { clock } })).status).toBe('ok');
  });

  it('is right in the first of two equal hours', async () => {
    expect(await healthOf({ startsAt: '2026-10-25T00:30:00.000Z' })).toMatchObject({
      status: 'ok',
      clockDifferenceMs: 0,
    });
  });
});

describe('the timetables of our range', () => {
  const intervals = [{ startTime: '08:00:00', endTime: '10:00:00', days: ['monday'] as const }];

  it('that somebody else has filled are named, left alone, and not counted as free', async () => {
    const report = await healthOf({}, ({ simulator }) => {
      for (const slot of [905, 1024]) simulator.rewriteSlot(slot, { name: 'Cleaners', intervals });
      simulator.rewriteSlot(899, { name: 'Not in our range', intervals });
    });
    expect(report.status).toBe('warning');
    expect(about(report, 'timetables')).toEqual([
      expect.stringMatching(/^warning Timetables 905, 1024 are in our range/),
      expect.stringContaining('123 of 125'),
    ]);
  });

  it('are told to be short when a tenth is left', async () => {
    const report = await healthOf({ salto: { timetableSlots: { from: 900, to: 901 } } }, async (host) => {
      await host.access.putBooking(host.booking());
      await host.access.putBooking(host.booking({ id: 'b2', resourceId: 'pool', endsAt: '2026-06-01T19:00:00+01:00' }));
      await host.access.runDue();
    });
    expect(about(report, 'timetables')).toEqual([expect.stringMatching(/^warning 0 of 2/)]);
  });

  it('that Space does not tell of are a warning with what to make sure of', async () => {
    const report = await healthOf({ switches: { readsTimetables: false } });
    expect(report.status).toBe('warning');
    expect(about(report, 'timetables')).toEqual([expect.stringMatching(/^warning .*nobody uses 900 to 1024/)]);
  });
});

describe('the ids of the directory', () => {
  it('that Space does not have are told, zones by name with the one that was meant, access levels as a number', async () => {
    const host = createTestHost();
    const provider = createSalto({
      id: 'house',
      transport: { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(host.simulator) },
      timeZone: 'Europe/Dublin',
      clock: host.clock,
    });
    const report = await provider.checkHealth({
      storage: createMemoryProviderStorage(),
      expected: { places: ['GYM', 'pool ', 'SPA'], subjects: ['APT-501', 'Apt 502', 'APT-999'] },
    });
    expect(report.status).toBe('failed');
    expect(about(report, 'places')).toEqual([
      expect.stringMatching(/^failed Space has no zone pool\s+\. It has "POOL"\./),
      expect.stringMatching(/^failed Space has no zone SPA\. Check the Zone ID/),
    ]);
    expect(about(report, 'subjects')).toEqual([expect.stringMatching(/^failed Space has 2 of 3 .*; 1 of them differ/)]);
    expect(JSON.stringify(report)).not.toMatch(/apt.?\d/i);
  });

  it('are those of the rights that are asked for, when the engine asks', async () => {
    const report = await healthOf({}, async (host) => {
      await host.access.putBooking(host.booking());
      await host.access.putBooking(host.booking({ id: 'b9', holders: [{ holderId: '999' }] }));
    });
    expect(about(report, 'places')).toEqual(['ok All zones in use (1) are there.']);
    expect(about(report, 'subjects')).toEqual([expect.stringMatching(/^failed Space has 1 of 2/)]);
  });

  it('are asked for zones only where Space does not tell its access levels', async () => {
    const report = await healthOf(
      { switches: { readsLevels: false }, salto: { readsAccessLevels: false, fixedZones: [] } },
      (host) => host.access.putBooking(host.booking()),
    );
    expect([about(report, 'places').length, about(report, 'subjects').length]).toEqual([1, 0]);
    expect(report.status).toBe('ok');
  });
});

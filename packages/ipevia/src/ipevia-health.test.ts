import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHostOptions } from './__fixtures__/ipevia-host';

async function findingsOf(
  options: TestHostOptions = {},
  prepare: (host: ReturnType<typeof createTestHost>) => unknown = () => {},
) {
  const host = createTestHost({ ...options, switches: { auth: 'basic', ...options.switches } });
  await prepare(host);
  const { status, findings } = await host.access.health({ providerId: 'car-park' });
  return { status, told: (area: string) => findings.find((finding) => finding.area === area), host };
}

describe('the health of an installation', () => {
  it('is good when the service can do what the options ask for', async () => {
    const { status, told } = await findingsOf();
    expect(status).toBe('ok');
    for (const area of ['connection', 'credentials', 'strategy', 'cards', 'capacity', 'places', 'subjects'])
      expect([area, told(area)?.status]).toEqual([area, 'ok']);
  });

  it('tells a login that is not accepted from a server that does not answer', async () => {
    const wrong = { authentication: { kind: 'basic' as const, user: 'x', password: 'y' } };
    expect((await findingsOf({ ipevia: wrong })).told('credentials')?.status).toBe('failed');
    const out = await findingsOf({}, ({ simulator }) => simulator.levers.setOutage(true));
    expect(out.told('connection')?.status).toBe('failed');
  });

  it.each<[what: string, options: TestHostOptions, area: string, says: RegExp]>([
    ['a service without credentials', { switches: { maximumCredentials: 0 } }, 'strategy', /strategy: 'whitelist'/],
    [
      'a service without a whitelist',
      { switches: { maximumWhitelisted: 0 }, ipevia: { strategy: 'whitelist' } },
      'strategy',
      /strategy: 'credentials'/,
    ],
    ['a service for which only dates count', { switches: { validityHasTime: false } }, 'strategy', /validity: 'none'/],
    [
      'a type of card that is not mapped',
      { switches: { identifierTypes: { 'pt:PIN': ['SIMPLE_NUMBER16'] } } },
      'cards',
      /Other \(hex\)/,
    ],
    [
      'a format of card that is not mapped',
      { switches: { identifierTypes: { 'pt:CUSTOM': ['WIEGAND26'] } } },
      'cards',
      /WIEGAND37/,
    ],
  ])('is bad with %s, and says what to do', async (_what, options, area, says) => {
    const { status, told } = await findingsOf(options);
    expect([status, told(area)?.status]).toEqual(['failed', 'failed']);
    expect(told(area)?.message).toMatch(says);
  });

  it('warns while there is still some room', async () => {
    const { told } = await findingsOf({ switches: { maximumCredentials: 1 } }, ({ simulator }) =>
      simulator.addCredential({ card: hexOf.cleo }),
    );
    expect(told('capacity')).toMatchObject({ status: 'warning', message: expect.stringContaining('1 of 1') });
  });

  it('counts cards that cannot be read, and names none', async () => {
    const { told } = await findingsOf({}, async (host) => {
      await host.access.putBooking(host.booking({ holders: [{ holderId: 'wrong-card' }, { holderId: 'ada' }] }));
    });
    expect(told('subjects')).toMatchObject({ status: 'failed', message: expect.stringContaining('1 of 2') });
    expect(told('subjects')?.message).not.toContain('12 34');
  });

  it('sees rights that are asked for at another site', async () => {
    const { told } = await findingsOf({}, async (host) => {
      host.directory.replace({
        timeZone: 'Europe/Dublin',
        resources: [{ id: 'zone-b', places: [{ provider: 'car-park', place: 'airport' }] }],
        holders: [{ id: 'ada', subjects: [{ provider: 'car-park', subject: '987654' }] }],
      });
      await host.access.putBooking(host.booking());
    });
    expect(told('places')).toMatchObject({ status: 'failed', message: expect.stringContaining('airport') });
  });

  it.each<[aheadMs: number, status: string, says: RegExp]>([
    [20_000, 'ok', /agree/],
    [360_000, 'warning', /360 seconds ahead/],
    [-360_000, 'warning', /360 seconds behind/],
  ])('compares the clocks: %i ms', async (aheadMs, status, says) => {
    const host = createTestHost({
      ipevia: {
        async fetch(input, init) {
          const answer = await host.simulator.handler(new Request(input, init));
          answer.headers.set('date', new Date(host.clock.nowMs() + aheadMs).toUTCString());
          return answer;
        },
      },
    });
    const { findings, clockDifferenceMs } = await host.access.health({ providerId: 'car-park' });
    const clock = findings.find(({ area }) => area === 'clock');
    expect([clock?.status, clockDifferenceMs]).toEqual([status, aheadMs]);
    expect(clock?.message).toMatch(says);
  });
});

import { createAccessControl, createInMemoryDirectory, createMemoryLedger, type Notice } from '@acx/core';
import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { BASE_URL, hexOf, simulatedFetch } from './__fixtures__/ipevia-host';
import { createIpevia } from './ipevia-provider';
import { createIpeviaSimulator } from './testing';

/** Two sites, each with an API user of its own, and two companies that share the first. */
function createTwoSites() {
  const clock = createFixedClock('2026-11-23T06:00:00.000Z');
  const sites = {
    docklands: createIpeviaSimulator({ clock, seed: 1 }),
    airport: createIpeviaSimulator({ clock, seed: 2, switches: { maximumCredentials: 0 } }),
  };
  const provider = (id: 'docklands' | 'airport') =>
    createIpevia({
      id,
      baseUrl: BASE_URL,
      authentication: sites[id].credentials,
      site: id,
      accessProfile: 'site',
      strategy: id === 'airport' ? 'whitelist' : 'credentials',
      fetch: simulatedFetch(sites[id]),
      clock,
    });
  const place = (id: string) => ({ provider: id, place: id });
  const directory = createInMemoryDirectory({
    timeZone: 'Europe/Dublin',
    resources: [
      { id: 'both', use: 'shared', places: [place('docklands'), place('airport')] },
      { id: 'acme zone', use: 'shared', places: [place('docklands')] },
      { id: 'globex zone', use: 'shared', places: [place('docklands')] },
    ],
    holders: [
      {
        id: 'ada',
        subjects: ['docklands', 'airport'].map((id) => ({ provider: id, subject: '987654' })),
      },
      { id: 'ben', subjects: [{ provider: 'docklands', subject: '1000001' }] },
    ],
  });
  const notices: Notice[] = [];
  const access = createAccessControl({
    providers: [provider('docklands'), provider('airport')],
    directory,
    ledger: createMemoryLedger(),
    clock,
    onNotice: (notice) => void notices.push(notice),
  });
  const booking = (id: string, resourceId: string, holderId: string, endsAt = '2026-11-23T12:00:00Z') => ({
    id,
    resourceId,
    startsAt: '2026-11-23T08:00:00Z',
    endsAt,
    holders: [{ holderId }],
  });
  const opens = (site: keyof typeof sites, holder: keyof typeof hexOf) => sites[site].opens({ card: hexOf[holder] });
  return { clock, access, notices, booking, opens };
}

describe('a zone with several sites', () => {
  it('opens all of them, each in its own way', async () => {
    const { clock, access, booking, opens } = createTwoSites();
    await access.putBooking(booking('b1', 'both', 'ada'));
    await access.runDue();
    await clock.advanceTo('2026-11-23T08:00:00.000Z');
    await access.runDue();
    expect([opens('docklands', 'ada'), opens('airport', 'ada')]).toEqual([true, true]);
    await clock.advanceTo('2026-11-23T12:00:00.000Z');
    await access.runDue();
    expect([opens('docklands', 'ada'), opens('airport', 'ada')]).toEqual([false, false]);
  });

  it('tells of a holder who has a card at one of them only, and opens that one', async () => {
    const { clock, access, notices, booking, opens } = createTwoSites();
    await access.putBooking(booking('b1', 'both', 'ben'));
    await access.runDue();
    await clock.advanceTo('2026-11-23T08:00:00.000Z');
    await access.runDue();
    expect([opens('docklands', 'ben'), opens('airport', 'ben')]).toEqual([true, false]);
    expect(notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1', providerId: 'airport' }]);
  });
});

describe('companies that share a site', () => {
  it('add up: a card stays in until the last of them needs it no more', async () => {
    const { clock, access, booking, opens } = createTwoSites();
    await access.putBooking(booking('acme 1', 'acme zone', 'ada', '2026-11-23T10:00:00Z'));
    await access.putBooking(booking('globex 1', 'globex zone', 'ada'));
    const seen: boolean[] = [];
    for (const hour of ['09', '11', '12']) {
      await access.runDue();
      await clock.advanceTo(`2026-11-23T${hour}:00:00.000Z`);
      await access.runDue();
      seen.push(opens('docklands', 'ada'));
    }
    expect(seen).toEqual([true, true, false]);
  });
});

import { createAccessControl, createInMemoryDirectory, createMemoryLedger, formatPlan } from '@acx/core';
import { createIpassan } from '@acx/ipassan';
import { createIpassanBuilding, createIpassanSimulator } from '@acx/ipassan/testing';
import type { Storyteller } from './storyteller';

const DAY_MS = 86_400_000;

/**
 * A gym booking becomes an asset booking in iPassan over real HTTP, moves when it is moved, survives a broken network and a careless hand, and
 * vanishes when it is cancelled. Everything behind a bar is read from the simulated iPassan itself.
 */
export async function tellFacilitiesStory({ chapter, tell, show }: Storyteller, nowMs = Date.now()): Promise<void> {
  const simulator = createIpassanSimulator();
  const { site, gym, ada, ben } = createIpassanBuilding(simulator);
  const server = await simulator.listen();
  const ipassan = createIpassan({
    id: 'riverside',
    baseUrl: server.url,
    ...simulator.credentials,
    siteUuid: site.uuid,
    timeZone: site.timeZone,
  });
  const access = createAccessControl({
    providers: [ipassan],
    directory: createInMemoryDirectory({
      timeZone: site.timeZone,
      resources: [{ id: 'gym', places: [{ provider: 'riverside', place: gym.uuid }] }],
      holders: [
        { id: 'apartment-501', subjects: [{ provider: 'riverside', subject: ada.uuid }] },
        { id: 'apartment-502', subjects: [{ provider: 'riverside', subject: ben.uuid }] },
      ],
    }),
    ledger: createMemoryLedger(),
  });
  await access.start();

  const day = new Date(nowMs + DAY_MS).toISOString().slice(0, 10);
  const at = (time: string): string => `${day}T${time}:00Z`;
  const booking = { id: 'booking-1', resourceId: 'gym', holders: [{ holderId: 'apartment-501' }] };
  const showScreen = (): void => {
    const rows = simulator.monitoring();
    show(`Monitoring > Facilities Asset Bookings: ${rows.length === 0 ? 'empty' : ''}`);
    for (const { asset, person, from, to } of rows) show(`  ${asset}, ${person}, ${from} to ${to.slice(-5)}`);
  };
  const tryDoor = (who: string, person: string, time: string): void => {
    const isOpen = simulator.opens({ person, asset: gym.uuid, at: at(time) });
    show(`${who} at the gym at ${time} UTC: ${isOpen ? 'the door opens' : 'the door stays closed'}`);
  };
  const settle = async (): Promise<void> => void (await access.settled(booking.id));

  try {
    chapter('The installer looks whether all is well');
    tell(`iPassan is simulated and listens on ${server.url}.`);
    for (const { area, status, message } of (await ipassan.checkHealth({})).findings)
      show(`${area}: ${status}. ${message}`);

    chapter('Apartment 501 books the gym for tomorrow, 18:00 to 19:00 UTC');
    const first = { ...booking, startsAt: at('18:00'), endsAt: at('19:00') };
    for (const line of formatPlan(await access.plan(first))
      .split('\n')
      .slice(1))
      tell(`dry run: ${line.trim()}`);
    await access.putBooking(first);
    await settle();
    showScreen();
    tryDoor('Ada of 501', ada.uuid, '17:59');
    tryDoor('Ada of 501', ada.uuid, '18:00');
    tryDoor('Ben of 502', ben.uuid, '18:00');

    chapter('The booking is moved to 20:00, and the network loses the answer');
    simulator.levers.dropAnswer({ when: ({ method }) => method === 'PUT' });
    await access.putBooking({ ...first, startsAt: at('20:00'), endsAt: at('21:00') });
    await settle();
    tell('Nobody knew whether the change had arrived, so iPassan was read before anything was sent again.');
    showScreen();
    tryDoor('Ada of 501', ada.uuid, '18:00');
    tryDoor('Ada of 501', ada.uuid, '20:30');

    chapter('Somebody deletes the entry by hand in iPassan Manager');
    for (const { uuid } of simulator.state.assetBookings.values()) simulator.removeAssetBooking(uuid);
    showScreen();
    const { drift } = await access.check({ providerId: 'riverside', mode: 'heal' });
    tell(`A healing check finds: ${drift.map(({ kind }) => kind).join(', ')}.`);
    await access.runDue();
    showScreen();

    chapter('Apartment 501 cancels');
    await access.cancelBooking(booking.id);
    await settle();
    showScreen();
    tryDoor('Ada of 501', ada.uuid, '20:30');
  } finally {
    await access.stop();
    await server.close();
  }
}

import { AcxError, createAccessControl, createInMemoryDirectory, createMemoryLedger, type Notice } from '@acx/core';
import { createIpassan } from '@acx/ipassan';
import { createIpassanBuilding, createIpassanSimulator } from '@acx/ipassan/testing';
import type { Storyteller } from './storyteller';

const DAY_MS = 86_400_000;

/**
 * An apartment invites a visitor, whose PIN opens the lobby for exactly the visit, keeps doing so when the visit is moved, and is refused when it
 * is cancelled. Everything behind a bar is read from the simulated iPassan itself.
 */
export async function tellVisitorsStory({ chapter, tell, show }: Storyteller, nowMs = Date.now()): Promise<void> {
  const simulator = createIpassanSimulator();
  const { site, ada, lobby } = createIpassanBuilding(simulator);
  const server = await simulator.listen();
  const notices: Notice[] = [];
  const access = createAccessControl({
    providers: [
      createIpassan({
        id: 'riverside',
        baseUrl: server.url,
        ...simulator.credentials,
        siteUuid: site.uuid,
        timeZone: site.timeZone,
      }),
    ],
    directory: createInMemoryDirectory({
      timeZone: site.timeZone,
      resources: [{ id: 'visits', use: 'shared', places: [{ provider: 'riverside', place: 'visits' }] }],
      holders: [
        { id: 'apartment-501', subjects: [{ provider: 'riverside', subject: ada.uuid }] },
        { id: 'apartment-502', subjects: [] },
      ],
    }),
    ledger: createMemoryLedger(),
    onNotice: (notice) => void notices.push(notice),
  });
  await access.start();

  const day = new Date(nowMs + DAY_MS).toISOString().slice(0, 10);
  const at = (time: string): string => `${day}T${time}:00Z`;
  const visit = {
    id: 'visit-1',
    kind: 'visit' as const,
    resourceId: 'visits',
    holders: [{ holderId: 'apartment-501' }],
    visitor: { name: 'Vera Visitor' },
    startsAt: at('14:00'),
    endsAt: at('16:00'),
  };
  /** Waits for the doors, then tells what people were told. Answers the PIN. */
  const settle = async (): Promise<string | undefined> => {
    const { permissions } = await access.settled(visit.id);
    await access.runDue();
    for (const { type, audience } of notices.splice(0)) tell(`notice ${type}, for ${audience.join(' and ')}`);
    return permissions[0]?.credential?.value;
  };
  const showScreen = (): void => {
    const rows = simulator.visitors();
    if (rows.length === 0) show('Visitors: empty');
    for (const { host, visitor, from, to, code } of rows)
      show(`Visitors: ${visitor} visits ${host}, ${from} to ${to.slice(-5)}, code ${code ?? 'none'}`);
  };
  const tryPin = (pin: string, time: string): void => {
    const isOpen = simulator.pinOpens({ pin, reader: lobby.uuid, at: at(time) });
    show(`${pin} at the lobby at ${time} UTC: ${isOpen ? 'the door opens' : 'the door stays closed'}`);
  };

  try {
    chapter('Apartment 501 invites Vera for tomorrow, 14:00 to 16:00 UTC');
    await access.putBooking(visit);
    const pin = (await settle()) ?? '';
    tell(
      'iPassan has made a PIN. It is in the notice and in the booking, for host and visitor, and nowhere else on our side.',
    );
    showScreen();
    tryPin(pin, '13:59');
    tryPin(pin, '14:00');

    chapter('Vera comes later and stays longer');
    await access.putBooking({ ...visit, startsAt: at('15:00'), endsAt: at('18:00') });
    tell(`The PIN is ${(await settle()) === pin ? 'the same' : 'another one'}.`);
    showScreen();
    tryPin(pin, '14:30');
    tryPin(pin, '17:30');

    chapter('Somebody wants to send Victor instead, and an apartment without a link wants to invite');
    await tellRefusal(() => access.putBooking({ ...visit, visitor: { name: 'Victor' } }));
    await tellRefusal(() => access.putBooking({ ...visit, id: 'visit-2', holders: [{ holderId: 'apartment-502' }] }));
    showScreen();

    chapter('Apartment 501 cancels');
    await access.cancelBooking(visit.id);
    await settle();
    showScreen();
    tryPin(pin, '17:30');
    const entry = simulator.enterPin({ pin, reader: lobby.uuid });
    show(`${pin} at the lobby now: ${entry.isOpened ? 'the door opens' : `refused, ${entry.reason}`}`);
  } finally {
    await access.stop();
    await server.close();
  }

  async function tellRefusal(attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
      tell('It was taken.');
    } catch (failure) {
      if (!AcxError.isInstance(failure)) throw failure;
      tell(failure.message);
    }
  }
}

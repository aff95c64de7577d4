import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { createMemoryLedger } from '../../ledger/memory-ledger';
import { createInMemoryDirectory } from '../../mapping/in-memory-directory';
import type { Notice } from '../../model/notice';
import { noTelemetry } from '../../ports/telemetry';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeProvider } from '../fake/fake-provider';
import { createFakeVendor } from '../fake/fake-vendor';
import { parking } from './check-in-world';
import { atMinute } from './law-world';

const subjectsAt = (...providers: string[]) =>
  providers.map((provider) => ({ provider, subject: `card at ${provider}` }));

/** A car park with two barriers, each at an installation of its own. Ada has a card at both, Ben at the northern one, Cleo at none. */
function createTwoSites(zone: object = {}) {
  const clock = createFixedClock(atMinute(0));
  const vendors = { north: createFakeVendor({ clock }), south: createFakeVendor({ clock }) };
  const notices: Notice[] = [];
  const places = [
    { provider: 'north', place: 'north-barrier' },
    { provider: 'south', place: 'south-barrier' },
  ];
  const access = createAccessControl({
    providers: [
      createFakeProvider({ vendor: vendors.north, id: 'north' }),
      createFakeProvider({ vendor: vendors.south, id: 'south' }),
    ],
    directory: createInMemoryDirectory({
      timeZone: 'Europe/Dublin',
      resources: [{ id: 'car-park', use: 'shared', places, ...zone }],
      holders: [
        { id: 'ada', subjects: subjectsAt('north', 'south') },
        { id: 'ben', subjects: subjectsAt('north') },
        { id: 'cleo', subjects: [] },
      ],
    }),
    ledger: createMemoryLedger(),
    clock,
    telemetry: noTelemetry,
    onNotice: (notice) => void notices.push(notice),
  });
  const heldPlaces = () => [...vendors.north.held(), ...vendors.south.held()].map(({ place }) => place);
  return { access, notices, heldPlaces };
}

describe('a zone of two installations', () => {
  it('opens at both for a holder with a card at both', async () => {
    const { access, notices, heldPlaces } = createTwoSites();
    await access.putBooking(parking('b1', 60, 120));
    await access.runDue();
    const { permissions, problems } = await access.settled('b1', { timeoutMs: 0 });
    expect(permissions.map(({ providerId, status }) => [providerId, status.state]).sort()).toEqual([
      ['north', 'scheduled'],
      ['south', 'scheduled'],
    ]);
    expect([problems, notices]).toEqual([[], []]);
    expect(heldPlaces()).toEqual(['north-barrier', 'south-barrier']);
  });

  it('opens where the holder has a card, and says where one is missing: to the caller, in the ledger and by a notice', async () => {
    const { access, notices, heldPlaces } = createTwoSites();
    const stored = await access.putBooking(parking('b1', 60, 120, 'ben'));
    await access.runDue();
    const missing = { code: 'mapping', problem: 'holder_not_linked', providerId: 'south', bookingId: 'b1' };
    expect(stored.problems).toMatchObject([missing]);
    expect((await access.settled('b1', { timeoutMs: 0 })).problems).toMatchObject([missing]);
    expect(notices).toMatchObject([
      {
        type: 'permission_failed',
        audience: ['administrator', 'manager'],
        bookingId: 'b1',
        providerId: 'south',
        error: missing,
        message: expect.stringContaining('opens nothing at south for holders[0]'),
        action: 'Give the holder a card or a link at south in the directory, then store the booking again.',
      },
    ]);
    expect(heldPlaces()).toEqual(['north-barrier']);
  });

  it('sends one notice for each installation at which a card is missing, and none twice', async () => {
    const { access, notices } = createTwoSites();
    for (let time = 0; time < 2; time += 1) {
      await access.putBooking(parking('b1', 60, 120, 'cleo'));
      await access.runDue();
    }
    expect(notices.map((notice) => 'providerId' in notice && notice.providerId).sort()).toEqual(['north', 'south']);
  });

  it('where nobody needs a card gives no right, misses no card and tells nobody', async () => {
    const { access, notices, heldPlaces } = createTwoSites({ accessControl: false });
    for (const holderId of ['ada', 'ben', 'cleo', 'nobody'])
      expect((await access.putBooking(parking(holderId, 60, 120, holderId))).problems).toEqual([]);
    await access.runDue();
    expect([notices, heldPlaces()]).toEqual([[], []]);
    expect((await access.settled('ada', { timeoutMs: 0 })).permissions).toEqual([]);
  });
});

import type { SimulatedHouse } from '../simulated-house';

const HOUR_MS = 3_600_000;

/** Puts rights of others into the three installations, as people in the house do it by hand. */
export function addForeignRecords({ ipassan, riverside, salto, space, ipevia }: SimulatedHouse, nowMs: number): void {
  const times = {
    startsAt: new Date(nowMs + HOUR_MS).toISOString(),
    endsAt: new Date(nowMs + 2 * HOUR_MS).toISOString(),
  };
  ipassan.addAssetBooking({ asset: riverside.gym.uuid, person: riverside.cleo.uuid, ...times });
  ipassan.addVisitor({ host: riverside.ada.uuid, name: 'Uncle', ...times });
  salto.rewriteSlot(7, {
    name: 'Cleaning',
    intervals: [{ startTime: '05:00:00', endTime: '06:00:00', days: ['monday'] }],
  });
  salto.addAccessLevel({ id: 'STAFF', name: 'Staff', zonePermissions: [{ zone: space.gym.id, timetable: 7 }] });
  ipevia.addCredential({ token: 'technician', card: '0000ABCDEF' });
  ipevia.addToWhitelist('0000ABCDF0');
  ipevia.addToBlacklist('0000ABCDF1');
}

/** Everything that others have put there, each part as text: equal before and after. */
export function foreignRecords({ ipassan, salto, ipevia, timetableSlots }: SimulatedHouse): string[] {
  const isOurs = (slot: number): boolean => timetableSlots.from <= slot && slot <= timetableSlots.to;
  return [
    ...[...ipassan.state.assetBookings.values()].filter(({ madeBy }) => madeBy === 'console'),
    ...[...ipassan.state.visitors.values()].filter(({ madeBy }) => madeBy === 'console'),
    ...[...salto.state.accessLevels.values()].map((level) => ({
      ...level,
      zonePermissions: level.zonePermissions.filter(({ timetable }) => !isOurs(timetable)),
    })),
    ...[...salto.state.timetables.values()].filter(({ slot }) => !isOurs(slot)),
    ...salto.state.users.values(),
    ipevia.state.credentials.get('technician'),
    ...ipevia.state.whitelist.values(),
    ...ipevia.state.blacklist.values(),
  ].map((record) => JSON.stringify(record, sortKeys));
}

/** The order of fields means nothing. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

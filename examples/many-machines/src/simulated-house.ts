import { createIpassanBuilding, createIpassanSimulator } from '@acx/ipassan/testing';
import { createIpeviaSimulator } from '@acx/ipevia/testing';
import { createSaltoBuilding, createSaltoSimulator } from '@acx/salto/testing';
import type { House } from './house-file';

/** Addresses of the three installations. */
export interface HouseAddresses {
  readonly ipassan: string;
  readonly salto: string;
  readonly ipevia: string;
}

/** Timetable slots of the house, more than a morning of changes needs: one that was given up rests for ten minutes. */
const TIMETABLE_SLOTS = { from: 300, to: 800 };
const HOUR_MS = 3_600_000;

/** A house on this machine: three simulated installations, three apartments, and what the words of bookings mean there. */
export type SimulatedHouse = ReturnType<typeof createSimulatedHouse>;

/** @param nowMs Decides in which time zone the house stands: one where it is about noon, so that nothing happens around midnight. */
export function createSimulatedHouse(nowMs = Date.now()) {
  const timeZone = zoneAtNoon(nowMs);
  const ipassan = createIpassanSimulator();
  const riverside = createIpassanBuilding(ipassan);
  // Several may train at once; the function room stays one for each slot.
  ipassan.alterAsset(riverside.gym.uuid, { isOnePerSlot: false });
  const salto = createSaltoSimulator({ timeZone, switches: { auth: 'custom' } });
  const space = createSaltoBuilding(salto);
  const ipevia = createIpeviaSimulator();

  const apartments = [
    { id: 'apartment-501', person: riverside.ada.uuid, accessLevel: space.apartment501.id, card: '987654' },
    { id: 'apartment-502', person: riverside.ben.uuid, accessLevel: space.apartment502.id, card: '1000001' },
    { id: 'apartment-503', person: riverside.cleo.uuid, accessLevel: space.apartment503.id, card: '1000002' },
  ].map((apartment) => ({
    ...apartment,
    /** As iPevia holds it. */
    heldCard: Number(apartment.card).toString(16).toUpperCase().padStart(10, '0'),
  }));
  const studio = { provider: 'riverside', place: riverside.gym.uuid };
  const gym = { provider: 'space', place: space.gym.id };
  const garage = { provider: 'garage', place: 'docklands' };
  const directory = {
    timeZone,
    resources: [
      { id: 'studio', places: [studio] },
      { id: 'function-room', places: [{ provider: 'riverside', place: riverside.functionRoom.uuid }] },
      { id: 'visits', use: 'shared' as const, places: [{ provider: 'riverside', place: 'visits' }] },
      { id: 'gym', places: [gym] },
      { id: 'pool', places: [{ provider: 'space', place: space.pool.id }] },
      { id: 'parking', use: 'shared' as const, places: [garage] },
      // One booking, three installations.
      { id: 'training-day', use: 'shared' as const, places: [studio, gym, garage] },
    ],
    holders: apartments.map(({ id, person, accessLevel, card }) => ({
      id,
      subjects: [
        { provider: 'riverside', subject: person },
        { provider: 'space', subject: accessLevel },
        { provider: 'garage', subject: card },
      ],
    })),
  };

  return {
    ipassan,
    salto,
    ipevia,
    riverside,
    space,
    apartments,
    directory,
    timeZone,
    timetableSlots: TIMETABLE_SLOTS,
    /** What a worker reads. */
    at(addresses: HouseAddresses): House {
      return {
        ipassan: {
          id: 'riverside',
          baseUrl: addresses.ipassan,
          ...ipassan.credentials,
          siteUuid: riverside.site.uuid,
          timeZone: riverside.site.timeZone,
        },
        salto: {
          id: 'space',
          transport: {
            kind: 'http',
            baseUrl: addresses.salto,
            authentication: { kind: 'key', key: salto.credentials.key },
          },
          timeZone,
          timetableSlots: TIMETABLE_SLOTS,
          // The locks of this house know seconds.
          resolutionSeconds: 1,
        },
        ipevia: {
          id: 'garage',
          baseUrl: addresses.ipevia,
          authentication: ipevia.credentials,
          site: 'docklands',
          accessProfile: 'site',
        },
        directory,
      };
    },
  };
}

/** `Etc/GMT-3` is three hours ahead of UTC. */
function zoneAtNoon(nowMs: number): string {
  const ahead = 12 - Math.floor((nowMs % (24 * HOUR_MS)) / HOUR_MS);
  if (ahead === 0) return 'Etc/UTC';
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${-ahead}`;
}

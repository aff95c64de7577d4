import { checkVendor } from './check-vendor';
import type { FaultWorld } from './fault-world';

const MINUTE_MS = 60_000;

/**
 * A short story that passes through every kind of work of the engine: bookings are put, changed and cancelled, one right is handed over to the
 * next, something is read back after a lost answer, a healing check repairs what somebody removed by hand, people are told of a door that
 * stays shut, a window ends, and the end of what is long over is cleared away.
 */
export async function playEventfulPlot(world: FaultWorld): Promise<void> {
  const { host, clock, weather, vendor, manifest } = world;
  // What has ended is cleared away at the start of each process.
  await clock.advanceBy(1_000);
  host.say('b1', { id: 'b1', resourceId: 'gym', startMinute: 4, endMinute: 6, holderIds: ['ada'] });
  // Both have ada at the gym: one right is handed over where the vendor holds one window.
  host.say('b2', { id: 'b2', resourceId: 'gym', startMinute: 6, endMinute: 12, holderIds: ['ada', 'ben'] });
  host.say('b3', { id: 'b3', resourceId: 'hall', startMinute: 6, endMinute: 30, holderIds: ['ben'] });
  await clock.advanceBy(MINUTE_MS);
  host.say('b2', { id: 'b2', resourceId: 'gym', startMinute: 6, endMinute: 10, holderIds: ['ada'] });
  host.say('b3', undefined);
  await clock.advanceBy(MINUTE_MS);
  if (manifest.listing) {
    const removed = vendor.ours().at(0);
    if (removed !== undefined) vendor.removeOurs(removed);
    void checkVendor(world, 'heal', true);
  }
  await clock.advanceBy(MINUTE_MS / 2);
  weather.begin('lossy', MINUTE_MS / 3);
  host.say('b4', { id: 'b4', resourceId: 'car-park', startMinute: 3, endMinute: 40, holderIds: ['ben'] });
  await clock.advanceBy(MINUTE_MS / 2);
  // Somebody stands at a door that cannot be opened.
  weather.begin('outage', MINUTE_MS / 4);
  host.say('b5', { id: 'b5', resourceId: 'car-park', startMinute: 3, endMinute: 40, holderIds: ['ada'] });
  // The right is handed over in minute 6.
  await clock.advanceBy(3 * MINUTE_MS + 10_000);
}

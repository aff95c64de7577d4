import type { Wish } from './random-wishes';
import type { WorkerCrew } from './worker-crew';

/** Tells the workers of a booking as it is now; resolves when one of them has stored it. */
export async function sendWish(crew: Pick<WorkerCrew, 'ask'>, wish: Wish): Promise<void> {
  const { id, kind, resourceId, holderIds, isConfirmed, revision, startMs, endMs } = wish;
  if (!isConfirmed) {
    await crew.ask(`/bookings/${id}?revision=${revision}`, { method: 'DELETE' });
    return;
  }
  const booking = {
    kind,
    resourceId,
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    holders: holderIds.map((holderId) => ({ holderId })),
    ...(kind === 'visit' && { visitor: { name: `Visitor of ${id}` } }),
    revision,
  };
  await crew.ask(`/bookings/${id}`, { method: 'PUT', body: JSON.stringify(booking) });
}

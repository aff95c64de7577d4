import type { AcxErrorJson } from '../errors/acx-error';
import type { CheckIn } from '../model/check-in';
import type { IssuedCredential } from '../model/issued-credential';
import type { PermissionStatus } from '../model/permission-status';
import { toCheckIn } from './check-in-rules';
import type { EngineContext } from './engine-context';

/** A permission of a booking and what it has come to. Names no subject. */
export interface SettledPermission {
  readonly permissionKey: string;
  readonly providerId: string;
  readonly place: string;
  readonly status: PermissionStatus;
  /** The credential that the vendor made for a visit: show it, do not log it. Absent as long as there is none, and once it is gone. */
  readonly credential?: IssuedCredential;
}

/** What a booking has come to. */
export interface SettledBooking {
  readonly bookingId: string;
  /** False when the time was up first: then some permission is still `pending`, `retrying` or `withdrawing`. */
  readonly isSettled: boolean;
  readonly permissions: readonly SettledPermission[];
  /** Parts of the booking that open nothing. */
  readonly problems: readonly AcxErrorJson[];
  /** Absent while nobody has come in, and where the doors check nobody in. Is not waited for. Stays when the booking is cancelled later. */
  readonly checkIn?: CheckIn;
}

const LOOK_EVERY_MS = 1_000;

/** Waits until every permission of a booking has come to something, at most `timeoutMs`. A booking that is not known is settled and empty. */
export async function awaitSettled(
  context: EngineContext,
  bookingId: string,
  timeoutMs: number,
): Promise<SettledBooking> {
  const { clock, events, stopping } = context;
  const endMs = clock.nowMs() + timeoutMs;
  let wake: () => void = () => {};
  const onStop = (): void => wake();
  stopping.addEventListener('abort', onStop);
  const states = ['scheduled', 'live', 'waiting', 'retrying', 'failed', 'ended'] as const;
  const stopListening = states.map((state) =>
    events.on(`permission.${state}`, (event) => {
      if (event.bookingId === bookingId) wake();
    }),
  );
  try {
    for (;;) {
      // Listens before it reads, so that nothing slips through in between.
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const settled = await readSettled(context, bookingId);
      const leftMs = endMs - clock.nowMs();
      if (settled.isSettled || leftMs <= 0 || stopping.aborted) return settled;
      // Another process on the same ledger may do the work, and says nothing here.
      const cancelTimer = clock.schedule(Math.min(leftMs, LOOK_EVERY_MS), () => wake());
      await changed;
      cancelTimer();
    }
  } finally {
    stopping.removeEventListener('abort', onStop);
    for (const stop of stopListening) stop();
  }
}

async function readSettled(context: EngineContext, bookingId: string): Promise<SettledBooking> {
  return context.ledger.transaction(async ({ bookings, permissions, grants }) => {
    const record = await bookings.find(bookingId);
    const found = await permissions.listOfBooking(bookingId);
    const settledPermissions: SettledPermission[] = [];
    for (const { permission, providerId, grantKey, status } of found) {
      const { key: permissionKey, place, credential: kind } = permission;
      const credential = kind === 'linked' ? undefined : (await grants.find(providerId, grantKey))?.issuedCredential;
      settledPermissions.push({ permissionKey, providerId, place, status, ...(credential && { credential }) });
    }
    return {
      bookingId,
      isSettled: found.every(({ status }) => !['pending', 'retrying', 'withdrawing'].includes(status.state)),
      permissions: settledPermissions,
      problems: record?.problems ?? [],
      ...(record?.checkIn && { checkIn: toCheckIn(record.booking, record.checkIn) }),
    };
  });
}

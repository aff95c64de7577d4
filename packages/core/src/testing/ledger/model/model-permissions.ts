import { instantFromMs, instantToMs } from '../../../model/instant';
import type { LedgerTransaction } from '../../../ports/ledger';
import type { PermissionRecord } from '../../../ports/ledger-records';
import type { ModelRows } from './model-rows';

/** Permissions of the model. */
export function modelPermissions(rows: ModelRows): Pick<LedgerTransaction, 'permissions'> {
  const withoutPermission = (key: string) => rows.permissions.filter(({ permission }) => permission.key !== key);
  return {
    permissions: {
      listOfBooking: async (id) => rows.permissions.filter(({ permission }) => permission.bookingId === id),
      listOfLane: async (of) =>
        rows.permissions.filter(
          ({ providerId, lane, status }) =>
            providerId === of.providerId && lane === of.lane && status.state !== 'ended',
        ),
      listOfSubject: async ({ providerId, place, subject }) =>
        rows.permissions.filter(
          ({ permission }) =>
            permission.providerId === providerId && permission.place === place && permission.subject === subject,
        ),
      listNotInPlace: async ({ now, startsBefore, limit }) =>
        rows.permissions
          .filter((record) => startOf(record) < startsBefore && !isAsItShouldBe(record, now))
          .sort((a, b) => instantToMs(startOf(a)) - instantToMs(startOf(b)))
          .slice(0, limit),
      async listIdentitiesOfProvider(id) {
        const live = rows.permissions.filter(({ providerId, status }) => providerId === id && status.state !== 'ended');
        return {
          places: [...new Set(live.map(({ permission }) => permission.place))],
          subjects: [...new Set(live.map(({ permission }) => permission.subject))],
        };
      },
      async save(record) {
        rows.permissions = [...withoutPermission(record.permission.key), record];
      },
      async remove(key) {
        rows.permissions = withoutPermission(key);
      },
    },
  };
}

function startOf({ permission }: PermissionRecord): string {
  return permission.bufferedWindow.startsAt;
}

function isAsItShouldBe({ status: { state, expectedAt } }: PermissionRecord, now: string): boolean {
  if (['pending', 'retrying', 'withdrawing'].includes(state)) return false;
  return expectedAt === undefined || expectedAt >= instantFromMs(instantToMs(now) - 60_000);
}

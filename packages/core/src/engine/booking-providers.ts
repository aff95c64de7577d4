import { MappingError } from '../errors/mapping-error';
import type { Permission } from '../model/permission';
import { pendingStatus } from '../model/permission-status';
import type { AccessProvider } from '../ports/access-provider';
import type { DirectoryAnswer } from '../ports/directory';
import type { PermissionRecord } from '../ports/ledger-records';
import type { EngineContext } from './engine-context';

/** The providers that some bookings need, made ready before a transaction begins. */
export type BookingProviders = ReadonlyMap<string, AccessProvider>;

/** Makes the providers of these places ready. One that is not configured is simply absent. */
export async function findProviders(
  context: EngineContext,
  answers: readonly DirectoryAnswer[],
): Promise<BookingProviders> {
  const ids = new Set(answers.flatMap(({ resource }) => resource?.places.map(({ providerId }) => providerId) ?? []));
  const found = new Map<string, AccessProvider>();
  for (const id of ids) {
    const provider = await context.registry.find(id);
    if (provider !== undefined) found.set(id, provider);
  }
  return found;
}

/**
 * Says for each permission where it is written. One that is in the ledger already stays where it is when its installation is not configured right
 * now; others of such an installation become problems.
 */
export function locatePermissions(
  permissions: readonly Permission[],
  options: { providers: BookingProviders; existing: ReadonlyMap<string, PermissionRecord> },
): { records: PermissionRecord[]; problems: MappingError[] } {
  const records: PermissionRecord[] = [];
  const missing = new Map<string, MappingError>();
  for (const permission of permissions) {
    const { bookingId, providerId, key } = permission;
    const provider = options.providers.get(providerId);
    const known = options.existing.get(key);
    if (provider !== undefined) {
      const [lane, grantKey] = [provider.laneOf(permission), provider.grantKeyOf(permission)];
      records.push({ providerId, lane, grantKey, permission, status: pendingStatus });
    } else if (known !== undefined) {
      records.push({ ...known, permission, status: pendingStatus });
    } else {
      const message = `Booking ${bookingId} opens nothing at ${providerId}: no provider of that id is configured. Configure it or correct the directory, then store the booking again.`;
      missing.set(providerId, new MappingError({ problem: 'provider_not_known', bookingId, providerId, message }));
    }
  }
  return { records, problems: [...missing.values()] };
}

const LONGEST_ID = 100;

/**
 * The id of a booking in core: `<sourceId>/<id at the vendor>`. `undefined` for one that was never stored, because no id may look so:
 * longer than 100 characters, or with control characters.
 */
export function toBookingId(sourceId: string, vendorId: string): string | undefined {
  const isUsable = vendorId.length <= LONGEST_ID && /^[^\p{Cc}\p{Cs}]+$/u.test(vendorId);
  return isUsable ? `${sourceId}/${vendorId}` : undefined;
}

/**
 * What tells one booking of a series from the others that share its id: `<id at the vendor>@20261121T090000Z`.
 * @param startsAt UTC, ISO 8601 with milliseconds, which do not count: no two bookings of a series begin in one second.
 */
export function toOccurrenceId(vendorId: string, startsAt: string): string {
  return `${vendorId}@${startsAt.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

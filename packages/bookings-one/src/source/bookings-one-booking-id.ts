const LONGEST_ID = 100;

/**
 * The id of a booking in core: `<sourceId>/<id at the vendor>`. `undefined` for one that was never stored, because no id may look so:
 * longer than 100 characters, or with control characters.
 */
export function toBookingId(sourceId: string, vendorId: string): string | undefined {
  const isUsable = vendorId.length <= LONGEST_ID && /^[^\p{Cc}\p{Cs}]+$/u.test(vendorId);
  return isUsable ? `${sourceId}/${vendorId}` : undefined;
}

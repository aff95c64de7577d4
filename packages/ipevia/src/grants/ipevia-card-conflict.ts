import { ConflictError } from '@acx/core/provider';
import type { IpeviaWriter } from './ipevia-writer';

/**
 * A card cannot be served because of what somebody has done with it in iPevia. Nothing was changed.
 * @param why What stands in the way and what to do about it, without the card.
 */
export function cardConflict({ providerId, site }: IpeviaWriter, why: string): ConflictError {
  const again = 'Then store the booking again, or run a healing check.';
  return new ConflictError({ what: 'card', message: `${providerId}, site ${site}: ${why} ${again}` });
}

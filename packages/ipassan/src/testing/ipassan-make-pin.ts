import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';

/**
 * A PIN of as many digits as are switched on, leading zeros included, that no valid visit has. The PIN of a cancelled visit is given out
 * again only when no other is left, so that asking a reader for a former PIN tells something.
 */
export function makePin({ store, switches, newPinWord }: IpassanContext): string {
  const size = 10 ** switches.pinDigits;
  const known = new Set<string>();
  const valid = new Set<string>();
  for (const { pin, isCancelled } of store.visitors.values()) {
    if (pin.length !== switches.pinDigits) continue;
    known.add(pin);
    if (!isCancelled) valid.add(pin);
  }
  const taken = known.size < size ? known : valid;
  if (taken.size >= size) throw new IpassanFailure('invalid', 'No access code is free.');
  const toPin = (number: number): string => String(number).padStart(switches.pinDigits, '0');
  let number = newPinWord() % size;
  while (taken.has(toPin(number))) number = (number + 1) % size;
  return toPin(number);
}

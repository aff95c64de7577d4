import type { SaltoContext } from './salto-context';
import { leaf, type SaltoNode, tree } from './salto-node';

/** An element of the vendor's own that is in no document; in zone permissions it carries their `extra`. */
export const EXTRA_ELEMENT = 'Vendor.Reserved';

/** In awkward answers, elements that nobody knows: one with text, one with elements. */
export function unknownNodes({ switches }: SaltoContext): SaltoNode[] {
  if (!switches.awkward) return [];
  return [leaf('Vendor.Counter', '0012'), tree('Vendor.Options', [leaf('Vendor.Option', 'x & y')])];
}

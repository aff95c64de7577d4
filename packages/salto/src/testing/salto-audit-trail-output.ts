import { unknownNodes } from './salto-awkward';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import type { SaltoFields } from './salto-fields';
import { unpadDate } from './salto-local-text';
import { leaf, type SaltoNode, tree } from './salto-node';
import type { SimulatedAuditEvent } from './salto-records';

const INTERNAL = '0';

/** How a door or user is named in an event: by a number inside of Space unless EXT IDs are asked for (assumed). */
export type ShownIds = 'internal' | 'ext';

/** @throws SaltoFault 12 for a way that is not known. */
export function readShownIds(fields: SaltoFields, name: string, { profile }: SaltoContext): ShownIds {
  const value = fields.text(name) ?? INTERNAL;
  if (value === profile.auditTrail.showExtId) return 'ext';
  if (value === INTERNAL) return 'internal';
  throw new SaltoFault(saltoCodes.invalidParameter, `The value "${value}" of ${name} is not known.`);
}

/** Who or what is not known is left out; awkwardly it is an empty element. */
export function auditEventNode(
  event: SimulatedAuditEvent,
  { doors, users, context }: { doors: ShownIds; users: ShownIds; context: SaltoContext },
): SaltoNode {
  const { profile, store, switches, localTimeAt } = context;
  const { auditTrail } = profile;
  const { date, time } = localTimeAt(Date.parse(event.at));
  const at = `${date}T${time}`;
  const shown = (kind: 'door' | 'user', id: string | null, ids: ShownIds): string =>
    id === null ? '' : ids === 'ext' ? id : String(store.internalIds.get(`${kind} ${id}`) ?? 0);
  const optional = (name: string, text: string): SaltoNode[] =>
    text === '' && !switches.awkward ? [] : [leaf(name, text)];
  return tree(auditTrail.item, [
    leaf(auditTrail.id, event.id),
    leaf(auditTrail.at, switches.awkward ? unpadDate(at) : at),
    leaf(auditTrail.operation, event.operation),
    leaf(auditTrail.isExit, event.isExit ? 1 : 0),
    ...optional(auditTrail.door, shown('door', event.door, doors)),
    leaf(auditTrail.subjectType, event.subjectType),
    ...optional(auditTrail.subject, shown('user', event.subject, users)),
    ...unknownNodes(context),
  ]);
}

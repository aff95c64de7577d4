import { auditEventNode, readShownIds } from './salto-audit-trail-output';
import type { SaltoContext } from './salto-context';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields } from './salto-fields';
import { endOfList, readPageSize } from './salto-list-page';
import { tree } from './salto-node';
import type { SaltoRequest } from './salto-request';

export function saltoAuditTrailRequests(context: SaltoContext): SaltoRequest[] {
  const { profile, store } = context;
  const { auditTrail, paging } = profile;
  return [
    {
      name: profile.requests.readAuditTrail,
      isWrite: false,
      answer(params) {
        const { filter, showDoorsAs, showUsersAs, descending } = auditTrail;
        const known = [paging.maximumCount, paging.fromEvent, filter, showDoorsAs, showUsersAs, descending];
        const fields = readFields(params, known);
        // Nothing is known of the language of filters, so there is none that is understood.
        if (fields.text(filter) !== undefined)
          throw new SaltoFault(saltoCodes.invalidParameter, `The value of ${filter} is not understood.`);
        const doors = readShownIds(fields, showDoorsAs, context);
        const users = readShownIds(fields, showUsersAs, context);
        const isDescending = fields.boolean(descending) ?? false;
        const startId = fields.integer(paging.fromEvent);
        const pageSize = readPageSize(fields, context);

        const events = isDescending ? [...store.auditTrail].reverse() : store.auditTrail;
        // known: the start is inclusive
        const isFromStart = (id: number): boolean =>
          startId === undefined || (isDescending ? id <= startId : id >= startId);
        const left = events.filter(({ id }) => isFromStart(id));
        const page = left.slice(0, pageSize);
        const nodes = page.map((event) => auditEventNode(event, { doors, users, context }));
        const isLast = page.length === left.length;
        return [tree(auditTrail.list, nodes), ...endOfList({ context, isLast, isEndOfListKnown: false })];
      },
    },
  ];
}

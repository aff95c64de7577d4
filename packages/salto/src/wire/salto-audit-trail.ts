import { ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import { auditEventFields, auditEventSchema, type SaltoAuditEvent } from './salto-audit-event';
import { pageSizeSchema } from './salto-client-options';
import { checkInput } from './salto-input';
import { readSaltoPage, type SaltoPage } from './salto-pages';
import type { SaltoCallOptions, SaltoSession } from './salto-session';
import { flagElement, textElement } from './salto-xml-element';

/** One page of the audit trail. */
export interface SaltoAuditPage {
  readonly events: readonly SaltoAuditEvent[];
  /** Nothing more at the moment; where Space does not say, a page that is not full is taken for the last one. */
  readonly isLast: boolean;
}

/** What of the audit trail is wanted. */
export interface SaltoAuditRequest {
  /** The page begins with this event (known). Default: the first one, or the newest when descending. */
  readonly startingFrom?: number;
  /** Events per page, 1 to 1000. Default: `pageSize` of the client. */
  readonly limit?: number;
  /** In the vendor's own filter language. */
  readonly filter?: string;
  /** Newest first. Default false. */
  readonly isDescending?: boolean;
}

/** The audit trail of Space. */
export interface SaltoAuditTrail {
  /** One page. The event that it starts from is in it. */
  read(request?: SaltoAuditRequest, options?: SaltoCallOptions): Promise<SaltoAuditPage>;
  /**
   * Every event behind `after`, each once, oldest first, to the end of the trail.
   * @throws ResponseValidationError when the numbers do not increase: an event could be lost.
   */
  list(
    request?: { readonly after?: number; readonly limit?: number; readonly filter?: string },
    options?: SaltoCallOptions,
  ): AsyncIterable<SaltoAuditEvent>;
}

const requestInput = z.object({
  startingFrom: z.optional(z.int().check(z.minimum(0))),
  limit: z.int().check(z.minimum(1), z.maximum(1000)),
  filter: z.optional(z.string()),
});

/** The audit trail calls of one session. */
export function createSaltoAuditTrail(session: SaltoSession, pageSize: number): SaltoAuditTrail {
  const { requests, auditTrail: names, paging } = session.profile;

  const readPage = async (
    request: SaltoAuditRequest & { readonly limit: number },
    options: SaltoCallOptions,
  ): Promise<SaltoPage<SaltoAuditEvent>> => {
    const { startingFrom, limit, filter, isDescending = false } = request;
    checkInput(requestInput, { startingFrom, limit, filter });
    return readSaltoPage(
      {
        session,
        operation: 'readAuditTrail',
        requestName: requests.readAuditTrail,
        names,
        fromName: paging.fromEvent,
        params: [
          ...(filter === undefined ? [] : [textElement(names.filter, filter)]),
          textElement(names.showDoorsAs, names.showExtId),
          textElement(names.showUsersAs, names.showExtId),
          ...(isDescending ? [flagElement(names.descending, true)] : []),
        ],
        fields: (element) => auditEventFields(names, element),
        schema: auditEventSchema,
      },
      { from: startingFrom, count: limit },
      options,
    );
  };

  return {
    async read({ limit = pageSize, ...request } = {}, options = {}) {
      const { items, isLast } = await readPage({ ...request, limit }, options);
      // No document tells that this answer marks its end: a page that is not full is taken for the last one.
      return { events: items, isLast: isLast ?? items.length < limit };
    },
    async *list({ after, limit = pageSize, filter } = {}, options = {}) {
      checkInput(z.object({ limit: pageSizeSchema }), { limit });
      const notBelieved = (message: string): ResponseValidationError =>
        new ResponseValidationError({
          providerId: session.providerId,
          operation: 'listAuditTrail',
          problems: [{ path: names.list, message }],
          effect: 'none',
        });
      for (let last = after; ; ) {
        const page = await readPage({ startingFrom: last, limit, filter }, options);
        const start = last;
        for (const event of page.items) {
          if (event.id === start) continue;
          if (last !== undefined && event.id <= last) throw notBelieved('is not in order');
          last = event.id;
          yield event;
        }
        const isAtEnd = page.isLast ?? last === start;
        if (isAtEnd) return;
        if (last === start) throw notBelieved('does not advance');
      }
    },
  };
}

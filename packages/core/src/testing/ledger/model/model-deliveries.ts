import type { LedgerTransaction } from '../../../ports/ledger';
import type { ModelRows } from './model-rows';

/** Notices and door events of the model. */
export function modelDeliveries(rows: ModelRows): Pick<LedgerTransaction, 'notices' | 'events'> {
  return {
    notices: {
      async add(notice) {
        if (rows.notices.every((row) => row.notice.id !== notice.id)) rows.notices.push({ notice, isDelivered: false });
      },
      listUndelivered: async (limit) =>
        rows.notices.flatMap(({ notice, isDelivered }) => (isDelivered ? [] : [notice])).slice(0, limit),
      async markDelivered(id) {
        for (const row of rows.notices) if (row.notice.id === id) row.isDelivered = true;
      },
    },
    events: {
      async add(event) {
        const { providerId, id } = event;
        if (rows.events.some((row) => row.providerId === providerId && row.id === id)) return;
        rows.count += 1;
        rows.events.push({ providerId, id, position: rows.count, event });
      },
      listUndelivered: async ({ afterPosition = 0, limit }) =>
        rows.events
          .flatMap(({ event, position }) =>
            event === undefined || position <= afterPosition ? [] : [{ event, position }],
          )
          .slice(0, limit),
      async markDelivered({ providerId, id }, at) {
        for (const row of rows.events)
          if (row.event !== undefined && row.providerId === providerId && row.id === id)
            Object.assign(row, { event: undefined, deliveredAt: at });
      },
      async dropOfSubject({ providerId, subject, at }) {
        for (const row of rows.events)
          if (row.providerId === providerId && row.event?.subject === subject)
            Object.assign(row, { event: undefined, deliveredAt: at });
      },
    },
  };
}

import type { AccessEvent } from '../model/access-event';
import type { Instant } from '../model/instant';
import type { AccessEventStore } from '../ports/ledger';
import { createMemoryTable } from './memory-table';
import type { UndoLog } from './undo-log';

interface EventRow {
  readonly key: string;
  readonly position: number;
  /** Absent once the host has taken it. */
  readonly event?: AccessEvent;
  readonly deliveredAt?: Instant;
}

type EventIdentity = Pick<AccessEvent, 'providerId' | 'id'>;

/** Door events in memory. `prune` forgets what those were known by that were delivered before the instant. */
export function createMemoryEvents(undoLog: UndoLog): AccessEventStore & { prune: (before: Instant) => void } {
  const keyOf = ({ providerId, id }: EventIdentity): string => JSON.stringify([providerId, id]);
  const rows = createMemoryTable({
    keyOf: ({ key }: EventRow) => key,
    indexes: { waiting: ({ event }) => (event === undefined ? [] : ['']) },
    undoLog,
  });
  const waiting = () =>
    rows.find('waiting', '').flatMap(({ event, position }) => (event === undefined ? [] : [{ event, position }]));
  const deliver = ({ event, position }: { event: EventIdentity; position: number }, deliveredAt: Instant): void =>
    rows.set({ key: keyOf(event), position, deliveredAt });
  let count = 0;
  return {
    async add(event) {
      const key = keyOf(event);
      if (rows.get(key) !== undefined) return;
      count += 1;
      rows.set({ key, position: count, event });
    },
    listUndelivered: async ({ afterPosition = 0, limit }) =>
      waiting()
        .filter(({ position }) => position > afterPosition)
        .sort((a, b) => a.position - b.position)
        .slice(0, limit),
    async markDelivered(event, at) {
      const row = rows.get(keyOf(event));
      if (row?.event !== undefined) deliver({ event, position: row.position }, at);
    },
    async dropOfSubject({ providerId, subject, at }) {
      for (const item of waiting())
        if (item.event.providerId === providerId && item.event.subject === subject) deliver(item, at);
    },
    prune(before) {
      for (const { key, deliveredAt = before } of rows.values()) if (deliveredAt < before) rows.delete(key);
    },
  };
}

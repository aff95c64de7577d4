import type { AccessEventFeed } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestHost, simulatedFetch } from './__fixtures__/salto-host';
import { createSalto } from './salto-provider';

const entry = { operation: 17, door: 'GYM-DOOR', subject: 'USER-ADA' };

/** A feed that has looked once, on a Space in which every entry of the trail tells of two access levels. */
async function createReader() {
  const { simulator, clock } = createTestHost();
  simulator.alterUser('USER-ADA', { accessLevels: ['APT-501', 'APT-503'] });
  const transport = { kind: 'http', baseUrl: 'http://127.0.0.1:8100', fetch: simulatedFetch(simulator) } as const;
  const { events } = createSalto({ id: 'house', transport, timeZone: 'Europe/Dublin', clock });
  const pull: NonNullable<AccessEventFeed['pull']> = (request, options) => {
    if (events?.pull === undefined) throw new Error('Salto has a feed to pull.');
    return events.pull(request, options);
  };
  const { cursor } = await pull({ cursor: undefined, limit: 5 }, {});
  return { simulator, pull, cursor };
}

describe('a page of door events', () => {
  it('is cut between two entries of the trail, says that more is there, and is gone on with at the cut', async () => {
    const { simulator, pull, cursor } = await createReader();
    for (let count = 0; count < 3; count += 1) simulator.addAuditEvent(entry);
    const first = await pull({ cursor, limit: 5 }, {});
    expect([first.events.length, first.isMore]).toEqual([4, true]);
    const second = await pull({ cursor: first.cursor, limit: 5 }, {});
    expect([second.events.length, second.isMore]).toEqual([2, false]);
    expect(new Set([...first.events, ...second.events].map(({ id }) => id)).size).toBe(6);
  });

  it('tells an entry as a whole also where that is more than was asked for, and moves on', async () => {
    const { simulator, pull, cursor } = await createReader();
    for (let count = 0; count < 2; count += 1) simulator.addAuditEvent(entry);
    const first = await pull({ cursor, limit: 1 }, {});
    expect([first.events.length, first.isMore]).toEqual([2, true]);
    const second = await pull({ cursor: first.cursor, limit: 1 }, {});
    expect(second.events).toHaveLength(2);
    expect(second.events[0]?.id).not.toBe(first.events[0]?.id);
  });
});

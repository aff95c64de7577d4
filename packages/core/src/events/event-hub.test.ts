import { describe, expect, it } from 'vitest';
import type { DeliveredAccessEvent } from '../model/delivered-access-event';
import { createEventHub } from './event-hub';

const event: DeliveredAccessEvent = {
  id: 'e1',
  type: 'granted',
  providerId: 'site-1',
  place: 'gym',
  at: '2026-11-21T09:00:00.000Z',
  raw: {},
  bookingIds: [],
};

function createWatchedHub() {
  const failures: string[] = [];
  return { hub: createEventHub((type) => failures.push(type)), failures };
}

describe('the event hub', () => {
  it('hands an event to everybody who listens for its type, in the order in which they came', () => {
    const { hub } = createWatchedHub();
    const heard: string[] = [];
    hub.on('access.granted', ({ id }) => heard.push(`first ${id}`));
    hub.on('access.granted', ({ id }) => heard.push(`second ${id}`));
    hub.on('access.denied', ({ id }) => heard.push(`other ${id}`));
    hub.emit('access.granted', event);
    expect(heard).toEqual(['first e1', 'second e1']);
  });

  it('does nothing when nobody listens', () => {
    const { hub, failures } = createWatchedHub();
    hub.emit('access.taken', event);
    expect(failures).toEqual([]);
  });

  it('stops one listener and no other, also where the same handler listens twice', () => {
    const { hub } = createWatchedHub();
    let heard = 0;
    const handler = (): void => {
      heard += 1;
    };
    const stopFirst = hub.on('access.granted', handler);
    hub.on('access.granted', handler);
    hub.emit('access.granted', event);
    expect(heard).toBe(2);
    stopFirst();
    stopFirst();
    hub.emit('access.granted', event);
    expect(heard).toBe(3);
  });

  it('tells of a handler that throws, and goes on with the others', () => {
    const { hub, failures } = createWatchedHub();
    const heard: string[] = [];
    hub.on('access.granted', () => {
      throw new Error('broken');
    });
    hub.on('access.granted', ({ id }) => heard.push(id));
    hub.emit('access.granted', event);
    expect([failures, heard]).toEqual([['access.granted'], ['e1']]);
  });

  it('tells of a handler that fails later, and the process lives on', async () => {
    const { hub, failures } = createWatchedHub();
    hub.on('access.denied', async () => {
      await Promise.resolve();
      throw new Error('broken');
    });
    hub.emit('access.denied', { ...event, type: 'denied' });
    expect(failures).toEqual([]);
    // Node reports a rejection that nobody handles once the microtasks are done; vitest would fail on it.
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toEqual(['access.denied']);
  });

  it('lets a handler add and stop listeners while an event is handed out', () => {
    const { hub } = createWatchedHub();
    const heard: string[] = [];
    const stop = hub.on('access.granted', () => {
      heard.push('once');
      stop();
      hub.on('access.granted', () => heard.push('new'));
    });
    hub.emit('access.granted', event);
    hub.emit('access.granted', event);
    expect(heard).toEqual(['once', 'new']);
  });
});

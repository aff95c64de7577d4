import { DroppedConnection } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { bookingsOneProfile } from '../wire/bookings-one-profile';
import { createBookingsOneOffice } from './bookings-one-office';
import { createBookingsOneSimulator } from './bookings-one-simulator';
import { createBookingsOneTestCaller } from './bookings-one-test-caller';

describe('the levers of the Bookings ONE simulator', () => {
  const setUp = (dailyItems: string | null = null) => {
    const simulator = createBookingsOneSimulator({ profile: { ...bookingsOneProfile, dailyItems } });
    const { boardroom, ada } = createBookingsOneOffice(simulator);
    for (const hour of ['09', '10', '11'])
      simulator.book({
        resource: boardroom.id,
        organizer: ada.id,
        startsAt: `2026-11-21T${hour}:00:00Z`,
        endsAt: `2026-11-21T${hour}:30:00Z`,
      });
    const caller = createBookingsOneTestCaller(simulator);
    const list = () => caller.list(boardroom.id, '2026-11-21');
    const count = async (): Promise<unknown> => {
      const items = await list();
      return Array.isArray(items) ? items.length : items;
    };
    return { simulator, levers: simulator.levers, boardroom, caller, list, count };
  };
  const INFORMATION = '/API/external/system/v1/information';

  it('cut a list short, or empty it, as good JSON, as often as asked for and only lists', async () => {
    const { levers, caller, count } = setUp();
    levers.shortenNextList({ keep: 1 });
    levers.emptyNextList({ times: 2 });
    expect((await caller.get(INFORMATION)).json).toEqual({ product: 'Bookings ONE', api: 'v1' });
    expect([await count(), await count(), await count(), await count()]).toEqual([1, 0, 0, 3]);
  });

  it('cut a list short where the answer is an object', async () => {
    const { levers, list } = setUp('data');
    levers.emptyNextList();
    expect([await list(), await list()]).toMatchObject([{ data: [] }, { data: [{}, {}, {}] }]);
  });

  it('alter an answer, and leave failures alone', async () => {
    const { simulator, levers, caller } = setUp();
    levers.alterNextAnswer(() => ({ odd: true }));
    expect((await caller.get('/nothing')).status).toBe(404);
    expect((await caller.get(INFORMATION)).json).toEqual({ odd: true });
    expect(simulator.levers.requestCount).toBe(2);
  });

  it('end the text of an answer in the middle', async () => {
    const { levers, caller } = setUp();
    levers.cutNextText();
    const answer = await caller.get(INFORMATION);
    expect([answer.status, answer.json]).toEqual([200, undefined]);
    expect(answer.text).toMatch(/^\{"product/);
  });

  it('answer 401, 429 with Retry-After and 5xx, and do nothing', async () => {
    const { simulator, levers, caller } = setUp();
    const subscribe = () =>
      caller.post('/API/external/booking/v1/subscription', { callURL: 'https://doors.example/hints' });
    levers.failNext({ status: 401 });
    levers.rateLimitNext({ times: 1, retryAfterSeconds: 3 });
    levers.failNext({ status: 503 });
    const statuses = [await subscribe(), await subscribe(), await subscribe()].map(({ status }) => status);
    expect([statuses, simulator.subscriptions]).toEqual([[401, 429, 503], []]);
  });

  it('lose an answer after what was asked is done', async () => {
    const { simulator, levers, caller } = setUp();
    levers.dropAnswer();
    await expect(
      caller.post('/API/external/booking/v1/subscription', { callURL: 'https://doors.example/hints' }),
    ).rejects.toBeInstanceOf(DroppedConnection);
    expect(simulator.subscriptions).toEqual(['https://doors.example/hints']);
  });

  it('are all taken back by a reset', async () => {
    const { levers, count } = setUp();
    levers.emptyNextList();
    levers.setOutage(true);
    levers.reset();
    expect(await count()).toBe(3);
  });
});

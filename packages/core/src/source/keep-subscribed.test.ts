import { describe, expect, it } from 'vitest';
import { createFollowedWorld, MINUTE, room, SECOND } from './__fixtures__/followed-world';
import { hintOf } from './__fixtures__/listed-source';

describe('the subscription of a source', () => {
  it('is made once and remembered through restarts, and made again for another address', async () => {
    const { listed, look, restart } = createFollowedWorld();
    await look();
    await restart().runDue();
    expect(listed.subscribed).toEqual(['first']);
    listed.subscription = 'second';
    await restart().runDue();
    expect(listed.subscribed).toEqual(['first', 'second']);
  });

  it('is tried again when it fails, and the bookings are read all the same', async () => {
    const { listed, look, pass, follower } = createFollowedWorld();
    listed.setOutage(true);
    await look();
    expect(follower.report().subscription).toMatchObject({ failure: { code: 'connection' } });
    listed.setOutage(false);
    await pass(10 * SECOND);
    expect([listed.subscribed.length, follower.report().subscription?.subscribedAt]).toEqual([1, expect.any(String)]);
  });

  it('is made anew when changes come unannounced again and again, and not while hints come', async () => {
    const { listed, look, pass, follower } = createFollowedWorld();
    await look();
    const change = async (count: number): Promise<void> => {
      listed.list(room('1', 'gym', 600 + count, 660 + count, 'ada'));
      await pass(5 * MINUTE);
    };
    await pass(60 * MINUTE);
    for (let count = 0; count < 2; count += 1) await change(count);
    await follower.receive(hintOf('gym'));
    await pass(5 * SECOND);
    for (let count = 2; count < 4; count += 1) await change(count);
    expect(listed.subscribed).toHaveLength(1);
    await change(4);
    await pass(5 * MINUTE);
    expect(listed.subscribed).toHaveLength(2);
  });
});

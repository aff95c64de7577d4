import { describe, expect, it } from 'vitest';
import { createFollowedWorld, room, SECOND, turn } from './__fixtures__/followed-world';
import { hintOf } from './__fixtures__/listed-source';

describe('a source with many resources', () => {
  const rooms = Array.from({ length: 200 }, (_, index) => `room-${index}`);

  it('is read within its budget of calls', async () => {
    const { listed, follower, clock } = createFollowedWorld({ rooms, follow: { callsPerMinute: 60 } });
    follower.start();
    for (let second = 0; second < 60; second += 1) {
      await turn();
      await clock.advanceBy(SECOND);
    }
    expect(listed.reads.length).toBeGreaterThanOrEqual(59);
    expect(listed.reads.length).toBeLessThanOrEqual(71);
    await follower.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('is heard in the middle of a long round', async () => {
    const { listed, follower, clock, access, opens } = createFollowedWorld({
      rooms: [...rooms, 'gym'],
      follow: { callsPerMinute: 60 },
    });
    follower.start();
    await turn();
    for (let second = 0; second < 5; second += 1) await clock.advanceBy(SECOND);
    expect(listed.reads).not.toContain('gym');
    listed.list(room('1', 'gym', 60, 90, 'ada'));
    await follower.receive(hintOf('gym'));
    for (let second = 0; second < 4; second += 1) await clock.advanceBy(SECOND);
    await access.runDue();
    expect(opens('gym-door', 'ada', 60)).toBe(true);
    await follower.stop();
  });
});

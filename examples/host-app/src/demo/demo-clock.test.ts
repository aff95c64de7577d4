import { afterEach, describe, expect, it } from 'vitest';
import { createDemoClock, type DemoClockOptions } from './demo-clock';

const NOW = '2026-11-23T08:00:00.000Z';
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function create(options: DemoClockOptions = {}) {
  const clock = createDemoClock({ startsAt: NOW, isRunning: false, ...options });
  closers.push(() => clock.close());
  const time = (): string => new Date(clock.nowMs()).toISOString().slice(11, 19);
  return { clock, time };
}

describe('the clock of the demo, while it stands', () => {
  it('rings the timers on its way in order, each at its own instant, and those that they set as well', async () => {
    const { clock, time } = create();
    const rung: string[] = [];
    const note = (name: string) => () => void rung.push(`${name} ${time()}`);
    clock.schedule(60_000, note('second'));
    clock.schedule(30_000, () => {
      note('first')();
      clock.schedule(45_000, note('third'));
    });
    clock.schedule(60_000, note('after the second'));
    clock.schedule(3_600_000, note('too late'));
    clock.schedule(10_000, note('cancelled'))();
    await clock.advanceTo('2026-11-23T08:30:00.000Z');
    expect(rung).toEqual(['first 08:00:30', 'second 08:01:00', 'after the second 08:01:00', 'third 08:01:15']);
    expect(time()).toBe('08:30:00');
  });

  it('waits for what a timer has started before the next one rings', async () => {
    const seen: string[] = [];
    const { clock, time } = create({
      quiet: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(`quiet ${time()}`);
      },
    });
    for (const seconds of [1, 2]) clock.schedule(seconds * 1_000, () => void seen.push(`ring ${time()}`));
    await clock.advanceTo('2026-11-23T08:00:02.000Z');
    expect(seen).toEqual(['ring 08:00:01', 'quiet 08:00:01', 'ring 08:00:02', 'quiet 08:00:02']);
  });

  it('rings what is due at once, and nothing else', async () => {
    const { clock } = create();
    const rung: string[] = [];
    clock.schedule(5, () => void rung.push('later'));
    await new Promise<void>((resolve) => {
      clock.schedule(0, () => {
        rung.push('now');
        setTimeout(resolve, 20);
      });
    });
    expect(rung).toEqual(['now']);
  });

  it('makes moves wait for each other, tells of each, and only goes forward', async () => {
    const { clock } = create();
    const told: string[] = [];
    const stop = clock.onMoved(async (now) => void told.push(now.slice(11, 16)));
    await Promise.all([clock.advanceTo('2026-11-23T09:00:00.000Z'), clock.advanceTo('2026-11-23T10:00:00.000Z')]);
    expect(told).toEqual(['09:00', '10:00']);
    await expect(clock.advanceTo(NOW)).rejects.toThrow(RangeError);
    await expect(clock.advanceTo('tomorrow')).rejects.toThrow(RangeError);
    stop();
    await clock.advanceTo('2026-11-23T11:00:00.000Z');
    expect(told).toHaveLength(2);
  });
});

describe('the clock of the demo, while it runs', () => {
  it('goes on with real time and rings by itself, also after a move', async () => {
    const { clock } = create({ isRunning: true });
    await clock.advanceTo('2026-11-23T12:00:00.000Z');
    const dueMs = clock.nowMs() + 10;
    await new Promise<void>((resolve) => void clock.schedule(10, resolve));
    expect(clock.nowMs()).toBeGreaterThanOrEqual(dueMs);
    expect(clock.isRunning).toBe(true);
  });

  it('shows the same time when it is stopped, and goes on from there', async () => {
    const { clock } = create({ isRunning: true });
    clock.setRunning(false);
    const stoodAtMs = clock.nowMs();
    const rung = new Promise<void>((resolve) => void clock.schedule(5, resolve));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.nowMs()).toBe(stoodAtMs);
    clock.setRunning(true);
    await rung;
    expect(clock.nowMs() - stoodAtMs).toBeGreaterThanOrEqual(5);
  });

  it('cannot start at what is no instant', () => {
    expect(() => createDemoClock({ startsAt: 'noon' })).toThrow(RangeError);
  });
});

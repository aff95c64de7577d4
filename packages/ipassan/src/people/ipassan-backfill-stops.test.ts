import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/ipassan-test-vendor';
import { createPeopleHost } from './__fixtures__/ipassan-people-host';
import { createPeopleWorld, type PeopleWorld } from './__fixtures__/ipassan-people-world';

const NAMES = ['Dora', 'Emil', 'Fay', 'Gus', 'Hal', 'Ida'];
const hostOf = (world: PeopleWorld) =>
  createPeopleHost(Object.fromEntries(NAMES.map((name) => [name, world.resident(name)])));
const isCreate = ({ method, url }: Request): boolean => method === 'POST' && !url.endsWith('/token');
const countOf = (world: PeopleWorld): number[] => NAMES.map((name) => world.withNumber(`n-${name}`).length);
const once = NAMES.map(() => 1);

describe('a backfill', () => {
  it('stops at an outage with the cursor before the person, and another process goes on there', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    const { onProgress } = host.request();
    const result = await world.people.backfill(
      host.request({
        onProgress: async (progress) => {
          await onProgress?.(progress);
          if (progress.lastKey === 'Fay') world.simulator.levers.setOutage(true);
        },
      }),
    );
    expect(result).toMatchObject({
      created: 3,
      failed: 0,
      cursor: { after: 'Fay' },
      stoppedBy: { reason: 'failed', key: 'Gus', error: { code: 'connection', isRetryable: true } },
    });
    world.simulator.levers.setOutage(false);
    world.calls();
    expect(await world.restart().backfill(host.request({ cursor: result.cursor }))).toMatchObject({
      created: 3,
      cursor: null,
    });
    expect(world.calls().slice(0, 4)).toEqual(['GET list', 'GET list', 'GET list', 'POST']);
    expect(host.progress.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(countOf(world)).toEqual(once);
  });

  it('that cannot read the list does nothing and keeps its cursor', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    world.simulator.levers.failNext({ status: 503 }, { when: ({ url }) => url.includes('offset=3') });
    const result = await world.people.backfill(host.request({ cursor: { after: 'Dora' } }));
    expect(result).toMatchObject({
      created: 0,
      cursor: { after: 'Dora' },
      stoppedBy: { error: { vendorCode: 'server_failure' } },
    });
    expect(result.stoppedBy).not.toHaveProperty('key');
    expect(world.calls()).toEqual(['GET list', 'GET list']);
  });

  it.each([
    [
      'refused credentials',
      'authentication',
      (world: PeopleWorld) => {
        world.simulator.expireTokens();
        world.simulator.levers.failNext({ status: 401 }, { when: ({ url }) => url.endsWith('/token') });
      },
    ],
    [
      'a lost site',
      'provider_call',
      (world: PeopleWorld) => Object.assign(world.simulator.switches, { deniesSites: true }),
    ],
  ])('stops at %s at once', async (_what, code, breakIt) => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    const onProgress = () => void breakIt(world);
    const result = await world.people.backfill(host.request({ onProgress }));
    expect(result).toMatchObject({
      created: 1,
      failed: 0,
      cursor: { after: 'Dora' },
      stoppedBy: { key: 'Emil', error: { code } },
    });
    expect(host.problems).toEqual([]);
  });

  it('goes on after one lost answer, and the next run finds who was created', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    world.simulator.levers.dropAnswer({ when: isCreate });
    expect(await world.people.backfill(host.request())).toMatchObject({ created: 5, failed: 1, cursor: null });
    expect([host.problems, host.errors[0]?.effect]).toEqual([['Dora: connection'], 'unknown']);
    expect(await world.restart().backfill(host.request({ cursor: null }))).toMatchObject({ unchanged: 6, created: 0 });
    expect(countOf(world)).toEqual(once);
  });

  it('that can read but not write stops at the third person, and gets past those who always fail', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    world.simulator.levers.failNext({ status: 500 }, { times: 3, when: isCreate });
    const result = await world.people.backfill(host.request());
    expect(result).toMatchObject({ created: 0, failed: 2, cursor: { after: 'Emil' }, stoppedBy: { key: 'Fay' } });
    expect(await world.people.backfill(host.request({ cursor: result.cursor }))).toMatchObject({
      created: 4,
      cursor: null,
    });
  });

  it('waits when there are too many calls, as long as it was asked to', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    const { onProgress } = host.request();
    const work = world.people.backfill(
      host.request({
        onProgress: async (progress) => {
          await onProgress?.(progress);
          if (progress.lastKey === 'Dora') world.simulator.levers.rateLimitNext({ times: 1, retryAfterSeconds: 20 });
        },
      }),
    );
    while (world.clock.pendingTimers === 0) await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advanceBy(19_999);
    expect(host.progress).toHaveLength(1);
    await world.clock.advanceBy(1);
    expect(await work).toMatchObject({ created: 6, failed: 0 });
    expect([countOf(world), world.clock.pendingTimers]).toEqual([once, 0]);
  });

  it('stops when it would have to wait for long', async () => {
    const world = createPeopleWorld();
    world.simulator.levers.rateLimitNext({ times: 1, retryAfterSeconds: 3600 });
    // The request for a token may be the one that is refused; it says the same.
    expect(await world.people.backfill(hostOf(world).request())).toMatchObject({
      stoppedBy: { reason: 'failed', error: { vendorCode: 'rate_limited', retryAfterMs: 3_600_000 } },
    });
  });

  it('ends by its signal between two people, before it begins and in a pause', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    const controller = new AbortController();
    const { signal } = controller;
    const result = await world.people.backfill(host.request({ signal, onProgress: () => controller.abort() }));
    expect(result).toMatchObject({ created: 1, cursor: { after: 'Dora' } });
    expect(result.stoppedBy).toEqual({ reason: 'aborted' });
    world.calls();
    expect(await world.people.backfill(host.request({ signal }))).toMatchObject({ stoppedBy: { reason: 'aborted' } });
    expect(world.calls()).toEqual([]);

    const inPause = new AbortController();
    world.simulator.levers.rateLimitNext({ times: 1 });
    const work = world.people.backfill(host.request({ signal: inPause.signal }));
    while (world.clock.pendingTimers === 0) await new Promise((resolve) => setImmediate(resolve));
    inPause.abort();
    expect(await work).toMatchObject({ stoppedBy: { reason: 'aborted', error: { effect: 'none' } } });
    expect(world.clock.pendingTimers).toBe(0);
  });

  it.each(['onLinked', 'onProgress'] as const)('whose process ends in %s makes nobody twice', async (place) => {
    for (const crashAt of NAMES) {
      const world = createPeopleWorld();
      const host = hostOf(world);
      const { onLinked, onProgress } = host.request();
      const crash = (key: string): void => {
        if (key === crashAt) throw new Error('the process is gone');
      };
      const dying = host.request({
        onLinked: async (key, uuid) => {
          if (place === 'onLinked') crash(key);
          await onLinked(key, uuid);
        },
        onProgress: async (progress) => {
          crash(progress.lastKey);
          await onProgress?.(progress);
        },
      });
      expect(await failureOf(world.people.backfill(dying))).toMatchObject({ message: 'the process is gone' });
      await world.restart().backfill(host.request());
      expect(countOf(world)).toEqual(once);
      expect([...host.people.values()].every(({ personUuid }) => personUuid !== undefined)).toBe(true);
    }
  });

  it('passes nobody over when the person of the cursor is no longer among them', async () => {
    const world = createPeopleWorld();
    const host = hostOf(world);
    expect(await world.people.backfill(host.request({ cursor: { after: 'Zoe' } }))).toMatchObject({ created: 6 });
    expect(countOf(world)).toEqual(once);
  });

  it('refuses what is no cursor', async () => {
    const world = createPeopleWorld();
    const failure = await failureOf(world.people.backfill(hostOf(world).request({ cursor: ['Dora'] })));
    expect(failure).toMatchObject({ code: 'invalid_input' });
    expect(world.calls()).toEqual([]);
  });
});

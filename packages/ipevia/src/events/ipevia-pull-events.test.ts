import { type AccessEvent, ConnectionError, type JsonValue, ProviderCallError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import {
  createEventFeedWorld,
  type EventFeedInput,
  type EventFeedWorld,
  notification,
} from './__fixtures__/event-feed-world';

const MINUTE_MS = 60_000;
const entered = (card: number) =>
  notification('AccessTaken/Identifier', {
    IdentifierValue: card.toString(16).padStart(10, '0'),
    FormatType: 'WIEGAND37',
  });

const createWorld = (input: EventFeedInput = {}) => createEventFeedWorld({ events: { kind: 'pull' }, ...input });

async function pull({ feed, callOptions }: EventFeedWorld, cursor?: JsonValue, limit = 10) {
  const page = await feed.pull?.({ ...(cursor === undefined ? {} : { cursor }), limit }, callOptions);
  if (page === undefined) throw new Error('It cannot be pulled.');
  // Another process reads what this one has stored.
  const kept: JsonValue = JSON.parse(JSON.stringify(page.cursor));
  return { ...page, cursor: kept };
}

const subjectsOf = (events: readonly AccessEvent[]) => events.map(({ subject }) => subject);

describe('pulling', () => {
  it('begins with the present', async () => {
    const world = createWorld();
    world.service.happen(entered(1));
    const first = await pull(world);
    expect([first.events, first.isMore, world.service.calls]).toEqual([[], false, ['createPullPoint']]);
    world.service.happen(entered(2), notification('AccessNotTaken/Identifier', {}), entered(3));
    const next = await pull(world, first.cursor);
    expect(next.events).toMatchObject([
      { subject: '2', type: 'taken', isEntry: true, place: 'north', providerId: 'car-park' },
      { subject: '3' },
    ]);
    expect((await pull(world, next.cursor)).events).toEqual([]);
  });

  it('goes on at once when as many came as were asked for, whatever they were', async () => {
    const world = createWorld();
    let { cursor } = await pull(world);
    world.service.happen(entered(1), notification('AccessNotTaken/Identifier', {}), entered(2));
    const pages: [readonly (string | undefined)[], boolean][] = [];
    for (let round = 0; round < 2; round += 1) {
      const page = await pull(world, cursor, 2);
      pages.push([subjectsOf(page.events), page.isMore]);
      cursor = page.cursor;
    }
    expect(pages).toEqual([
      [['1'], true],
      [['2'], false],
    ]);
  });

  it.each([0, -86_400_000, 86_400_000])(
    'renews at half time and loses nothing, with a clock ahead by %i ms',
    async (aheadMs) => {
      const world = createWorld({ service: { aheadMs } });
      let { cursor } = await pull(world);
      const seen: (string | undefined)[] = [];
      for (let round = 1; round <= 40; round += 1) {
        await world.clock.advanceBy(10 * MINUTE_MS);
        world.service.happen(entered(round));
        const page = await pull(world, cursor);
        seen.push(...subjectsOf(page.events));
        cursor = page.cursor;
      }
      expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => `${index + 1}`));
      expect(world.service.calls.filter((call) => call === 'renew')).toHaveLength(13);
      expect(world.service.calls.filter((call) => call === 'createPullPoint')).toHaveLength(1);
    },
  );

  it('makes a new pull point when the old one is gone, and goes on from there', async () => {
    const world = createWorld();
    const { cursor } = await pull(world);
    world.service.forgetAll();
    world.service.happen(entered(1));
    const again = await pull(world, cursor);
    expect(again.events).toEqual([]);
    world.service.happen(entered(2));
    expect(subjectsOf((await pull(world, again.cursor)).events)).toEqual(['2']);
    expect(world.service.calls).toEqual(['createPullPoint', 'pull', 'createPullPoint', 'pull']);
  });

  it('pulls also when renewing is refused, as long as the pull point answers', async () => {
    const world = createWorld();
    const { cursor } = await pull(world);
    await world.clock.advanceBy(40 * MINUTE_MS);
    world.service.happen(entered(1));
    const refusal = new ProviderCallError({
      providerId: 'p',
      operation: 'renew',
      message: 'no',
      vendorCode: 'unableToRenew',
    });
    world.service.failNext('renew', refusal);
    expect(subjectsOf((await pull(world, cursor)).events)).toEqual(['1']);
  });

  it('passes on that iPevia does not answer, and goes on from the same cursor', async () => {
    const world = createWorld();
    const { cursor } = await pull(world);
    world.service.happen(entered(1));
    const failure = new ConnectionError({ providerId: 'p', operation: 'pull', reason: 'refused', effect: 'none' });
    world.service.failNext('pull', failure);
    await expect(pull(world, cursor)).rejects.toBe(failure);
    expect(subjectsOf((await pull(world, cursor)).events)).toEqual(['1']);
  });

  it('tells an event without its subject when nobody knows whose the credential is', async () => {
    const world = createWorld({ cardsOfTokens: async () => new Map() });
    const { cursor } = await pull(world);
    world.service.happen(notification('AccessTaken/Credential', { CredentialToken: 'token-1' }), entered(2));
    const { events } = await pull(world, cursor);
    expect(subjectsOf(events)).toEqual([undefined, '2']);
    expect(events[0]).toMatchObject({ type: 'taken', isEntry: true });
  });

  it.each<JsonValue>([7, 'x', {}, { address: '/point/1', terminationTime: 'soon', termMs: 1 }, []])(
    'refuses the cursor %j',
    async (cursor) => {
      const world = createWorld();
      await expect(pull(world, cursor)).rejects.toMatchObject({ code: 'invalid_input' });
      expect(world.service.calls).toEqual([]);
    },
  );
});

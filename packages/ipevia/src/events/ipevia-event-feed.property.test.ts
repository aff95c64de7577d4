import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IpeviaNotification } from '../wire/ipevia-notification';
import { createEventFeedWorld, delivery, notification, notify, pushed } from './__fixtures__/event-feed-world';

interface Passage {
  readonly type: 'granted' | 'taken' | 'denied';
  readonly second: number;
  readonly point: string;
  readonly card?: string;
}

const topics = { granted: 'AccessGranted/Identifier', taken: 'AccessTaken/Identifier', denied: 'Denied/Identifier' };

const passages = fc.uniqueArray(
  fc.record<Passage>({
    type: fc.constantFrom('granted', 'taken', 'denied'),
    second: fc.nat(20),
    point: fc.constantFrom('entry', 'exit', 'elsewhere'),
    card: fc.option(fc.constantFrom('0000000001', '00000F1206'), { nil: undefined }),
  }),
  { selector: (passage) => JSON.stringify(passage), maxLength: 20 },
);

const atOf = ({ second }: Passage): string => new Date(Date.UTC(2026, 10, 21, 8, 0, second)).toISOString();

function toNotification(passage: Passage): IpeviaNotification {
  const items = { AccessPointToken: passage.point, IdentifierValue: passage.card };
  return notification(topics[passage.type], items, atOf(passage));
}

function toJson(passage: Passage, index: number, hasIds: boolean): object {
  const { type, point, card } = passage;
  return { ...(hasIds ? { id: `event-${index}` } : {}), type, at: atOf(passage), accessPoint: point, card };
}

/** Deliveries of parts that may overlap, in any order, each of them once or more often: together they hold everything. */
const mixed = passages.chain((all) => {
  const indexes = all.map((_, index) => index);
  const part = fc.shuffledSubarray(indexes);
  return fc.record({
    all: fc.constant(all),
    parts: fc
      .tuple(fc.array(part, { maxLength: 4 }), fc.shuffledSubarray(indexes, { minLength: indexes.length }))
      .chain(([some, whole]) => fc.shuffledSubarray([...some, whole, ...some], { minLength: some.length * 2 + 1 })),
  });
});

async function idsOf(requests: readonly Request[]): Promise<Map<string, string>> {
  const { feed, callOptions } = createEventFeedWorld({ ...pushed, exits: ['exit'], accessPoints: ['entry', 'exit'] });
  const found = new Map<string, string>();
  for (const request of requests) {
    const given = await feed.receive?.(request, callOptions);
    expect(given?.response.status).toBe(204);
    for (const event of given?.events ?? []) {
      const said = JSON.stringify({ ...event, raw: null });
      expect(found.get(event.id) ?? said).toBe(said);
      found.set(event.id, said);
    }
  }
  return found;
}

describe('door events that come more than once, in parts and in any order', () => {
  const forms: readonly (readonly [string, (all: readonly Passage[], part: readonly number[]) => Request])[] = [
    ['Notify', (all, part) => notify(...part.flatMap((index) => all.slice(index, index + 1)).map(toNotification))],
    ['JSON with ids', (all, part) => delivery({ events: jsonOf(all, part, true) })],
    ['JSON without ids', (all, part) => delivery({ events: jsonOf(all, part, false) })],
  ];

  it.each(forms)('are the same set of events as if each had come once: %s', async (_, toRequest) => {
    await fc.assert(
      fc.asyncProperty(mixed, async ({ all, parts }) => {
        const once = await idsOf([toRequest(all, [...all.keys()])]);
        const often = await idsOf(parts.map((part) => toRequest(all, part)));
        expect([...often].sort()).toEqual([...once].sort());
        const ours = all.filter(({ point }) => point !== 'elsewhere');
        expect(once.size).toBe(ours.length);
        const entries = [...once.values()].filter((said) => said.includes('"isEntry":true'));
        expect(entries).toHaveLength(ours.filter(({ type, point }) => type !== 'denied' && point === 'entry').length);
      }),
      seeded(100),
    );
  });

  it('have the same ids when they are pulled', async () => {
    await fc.assert(
      fc.asyncProperty(passages, fc.integer({ min: 1, max: 5 }), async (all, limit) => {
        const pushedIds = await idsOf([notify(...all.map(toNotification))]);
        const { feed, service, callOptions } = createEventFeedWorld({
          events: { kind: 'pull' },
          exits: ['exit'],
          accessPoints: ['entry', 'exit'],
        });
        let page = await feed.pull?.({ limit }, callOptions);
        service.happen(...all.map(toNotification));
        const pulledIds: string[] = [];
        do {
          page = await feed.pull?.({ limit, cursor: page?.cursor }, callOptions);
          pulledIds.push(...(page?.events ?? []).map(({ id }) => id));
        } while (page?.isMore === true);
        expect(pulledIds.sort()).toEqual([...pushedIds.keys()].sort());
      }),
      seeded(100),
    );
  });
});

function jsonOf(all: readonly Passage[], part: readonly number[], hasIds: boolean): readonly object[] {
  return part.flatMap((index) => all.slice(index, index + 1).map((passage) => toJson(passage, index, hasIds)));
}

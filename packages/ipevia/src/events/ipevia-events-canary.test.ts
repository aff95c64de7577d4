import { inspect } from 'node:util';
import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basic,
  createEventFeedWorld,
  delivery,
  EMAIL,
  type EventFeedInput,
  notification,
  notify,
  PASSWORD,
  pushed,
  SECRET,
} from './__fixtures__/event-feed-world';

const CARD = '01CA4A4701';
const HOLDER = 'Canary Müller';
const CANARIES = [
  EMAIL,
  PASSWORD,
  SECRET,
  encodeURIComponent(SECRET),
  basic().slice(6),
  CARD,
  BigInt(`0x${CARD}`).toString(),
  HOLDER,
  'token-canary',
  'canary-url',
  'CANARY',
];

const items = {
  IdentifierValue: CARD,
  FormatType: 'WIEGAND37',
  CredentialToken: 'token-canary',
  CredentialHolderName: HOLDER,
};
const json = { type: 'taken', at: '2026-11-21T08:00:00Z', card: CARD, credential: 'token-canary', holder: HOLDER };
const subscribe = { consumerUrl: 'https://host.example/canary-url' };
const path: EventFeedInput = { events: { kind: 'push', authentication: { kind: 'path', secret: SECRET }, subscribe } };

/** Everything that is seen of a delivery besides the events themselves: the answer or the error, and the ids. */
async function seenOf(input: EventFeedInput, request: Request): Promise<string> {
  const { feed, callOptions } = createEventFeedWorld(input);
  try {
    const given = await feed.receive?.(request, callOptions);
    if (given === undefined) return '';
    const { response, events } = given;
    return `${response.status} ${await response.text()} ${inspect([...response.headers])} ${events.map(({ id }) => id)}`;
  } catch (failure) {
    return `${inspect(failure, { depth: 9, showHidden: true })}${JSON.stringify(failure)}`;
  }
}

function expectQuiet(seen: string): void {
  for (const canary of CANARIES) expect(seen.toLowerCase()).not.toContain(canary.toLowerCase());
}

describe('what a delivery leaves behind', () => {
  it('names no card, person or secret when it is accepted', async () => {
    for (const request of [delivery(json), delivery({ events: [{ ...json, id: `${CARD} ${HOLDER}` }] })]) {
      const seen = await seenOf(pushed, request);
      expect(seen).toMatch(/^204 .*ipevia\/car-park\//);
      expectQuiet(seen);
    }
    const seen = await seenOf(pushed, notify(notification('AccessTaken/Identifier', items)));
    expect(seen).toMatch(/^204 .*ipevia\/car-park\//);
    expectQuiet(seen);
  });

  it('names none when it is refused, however it is broken', async () => {
    const whole = JSON.stringify({ events: [json] });
    const broken = fc.oneof(
      fc.nat(whole.length - 1).map((length) => whole.slice(0, length)),
      fc.tuple(fc.nat(whole.length), fc.constantFrom('"', '{', 'CANARY', '\\', '\u0000', ',')).map(([at, sign]) => {
        return `${whole.slice(0, at)}${sign}${whole.slice(at)}`;
      }),
      fc
        .constantFrom('type', 'at', 'card', 'credential')
        .map((name) => JSON.stringify({ ...json, [name]: `${HOLDER} ${CARD}` })),
    );
    const kinds = fc.constantFrom('application/json', 'text/xml', 'text/plain', 'application/json; charset=CANARY');
    await fc.assert(
      fc.asyncProperty(broken, kinds, async (body, type) => {
        expectQuiet(await seenOf(pushed, delivery(body, { headers: { 'content-type': type } })));
      }),
      seeded(200),
    );
  });

  it('names none when the sender is wrong, or nearly right', async () => {
    const url = `https://host.example/${encodeURIComponent(SECRET)}`;
    expectQuiet(await seenOf(path, delivery(json, { url: `${url}x` })));
    expectQuiet(await seenOf(path, delivery(json, { url })));
    expectQuiet(await seenOf(pushed, delivery(json, { headers: { authorization: `${basic()}x` } })));
    expectQuiet(await seenOf(pushed, delivery(json, { headers: { authorization: basic(EMAIL, 'CANARY') } })));
  });

  it('is a record of the subscription without the address', async () => {
    const { feed, storage, callOptions } = createEventFeedWorld(path);
    await feed.keepDelivering?.(callOptions);
    expectQuiet(JSON.stringify(await storage.read('subscription')));
  });
});

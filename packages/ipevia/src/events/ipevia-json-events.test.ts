import { seeded } from '@acx/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IpeviaDoorEvent } from './ipevia-door-event';
import { readJsonEvents } from './ipevia-json-events';

const event = { type: 'granted', at: '2026-11-21T09:00:00+01:00', accessPoint: 'entry', card: '00000f1206' };

function eventsOf(body: unknown): readonly IpeviaDoorEvent[] {
  const read = readJsonEvents(JSON.stringify(body));
  if ('problem' in read) throw new Error(read.problem);
  return read.events;
}

function problemOf(document: string): string {
  const read = readJsonEvents(document);
  return 'problem' in read ? read.problem : '';
}

describe('readJsonEvents', () => {
  it('reads a list of events, and one alone', () => {
    const read = {
      type: 'granted',
      at: '2026-11-21T08:00:00.000Z',
      accessPoint: 'entry',
      cardHex: '00000F1206',
      sameness: expect.any(String),
      raw: event,
    };
    expect(eventsOf({ events: [event] })).toEqual([read]);
    expect(eventsOf(event)).toEqual([read]);
    expect(eventsOf({ events: [] })).toEqual([]);
  });

  it('keeps what it does not know, and takes null for absent', () => {
    const more = { ...event, card: null, credential: null, id: null, reason: null, lane: { nested: [1, null] } };
    expect(eventsOf({ events: [more], version: 2 })).toEqual([
      {
        type: 'granted',
        at: '2026-11-21T08:00:00.000Z',
        accessPoint: 'entry',
        sameness: expect.any(String),
        raw: more,
      },
    ]);
  });

  it('tells a reason of refusals only', () => {
    const reason = 'CredentialExpired';
    expect(
      eventsOf({
        events: [
          { ...event, type: 'denied', reason },
          { ...event, reason },
        ],
      }),
    ).toMatchObject([{ reason: 'expired' }, expect.not.objectContaining({ reason: expect.anything() })]);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', '', /not JSON/],
    ['half of it', '{"events":[', /not JSON/],
    ['a list without a wrapper', [event], /neither/],
    ['a text', 'granted', /neither/],
    ['null', null, /neither/],
    ['events that are no list', { events: event }, /neither/],
    ['an event without type', { at: event.at }, /event 1: type/],
    ['an unknown type', { ...event, type: 'CANARY' }, /event 1: type/],
    ['an instant without offset', { ...event, at: '2026-11-21T09:00:00' }, /event 1: at/],
    ['a date that does not exist', { ...event, at: '2026-02-30T09:00:00Z' }, /event 1: at/],
    ['an instant in words', { ...event, at: 'CANARY' }, /event 1: at/],
    ['a card that is not hexadecimal', { ...event, card: 'CANARY' }, /event 1: card/],
    ['a card of half a byte', { ...event, card: '123' }, /event 1: card/],
    ['an empty id', { ...event, id: '' }, /event 1: id/],
    ['a second event that is wrong', { events: [event, { ...event, at: 7 }] }, /event 2: at/],
    ['an event that is none', { events: [event, null] }, /event 2/],
  ])('refuses %s as a whole and repeats nothing of it', (_, body, problem) => {
    const text = problemOf(typeof body === 'string' && body !== 'granted' ? body : JSON.stringify(body));
    expect(text).toMatch(problem);
    expect(text).not.toContain('CANARY');
  });

  it('refuses what is nested too deeply, and is not fooled by brackets in texts', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(problemOf(`{"x":${nested(200_000)}}`)).toMatch(/nested/);
    expect(problemOf(nested(200_000))).toMatch(/nested/);
    expect(problemOf('['.repeat(200_000))).toMatch(/nested/);
    expect(eventsOf({ ...event, note: `"\\${nested(100)}` })).toHaveLength(1);
  });

  it('believes the id of the sender, for each type', () => {
    const [first, again, other, taken] = eventsOf({
      events: [
        { ...event, id: '7' },
        { ...event, id: '7', note: 'sent again', at: '2026-11-21T08:00:01Z' },
        { ...event, id: '8' },
        { ...event, id: '7', type: 'taken' },
      ],
    });
    expect(again?.sameness).toBe(first?.sameness);
    expect(new Set([first, other, taken].map((one) => one?.sameness)).size).toBe(3);
  });

  it('takes events without id for the same when they say the same, however it is written', () => {
    const [first, again] = eventsOf({
      events: [event, { card: '00000F1206', accessPoint: 'entry', at: '2026-11-21T08:00:00.000Z', type: 'granted' }],
    });
    expect(again?.sameness).toBe(first?.sameness);
    const others = [
      { ...event, type: 'taken' },
      { ...event, at: '2026-11-21T09:00:01+01:00' },
      { ...event, accessPoint: 'exit' },
      { ...event, card: '00000F1207' },
      { ...event, credential: 'x' },
      { ...event, id: 'said' },
    ];
    expect(new Set(eventsOf({ events: [event, ...others] }).map(({ sameness }) => sameness)).size).toBe(7);
  });

  it('never throws, whatever comes', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `{"events":[${json}]}`),
      fc.record({ at: fc.anything(), type: fc.anything() }).map((one) => JSON.stringify(one) ?? ''),
    );
    fc.assert(
      fc.property(odd, (document) => {
        const read = readJsonEvents(document);
        if ('problem' in read) expect(read.problem.length).toBeLessThan(2000);
        else for (const { at } of read.events) expect(new Date(at).toISOString()).toBe(at);
      }),
      seeded(500),
    );
  });
});

import { AcxError, parseOptions } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { bookingsOneSourceOptionsSchema } from './bookings-one-source-options';
import { createBookingsOneSource } from './source/bookings-one-source';

const resources = [{ resource: '7', resourceId: 'gym', timeZone: 'Europe/Dublin' }];
const options = { id: 'hq', baseUrl: 'https://rooms.example', token: 'canary-token', resources };
const secret = 'canary-secret-0123456789-abcdefghijkl';
const callback = { url: 'https://host.example/hooks/', secret };

const read = (changes: object) => parseOptions('Options', bookingsOneSourceOptionsSchema, { ...options, ...changes });

/** What is wrong with these options; empty when nothing is. */
function refusalOf(changes: object): string {
  try {
    read(changes);
    return '';
  } catch (failure) {
    return AcxError.isInstance(failure) ? failure.message : `thrown: ${failure}`;
  }
}

describe('the options of a source', () => {
  it('read yesterday, today and tomorrow, and know a resource by the id that it has at the vendor, where nothing else is said', () => {
    const settings = read({ resources: [...resources, { resource: '8', timeZone: 'Asia/Hong_Kong' }] });
    expect(settings).toMatchObject({
      daysAhead: 1,
      daysBehind: 1,
      seriesShareId: false,
      auth: 'raw',
      timeoutMs: 15_000,
    });
    expect(settings.resources).toEqual([
      { resource: '7', resourceId: 'gym', timeZone: 'Europe/Dublin' },
      { resource: '8', resourceId: '8', timeZone: 'Asia/Hong_Kong' },
    ]);
  });

  it.each([
    { daysAhead: 0 },
    { daysAhead: 14 },
    { daysBehind: 0 },
    { daysBehind: 1, seriesShareId: true },
    { callback },
    { callback: { ...callback, url: 'http://127.0.0.1:8080/hooks' } },
    { id: 'x'.repeat(99) },
  ])('may be %o', (changes) => {
    expect(refusalOf(changes)).toBe('');
  });

  it.each([
    ['id: must not contain a slash', { id: 'hq/one' }],
    ['id: must be at most 99 characters', { id: 'x'.repeat(100) }],
    ['id: must not contain control characters', { id: 'h\nq' }],
    ['resources: must hold at least one', { resources: [] }],
    ['resources[0].timeZone: must be an IANA time zone', { resources: [{ resource: '7', timeZone: '+01:00' }] }],
    ['resources[0].resource: must not be empty', { resources: [{ resource: '', timeZone: 'UTC' }] }],
    ['resources[0].name: is not a known field', { resources: [{ ...resources[0], name: 'Gym' }] }],
    ['resources: must hold each resource once', { resources: [...resources, { ...resources[0], resourceId: 'x' }] }],
    ['resources: must hold each resourceId once', { resources: [...resources, { ...resources[0], resource: '9' }] }],
    ['resources: must hold each resourceId once', { resources: [...resources, { resource: 'gym', timeZone: 'UTC' }] }],
    ['daysAhead', { daysAhead: 15 }],
    ['daysAhead', { daysAhead: -1 }],
    ['daysBehind: must be 0 or 1', { daysBehind: 2 }],
    ['seriesShareId', { seriesShareId: 'yes' }],
    ['callback.url: must be an https address', { callback: { ...callback, url: 'http://host.example/hooks' } }],
    ['callback.url: must be an https address', { callback: { ...callback, url: 'host.example' } }],
    ['callback.url: must hold no user', { callback: { ...callback, url: 'https://a:b@host.example/' } }],
    ['callback.url: must hold no user', { callback: { ...callback, url: 'https://host.example/?a=b' } }],
    ['callback.secret: must be 32 to 200', { callback: { ...callback, secret: 'canary-secret' } }],
    ['callback.secret: must be 32 to 200', { callback: { ...callback, secret: `${secret}/x` } }],
    ['baseUrl: must use https', { baseUrl: 'http://rooms.example' }],
    ['polling: is not a known field', { polling: 5 }],
  ])('are refused: %s', (message, changes) => {
    expect(refusalOf(changes)).toContain(message);
    expect(refusalOf({ ...changes, token: 'canary token' })).not.toContain('canary');
  });

  it('hold at most 5000 resources', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ resource: `${index}`, timeZone: 'UTC' }));
    expect(refusalOf({ resources: many(5000) })).toBe('');
    expect(refusalOf({ resources: many(5001) })).toContain('at most 5000');
  });

  it('are told as those of createBookingsOneSource when they are wrong', () => {
    expect(() => createBookingsOneSource({ ...options, daysAhead: 99 })).toThrow(/^Options of createBookingsOneSource/);
  });
});

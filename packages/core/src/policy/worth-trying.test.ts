import { describe, expect, it } from 'vitest';
import { AuthenticationError } from '../errors/authentication-error';
import { ConfigurationError } from '../errors/configuration-error';
import { ConflictError } from '../errors/conflict-error';
import { ConnectionError, type ConnectionFailure } from '../errors/connection-error';
import { ProviderCallError, type ProviderCallErrorOptions } from '../errors/provider-call-error';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import type { Change } from '../model/change';
import { isOutage, isTriedAgain, isWorthTrying, retryAfterOf, wantedText } from './worth-trying';

const where = { providerId: 'site-1', operation: 'put' };
const answered = (more: Partial<ProviderCallErrorOptions> = {}) =>
  new ProviderCallError({ ...where, message: 'The vendor said no.', ...more });
const lost = (reason: ConnectionFailure) => new ConnectionError({ ...where, reason, effect: 'none' });

describe('which failures are tried again, and which concern the whole installation', () => {
  it.each<
    [what: string, error: { toJSON(): ReturnType<ProviderCallError['toJSON']> }, again: boolean, outage: boolean]
  >([
    ['no', answered(), false, false],
    ['not now', answered({ isRetryable: true, status: 500 }), true, false],
    ['nobody knows', answered({ effect: 'unknown' }), true, false],
    ['too many calls', answered({ isRetryable: true, status: 429 }), true, true],
    ['bad gateway', answered({ isRetryable: true, status: 502 }), true, true],
    ['overloaded', answered({ isRetryable: true, status: 503 }), true, true],
    ['gateway timeout', answered({ isRetryable: true, status: 504 }), true, true],
    ['come back later', answered({ isRetryable: true, retryAfterMs: 0 }), true, true],
    ['no for good with a 503', answered({ status: 503 }), false, false],
    ['refused credentials', new AuthenticationError(where), true, true],
    ['time is up', lost('timeout'), true, true],
    ['connection refused', lost('refused'), true, true],
    ['connection reset', lost('reset'), true, true],
    ['unknown host', lost('dns'), true, true],
    ['a certificate that is not trusted', lost('tls'), true, true],
    ['broken off by ourselves before anything was sent', lost('aborted'), true, true],
    ['an answer that is too large', lost('too_large'), true, false],
    ['the slot is taken', new ConflictError({ what: 'slot', message: 'taken' }), false, false],
    ['a wrong configuration', new ConfigurationError({ subject: 'x', problems: [] }), false, false],
    ['cannot be done there', new UnsupportedCapabilityError({ ...where, capability: 'x', reason: 'y' }), false, false],
  ])('%s', (_what, error, again, outage) => {
    expect([isTriedAgain(error.toJSON()), isOutage(error.toJSON())]).toEqual([again, outage]);
  });

  it('reads the vendor’s wish for a pause out of the stored error', () => {
    const stored = JSON.parse(JSON.stringify(answered({ retryAfterMs: 7_000 })));
    expect([retryAfterOf(stored), retryAfterOf(answered().toJSON())]).toEqual([7_000, undefined]);
  });
});

describe('isWorthTrying', () => {
  const create: Change = { kind: 'create', grantKey: 'g1', after: { b: 1, a: 2 }, reason: 'x' };
  const revoke: Change = { kind: 'revoke', grantKey: 'g1', before: { a: 2 }, revokeReason: 'ended', reason: 'x' };
  const no = answered().toJSON();
  const conflict = new ConflictError({ what: 'slot', message: 'taken' }).toJSON();
  const again = lost('timeout').toJSON();
  const same = wantedText(create);

  it.each<[what: string, options: Partial<Parameters<typeof isWorthTrying>[0]>, isWorth: boolean]>([
    ['it never failed', { failure: undefined }, true],
    ['it was refused for good', { failure: { wanted: same, error: no, laneVersion: 3 } }, false],
    [
      'it was refused and asked for again',
      { failure: { wanted: same, error: no, laneVersion: 3 }, isAskedAgain: true },
      true,
    ],
    ['another wish was refused', { failure: { wanted: '{"a":9}', error: no, laneVersion: 3 } }, true],
    ['it may work later', { failure: { wanted: same, error: again, laneVersion: 3 } }, true],
    ['what it needs is still taken', { failure: { wanted: same, error: conflict, laneVersion: 3 } }, false],
    ['what it needs may have become free', { failure: { wanted: same, error: conflict, laneVersion: 2 } }, true],
    ['a refusal of a lane that has changed', { failure: { wanted: same, error: no, laneVersion: 2 } }, false],
    ['a revoke was refused', { change: revoke, failure: { wanted: 'null', error: no, laneVersion: 3 } }, false],
    [
      'the create was refused, now it goes',
      { change: revoke, failure: { wanted: same, error: no, laneVersion: 3 } },
      true,
    ],
  ])('when %s', (_what, options, isWorth) => {
    expect(isWorthTrying({ change: create, failure: undefined, laneVersion: 3, isAskedAgain: false, ...options })).toBe(
      isWorth,
    );
  });

  it('takes a state for the same wish whatever the order of its keys', () => {
    expect(wantedText({ ...create, after: { a: 2, b: 1 } })).toBe(same);
  });
});

import { AuthenticationError, ConflictError, ProviderCallError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { type IpeviaFault, ipeviaFaultToError, ipeviaStatusToError, isIpeviaFault } from './ipevia-errors';
import { ipeviaProfile } from './wire/ipevia-profile';

const call = { providerId: 'house', operation: 'createCredential', isWrite: true };
const about = (codes: readonly string[], more: Partial<IpeviaFault> = {}) =>
  ipeviaFaultToError(ipeviaProfile.faults, { ...call, status: 400, codes, isReceiver: false, ...more });

describe('a fault', () => {
  it.each(Object.entries(ipeviaProfile.faults))('%s is known by its code, and nothing was changed', (name, code) => {
    const error = about(['InvalidArgVal', code], { isReceiver: true, status: 500 });
    expect(error.message).toMatch(/^house: iPevia refused createCredential: .*; nothing was changed\. [A-Z].*\.$/);
    // Room may be made at any time.
    expect(error).toMatchObject({ effect: 'none', isRetryable: /^maximum(Credentials|Whitelisted)$/.test(name) });
    if (error instanceof AuthenticationError) return;
    expect(error).toMatchObject({ vendorCode: name });
    expect(isIpeviaFault(error, 'notFound', 'duplicatedIdentifier')).toBe(
      name === 'notFound' || name === 'duplicatedIdentifier',
    );
  });

  it('of a card that another credential has is a conflict', () => {
    const error = about(['InvalidArgVal', 'DuplicatedIdentifierValue'], { vendorText: 'Ada' });
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ what: 'card', vendorText: 'Ada' });
    expect(isIpeviaFault(error, 'duplicatedIdentifier')).toBe(true);
  });

  it.each([
    [['NotAuthorized'], 400],
    [['NotAuthorized', 'SenderNotAuthorized'], 500],
    [['FailedAuthentication'], 400],
    [['InvalidArgVal', 'NotFound'], 401],
    [[], 403],
  ])('with the codes %j and status %i is about the login', (codes, status) => {
    expect(about(codes, { status })).toBeInstanceOf(AuthenticationError);
  });

  it('is told by the innermost code that is known', () => {
    expect(about(['CapabilityViolated', 'MaxCredentials'])).toMatchObject({ vendorCode: 'maximumCredentials' });
    expect(about(['CapabilityViolated', 'Vendor'])).toMatchObject({ vendorCode: 'capabilityViolated' });
    expect(about(['InvalidArgVal', 'ResourceUnknownFault'])).toMatchObject({ vendorCode: 'resourceUnknown' });
  });

  it('that is not known names no code, because it may be free text', () => {
    const error = about(['Ada Lovelace'], { vendorText: 'Ada Lovelace' });
    expect(error).toBeInstanceOf(ProviderCallError);
    expect(error).toMatchObject({ vendorCode: undefined, effect: 'none', isRetryable: false });
    expect(JSON.stringify(error)).not.toContain('Ada');
  });

  it.each([
    [true, 'unknown'],
    [false, 'none'],
  ])('of the receiver that is not known may have come in the middle of a write: %s', (isWrite, effect) => {
    expect(about(['Action'], { isReceiver: true, status: 500, isWrite, retryAfterMs: 5 })).toMatchObject({
      effect,
      isRetryable: true,
      retryAfterMs: 5,
    });
  });
});

describe('a status alone', () => {
  const statusError = (status: number, isWrite = true) =>
    ipeviaStatusToError({ ...call, isWrite, status, retryAfterMs: 5000 });

  it.each([401, 403])('of %i is about the login', (status) => {
    expect(statusError(status)).toBeInstanceOf(AuthenticationError);
    expect(statusError(status)).toMatchObject({ status, effect: 'none', isRetryable: false });
  });

  it.each([
    [400, false, 'none'],
    [404, false, 'none'],
    [405, false, 'none'],
    [415, false, 'none'],
    [413, false, 'none'],
    [429, true, 'none'],
    [408, true, 'unknown'],
    [500, true, 'unknown'],
    [503, true, 'none'],
    [302, false, 'none'],
    [202, false, 'unknown'],
  ])('of %i: tried again %s, effect of a write %s', (status, isRetryable, effect) => {
    expect(statusError(status)).toBeInstanceOf(ProviderCallError);
    expect(statusError(status)).toMatchObject({ status, isRetryable, effect, retryAfterMs: 5000 });
    expect(statusError(status, false)).toMatchObject({ isRetryable, effect: 'none' });
  });
});

describe('isIpeviaFault', () => {
  it.each([undefined, 'notFound', new Error('notFound'), { vendorCode: 'notFound' }])('is false for %o', (value) => {
    expect(isIpeviaFault(value, 'notFound')).toBe(false);
  });
});

import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { AcxError } from './acx-error';
import { AuthenticationError } from './authentication-error';
import { ConfigurationError } from './configuration-error';
import { ConflictError } from './conflict-error';
import { ConnectionError } from './connection-error';
import { describeIssues, formatProblems } from './describe-issues';
import { InvalidInputError } from './invalid-input-error';
import { MappingError } from './mapping-error';
import { ProviderCallError } from './provider-call-error';
import { ResponseValidationError } from './response-validation-error';
import { SpecificationVersionError } from './specification-version-error';
import { UnsafePlanError } from './unsafe-plan-error';
import { UnsupportedCapabilityError } from './unsupported-capability-error';
import { WebhookVerificationError } from './webhook-verification-error';

const where = { providerId: 'site-1', operation: 'put' };
const problems = [
  { path: 'a[0].b', message: 'is wrong' },
  { path: '', message: 'is not JSON' },
];
const text = ['a[0].b: is wrong', 'is not JSON'];
const at = { providerId: 'site-1', operation: 'put' };

describe('every error', () => {
  it.each<[error: AcxError, code: string, isRetryable: boolean, effect: string, details: object]>([
    [new InvalidInputError({ subject: 'booking', problems }), 'invalid_input', false, 'none', { problems: text }],
    [
      new ConfigurationError({ subject: 'The directory', problems }),
      'configuration',
      false,
      'none',
      { problems: text },
    ],
    [new AuthenticationError({ ...where, status: 401 }), 'authentication', false, 'none', { ...at, status: 401 }],
    [
      new ProviderCallError({
        ...where,
        message: 'No.',
        status: 503,
        vendorCode: 'E7',
        retryAfterMs: 5,
        isRetryable: true,
        effect: 'unknown',
      }),
      'provider_call',
      true,
      'unknown',
      { ...at, status: 503, vendorCode: 'E7', retryAfterMs: 5 },
    ],
    [
      new ConnectionError({ ...where, reason: 'timeout', effect: 'unknown' }),
      'connection',
      true,
      'unknown',
      { ...at, reason: 'timeout' },
    ],
    [
      new ConnectionError({ ...where, reason: 'aborted', effect: 'none' }),
      'connection',
      false,
      'none',
      { ...at, reason: 'aborted' },
    ],
    [
      new ConnectionError({ ...where, reason: 'tls', effect: 'none' }),
      'connection',
      false,
      'none',
      { ...at, reason: 'tls' },
    ],
    [
      new ResponseValidationError({ ...where, problems, effect: 'applied' }),
      'response_validation',
      false,
      'applied',
      { ...at, problems: text },
    ],
    [
      new UnsupportedCapabilityError({ providerId: 'site-1', capability: 'pin', reason: 'it has no keypads.' }),
      'unsupported_capability',
      false,
      'none',
      { providerId: 'site-1', capability: 'pin', reason: 'it has no keypads.' },
    ],
    [
      new ConflictError({ what: 'slot', message: 'Taken.', isRetryable: true }),
      'conflict',
      true,
      'none',
      { what: 'slot' },
    ],
    [
      new MappingError({
        problem: 'holder_not_linked',
        bookingId: 'b1',
        providerId: 'site-1',
        place: 'gym',
        message: 'No.',
      }),
      'mapping',
      false,
      'none',
      { problem: 'holder_not_linked', bookingId: 'b1', providerId: 'site-1', place: 'gym' },
    ],
    [
      new UnsafePlanError({ scope: 'x', held: 10, revoked: 9, message: 'No.' }),
      'unsafe_plan',
      false,
      'none',
      { scope: 'x', held: 10, revoked: 9 },
    ],
    [
      new WebhookVerificationError({ providerId: 'site-1', message: 'No.' }),
      'webhook_verification',
      false,
      'none',
      { providerId: 'site-1' },
    ],
    [
      new SpecificationVersionError({ providerId: 'site-1', found: 'v0', expected: 'v1' }),
      'specification_version',
      false,
      'none',
      { providerId: 'site-1', found: 'v0' },
    ],
  ])('%s says what a caller needs to know, also as JSON', (error, code, isRetryable, effect, details) => {
    const name = error.constructor.name;
    expect(error).toBeInstanceOf(Error);
    expect(AcxError.isInstance(error)).toBe(true);
    expect({ name: error.name, code: error.code, isRetryable: error.isRetryable, effect: error.effect }).toEqual({
      name,
      code,
      isRetryable,
      effect,
    });
    const json = { name, code, message: error.message, isRetryable, effect, ...details };
    expect(JSON.parse(JSON.stringify(error))).toEqual(json);
    expect(JSON.parse(JSON.stringify({ deep: [error] }))).toEqual({ deep: [json] });
  });

  it.each(['none', 'unknown'] as const)('about a connection says what is known of its effect: %s', (effect) => {
    const { message } = new ConnectionError({ ...where, reason: 'reset', effect });
    expect(message.includes('nothing was changed')).toBe(effect === 'none');
  });

  it('shows its own kind of cause and nothing more', () => {
    const cause = new ConnectionError({ ...where, reason: 'reset', effect: 'none' });
    class Wrapping extends AcxError {
      constructor() {
        super({ code: 'conflict', message: 'x', cause });
      }
    }
    expect(new Wrapping().cause).toBe(cause);
    expect('cause' in new AuthenticationError(where)).toBe(false);
  });
});

describe('AcxError.isInstance', () => {
  it.each([undefined, null, 0, 'acx.error', {}, new Error('x'), { code: 'conflict' }, () => {}])(
    'is false for %o',
    (value) => {
      expect(AcxError.isInstance(value)).toBe(false);
    },
  );

  it('knows an error of another copy of this package', async () => {
    vi.resetModules();
    const copy = await import('./conflict-error');
    const foreign = new copy.ConflictError({ what: 'slot', message: 'Taken.' });
    expect(foreign).not.toBeInstanceOf(AcxError);
    expect(AcxError.isInstance(foreign)).toBe(true);
    const { AcxError: OtherAcxError } = await import('./acx-error');
    expect(OtherAcxError.isInstance(new ConflictError({ what: 'slot', message: 'Taken.' }))).toBe(true);
  });
});

describe('the vendor’s own words', () => {
  const vendorText = 'Card 4711 of Greta Garbo is blocked';
  const error = new ProviderCallError({ ...where, message: 'The vendor refused it.', vendorCode: 'E7', vendorText });

  it('can be read by whoever asks for them', () => {
    expect(error.vendorText).toBe(vendorText);
  });

  it.each<[where: string, shown: () => string]>([
    ['its message', () => error.message],
    ['its text', () => String(error)],
    ['its stack', () => error.stack ?? ''],
    ['JSON', () => JSON.stringify({ error })],
    ['inspect', () => inspect(error, { depth: 10, showHidden: true })],
    ['inspect of an error around it', () => inspect(new Error('outer', { cause: error }), { depth: 10 })],
    ['its properties', () => JSON.stringify(Object.getOwnPropertyNames(error).map((name) => Reflect.get(error, name)))],
    ['a copy of its properties', () => JSON.stringify({ ...error })],
    ['a structured clone', () => inspect(structuredClone(error))],
  ])('are not in %s', (_where, shown) => {
    expect(shown()).not.toMatch(/4711|Greta/);
  });
});

describe('describeIssues', () => {
  it('names every path and never a value', () => {
    const schema = z.strictObject({
      list: z.array(z.strictObject({ name: z.string().min(3), kind: z.enum(['a', 'b']) })),
      either: z.union([z.number(), z.boolean()]),
      literal: z.literal('x'),
      address: z.url(),
    });
    const canary = '?Greta';
    const { error } = schema.safeParse({
      list: [{ name: 'ab', kind: canary, more: canary }, canary],
      either: canary,
      literal: canary,
      address: canary,
      extra: canary,
    });
    if (error === undefined) throw new Error('It was accepted.');
    const found = describeIssues(error);
    expect(found.map(({ path }) => path).sort()).toEqual([
      'address',
      'either',
      'extra',
      'list[0].kind',
      'list[0].more',
      'list[0].name',
      'list[1]',
      'literal',
    ]);
    expect(formatProblems(found)).not.toContain('Greta');
  });

  it('gives a problem of the value itself without a path', () => {
    expect(formatProblems(problems)).toBe('a[0].b: is wrong; is not JSON');
  });
});

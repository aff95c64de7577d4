import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ConfigurationError } from '../errors/configuration-error';
import { ResponseValidationError } from '../errors/response-validation-error';
import { parseAnswer } from './parse-answer';
import { parseOptions } from './parse-options';

const schema = z.strictObject({ id: z.string(), token: z.string().min(20), timeoutMs: z.int().min(1).default(15) });
const context = { providerId: 'site-1', operation: 'put', effect: 'unknown' } as const;

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (failure) {
    return failure;
  }
  throw new Error('It was accepted.');
}

describe('parseOptions', () => {
  it('fills in the defaults', () => {
    expect(parseOptions('Options', schema, { id: 'x', token: 'x'.repeat(20) })).toMatchObject({ timeoutMs: 15 });
  });

  it('lists every problem at once and repeats no value', () => {
    const failure = failureOf(() =>
      parseOptions('Options of createX', schema, { token: 'CANARY', timeoutMs: 0.5, more: 1 }),
    );
    if (!(failure instanceof ConfigurationError)) throw failure;
    expect(failure.problems.map(({ path }) => path).sort()).toEqual(['id', 'more', 'timeoutMs', 'token']);
    expect(failure.message).toMatch(/^Options of createX cannot be used: /);
    expect(`${inspect(failure, { depth: 9 })}${JSON.stringify(failure)}`).not.toContain('CANARY');
  });
});

describe('parseAnswer', () => {
  it('says what the call has done when its answer cannot be read, and repeats nothing of it', () => {
    const failure = failureOf(() => parseAnswer(schema, { id: 7, token: 'CANARY' }, context));
    if (!(failure instanceof ResponseValidationError)) throw failure;
    expect(failure).toMatchObject({ ...context, isRetryable: false });
    expect(failure.problems.map(({ path }) => path).sort()).toEqual(['id', 'token']);
    expect(`${inspect(failure, { depth: 9 })}${JSON.stringify(failure)}`).not.toContain('CANARY');
  });

  it('reads a good one', () => {
    expect(parseAnswer(schema, { id: 'x', token: 'x'.repeat(20) }, context)).toMatchObject({ id: 'x' });
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { InvalidInputError } from '../errors/invalid-input-error';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import { createMemoryLedger } from '../ledger/memory-ledger';
import { createInMemoryDirectory } from '../mapping/in-memory-directory';
import type { Decision, DecisionRequest } from '../model/decision';
import type { AccessProvider } from '../ports/access-provider';
import type { CallOptions } from '../ports/call-options';
import type { LogFields } from '../ports/logger';
import { noTelemetry } from '../ports/telemetry';
import { createFixedClock } from '../testing/clock/fixed-clock';
import { createFakeProvider } from '../testing/fake/fake-provider';
import { createFakeVendor } from '../testing/fake/fake-vendor';
import type { AccessControlOptions } from './access-control-options';
import { createAccessControl } from './create-access-control';
import type { DecideQuestion } from './decide-access';

const NOW = '2026-11-21T08:00:00.000Z';
const card = { kind: 'card', value: 'CARD-4711-0815' } as const;
const question: DecideQuestion = { providerId: 'doors', credential: card, place: 'north door' };

type Decide = NonNullable<AccessProvider['decide']>;

function createWorld(decide: Decide | undefined, more: Partial<AccessControlOptions> = {}) {
  const clock = createFixedClock(NOW);
  const seen: string[] = [];
  const log = (message: string, fields?: LogFields): void => void seen.push(inspect([message, fields], { depth: 10 }));
  const fake = createFakeProvider({ vendor: createFakeVendor({ clock }), id: 'doors' });
  const provider: AccessProvider = decide === undefined ? fake : { ...fake, decide };
  const access = createAccessControl({
    providers: [provider],
    directory: createInMemoryDirectory({ timeZone: 'UTC', resources: [], holders: [] }),
    ledger: createMemoryLedger(),
    clock,
    telemetry: noTelemetry,
    logger: { debug: log, info: log, warn: log, error: log },
    ...more,
  });
  return { access, clock, seen, provider };
}

const never = (): Promise<Decision> => new Promise(() => {});

describe('access.decide', () => {
  it('asks the provider with the present instant and its storage, and gives its answer', async () => {
    const asked: { request: DecisionRequest; options: CallOptions }[] = [];
    const { access } = createWorld(async (request, options) => {
      asked.push({ request, options });
      return { verdict: 'allow', reason: 'booked' };
    });
    expect(await access.decide(question)).toEqual({ verdict: 'allow', reason: 'booked' });
    expect(asked[0]?.request).toEqual({ credential: card, place: 'north door', at: NOW });
    const { storage, signal } = asked[0]?.options ?? {};
    expect(signal?.aborted).toBe(false);
    expect(await storage?.compareAndSet('key', { expectedVersion: undefined, value: 1 })).toBe(true);
  });

  it('asks for another instant where one is given', async () => {
    let at = '';
    const { access } = createWorld(async (request) => {
      at = request.at;
      return { verdict: 'deny', reason: 'outside_window' };
    });
    const answer = await access.decide({ ...question, at: '2026-11-21T11:00:00+01:00' });
    expect([at, answer]).toEqual(['2026-11-21T10:00:00.000Z', { verdict: 'deny', reason: 'outside_window' }]);
  });

  const answers: [what: string, answer: unknown][] = [
    ['nothing', undefined],
    ['a yes without a reason', { verdict: 'allow' }],
    ['a yes in another word', { verdict: 'ALLOW', reason: 'booked' }],
    ['a bare true', true],
    ['a yes with an empty reason', { verdict: 'allow', reason: '' }],
    ['a yes with a reason that is no word any more', { verdict: 'allow', reason: 'x'.repeat(201) }],
  ];
  it.each(answers)('denies when the provider answers %s', async (_what, answer) => {
    const { access } = createWorld(async () => answer as Decision);
    expect(await access.decide(question)).toEqual({ verdict: 'deny', reason: 'unclear' });
  });

  it.each<[what: string, decide: Decide]>([
    ['rejects', () => Promise.reject(new Error('CARD-4711-0815 is refused'))],
    [
      'throws',
      () => {
        throw new UnsupportedCapabilityError({ providerId: 'doors', capability: 'deciding', reason: 'not today' });
      },
    ],
  ])('denies when the provider %s, and does not throw', async (_what, decide) => {
    const { access, seen } = createWorld(decide);
    expect(await access.decide(question)).toEqual({ verdict: 'deny', reason: 'unavailable' });
    expect(seen.join()).toContain('stays shut');
  });

  it('denies after ten seconds without an answer, calls the provider off and leaves no timer', async () => {
    let isCalledOff = false;
    const { access, clock } = createWorld((_request, { signal }) => {
      signal?.addEventListener('abort', () => {
        isCalledOff = true;
      });
      return never();
    });
    const answer = access.decide(question);
    await clock.advanceBy(9_999);
    expect([isCalledOff, clock.pendingTimers]).toEqual([false, 1]);
    await clock.advanceBy(1);
    expect(await answer).toEqual({ verdict: 'deny', reason: 'late' });
    expect([isCalledOff, clock.pendingTimers]).toEqual([true, 0]);
  });

  it('denies after a stop', async () => {
    const { access } = createWorld(async () => ({ verdict: 'allow', reason: 'booked' }));
    await access.stop();
    expect(await access.decide(question)).toEqual({ verdict: 'deny', reason: 'unavailable' });
  });

  it('does not call a stop late that comes while the provider is asked', async () => {
    const { access, clock } = createWorld(never);
    const answer = access.decide(question);
    await clock.advanceBy(1_000);
    await access.stop();
    expect(await answer).toEqual({ verdict: 'deny', reason: 'unavailable' });
  });

  it('takes a reason of 200 characters', async () => {
    const reason = 'x'.repeat(200);
    const { access } = createWorld(async () => ({ verdict: 'allow', reason }));
    expect(await access.decide(question)).toEqual({ verdict: 'allow', reason });
  });

  it('denies when the installation cannot be had now', async () => {
    const { access } = createWorld(undefined, { providers: () => Promise.reject(new Error('no database')) });
    expect(await access.decide(question)).toEqual({ verdict: 'deny', reason: 'unavailable' });
  });

  it('refuses to answer for an installation that is not there or decides by itself', async () => {
    const { access } = createWorld(undefined);
    await expect(access.decide(question)).rejects.toThrow(UnsupportedCapabilityError);
    await expect(access.decide({ ...question, providerId: 'other' })).rejects.toThrow(ConfigurationError);
  });

  it('refuses a question that cannot be understood, and takes whatever a reader has read', async () => {
    const { access } = createWorld(async ({ credential }) => ({
      verdict: 'deny',
      reason: `${credential.value.length}`,
    }));
    await expect(access.decide({ ...question, place: '' })).rejects.toThrow(InvalidInputError);
    await expect(access.decide({ ...question, at: 'yesterday' })).rejects.toThrow(InvalidInputError);
    const linked = { kind: 'linked', value: 'x' } as unknown as DecideQuestion['credential'];
    await expect(access.decide({ ...question, credential: linked })).rejects.toThrow(InvalidInputError);
    for (const value of ['', '\u0000', 'x'.repeat(5_000)])
      expect(await access.decide({ ...question, credential: { kind: 'qr', value } })).toMatchObject({
        reason: `${value.length}`,
      });
  });

  it('logs where somebody asked and what was said, and never with what', async () => {
    const { access, seen } = createWorld(async ({ place }) => {
      if (place === 'broken door') throw new Error('CARD-4711-0815');
      return { verdict: 'allow', reason: 'booked' };
    });
    await access.decide(question);
    await access.decide({ ...question, place: 'broken door' });
    const failure = await access.decide({ ...question, at: 'CARD-4711-0815' }).catch((error: unknown) => error);
    const everything = [...seen, inspect(failure, { depth: 10 }), JSON.stringify(failure)].join('\n');
    expect(everything).toContain('north door');
    expect(everything).toContain('broken door');
    expect(everything).not.toContain('4711-0815');
  });
});

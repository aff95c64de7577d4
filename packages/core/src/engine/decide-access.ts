import * as z from 'zod/mini';
import { AcxError } from '../errors/acx-error';
import { ConfigurationError } from '../errors/configuration-error';
import { ConnectionError } from '../errors/connection-error';
import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import { UnsupportedCapabilityError } from '../errors/unsupported-capability-error';
import type { Decision, DecisionRequest } from '../model/decision';
import type { Instant } from '../model/instant';
import { identifierSchema, instantSchema } from '../model/parse-booking';
import { callWithin } from './bounded-calls';
import { type EngineContext, nowOf } from './engine-context';

/** May this credential pass this place? */
export interface DecideQuestion {
  readonly providerId: string;
  /** As the reader has read it. Never log it. */
  readonly credential: DecisionRequest['credential'];
  readonly place: string;
  /** Default: now. */
  readonly at?: Date | Instant;
}

/** Somebody stands at the door, and the reader gives up, too. */
const TIMEOUT_MS = 10_000;

const questionSchema = z.strictObject({
  providerId: identifierSchema,
  // Whatever a reader has read is a question that has an answer; so its value is looked at by the provider alone.
  credential: z.strictObject({ kind: z.enum(['pin', 'card', 'qr']), value: z.string() }),
  place: identifierSchema,
  at: z.optional(instantSchema),
});

const decisionSchema = z.object({
  verdict: z.enum(['allow', 'deny']),
  reason: z.string().check(z.minLength(1), z.maxLength(200)),
});

/**
 * Asks the provider. Anything but a clear yes in time is a no.
 *
 * | what happens | reason |
 * |---|---|
 * | the provider answers | its own |
 * | more than 10 seconds | `late` |
 * | it fails, or a stop is under way | `unavailable` |
 * | it answers something else | `unclear` |
 */
export async function decideAccess(context: EngineContext, question: DecideQuestion): Promise<Decision> {
  const parsed = parseWithMessages(questionSchema, question);
  if (!parsed.success) throw new InvalidInputError({ subject: 'question', problems: describeIssues(parsed.error) });
  const { providerId, credential, place, at = nowOf(context) } = parsed.data;
  const answer = await ask(context, providerId, { credential, place, at });
  if (answer === 'not_configured')
    throw new ConfigurationError({
      subject: `Provider ${providerId}`,
      problems: [{ path: '', message: 'is not configured, so it can let nobody in' }],
    });
  if (answer === 'not_deciding')
    throw new UnsupportedCapabilityError({
      providerId,
      capability: 'deciding',
      reason: 'its readers decide by themselves, so nobody can be let in from here',
    });
  context.logger.info('A door was asked.', { providerId, place, ...answer });
  return answer;
}

async function ask(
  context: EngineContext,
  providerId: string,
  request: DecisionRequest,
): Promise<Decision | 'not_configured' | 'not_deciding'> {
  const { place } = request;
  if (context.stopping.aborted) return deny('unavailable');
  try {
    const call = { providerId, operation: 'decide', timeoutMs: TIMEOUT_MS };
    return await callWithin(context, call, async (callOptions) => {
      const provider = await context.registry.find(providerId);
      if (provider === undefined) return 'not_configured';
      if (provider.decide === undefined) return 'not_deciding';
      const result = parseWithMessages(decisionSchema, await provider.decide(request, callOptions));
      return result.success ? result.data : deny('unclear');
    });
  } catch (failure) {
    const isLate = failure instanceof ConnectionError && failure.reason === 'timeout' && !context.stopping.aborted;
    // Of a foreign error only this is told: its text could hold anything.
    const error = AcxError.isInstance(failure) ? failure.code : 'unknown';
    context.logger.warn('A door could not be asked, so it stays shut.', { providerId, place, error });
    return deny(isLate ? 'late' : 'unavailable');
  }
}

function deny(reason: string): Decision {
  return { verdict: 'deny', reason };
}

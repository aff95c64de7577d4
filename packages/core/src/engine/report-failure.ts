import { AcxError } from '../errors/acx-error';
import type { BackgroundFailure } from '../events/event-hub';
import { type EngineContext, nowOf } from './engine-context';

/** Tells logs and listeners that background work has failed. Of a foreign error only the class is told: its text could hold anything. */
export function reportFailure(
  context: EngineContext,
  what: Pick<BackgroundFailure, 'work' | 'providerId'>,
  failure: unknown,
): void {
  const error = AcxError.isInstance(failure)
    ? failure.toJSON()
    : { name: failure instanceof Error ? failure.name : 'Error', message: 'see the logs' };
  context.logger.error('Background work failed and will be tried again.', { ...what, error: error.name });
  context.events.emit('engine.failed', { ...what, at: nowOf(context), error });
}

import type { UnsafePlanError } from '../errors/unsafe-plan-error';
import { type EngineContext, nowOf } from './engine-context';
import { guardNotice } from './guard-notice';

/** The brake: tells people of a run that takes away too much, and stops it. Does nothing for a run that is safe. */
export async function stopUnsafe(context: EngineContext, unsafe: UnsafePlanError | undefined): Promise<void> {
  if (unsafe === undefined) return;
  await tellUnsafe(context, unsafe);
  throw unsafe;
}

/** Tells people of a run that was not done, or not as a whole. */
export function tellUnsafe(context: EngineContext, unsafe: UnsafePlanError, isRepeated = false): Promise<void> {
  return context.ledger.transaction(({ notices }) => notices.add(guardNotice(unsafe, nowOf(context), isRepeated)));
}

import { UnsafePlanError } from '../errors/unsafe-plan-error';

/** When a run takes away too much. */
export interface RevocationLimits {
  /** Largest share of the held rights that one run may take away, 0 to 1. Default 0.3. */
  readonly share: number;
  /** Below this many held rights the share is not looked at. Default 10. */
  readonly fromHeld: number;
}

/** A run may take away 30 % once 10 rights are held. */
export const defaultRevocationLimits: RevocationLimits = { share: 0.3, fromHeld: 10 };

/**
 * The brake: a run that would take away an unlikely share of what is held is more likely the work of a broken input.
 * Only counts rights that nobody cancelled one by one and whose time is not over.
 * @returns the error to stop with, or nothing when the run may go on.
 */
export function guardRevocations(options: {
  /** What the run works on, for people: `healing check of site-1`. */
  scope: string;
  held: number;
  revoked: number;
  limits: RevocationLimits;
}): UnsafePlanError | undefined {
  const { scope, held, revoked, limits } = options;
  if (held < limits.fromHeld || revoked <= held * limits.share) return undefined;
  const percent = Math.round((revoked / held) * 100);
  return new UnsafePlanError({
    scope,
    held,
    revoked,
    message: `The ${scope} would take away ${revoked} of ${held} rights (${percent} %) at once, so it was stopped and nothing was changed. If this is right, run it again with allowMassRevocation.`,
  });
}

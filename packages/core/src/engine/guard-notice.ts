import type { UnsafePlanError } from '../errors/unsafe-plan-error';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { MassRevocationNotice } from '../model/notice';

/**
 * Tells people that a run was stopped.
 * @param isRepeated The run comes again and again by itself, with other figures each time: it is told once a day.
 */
export function guardNotice(error: UnsafePlanError, at: Instant, isRepeated: boolean): MassRevocationNotice {
  const { scope, held, revoked } = error;
  const occasion = isRepeated ? [scope, at.slice(0, 10)] : [scope, held, revoked, at];
  return {
    id: `mass_revocation_guarded/${fingerprint(JSON.stringify(occasion))}`,
    type: 'mass_revocation_guarded',
    at,
    audience: ['administrator'],
    scope,
    error: error.toJSON(),
    message: error.message,
    action: 'Look at the input first. If so many rights really have to go, run it again with allowMassRevocation.',
  };
}

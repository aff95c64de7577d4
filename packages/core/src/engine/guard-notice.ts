import type { UnsafePlanError } from '../errors/unsafe-plan-error';
import { fingerprint } from '../model/fingerprint';
import type { Instant } from '../model/instant';
import type { MassRevocationNotice } from '../model/notice';

/** Tells people that a run was stopped: of one that is stopped again and again, once a day. */
export function guardNotice(error: UnsafePlanError, at: Instant): MassRevocationNotice {
  return {
    id: `mass_revocation_guarded/${fingerprint(JSON.stringify([error.scope, error.held, error.revoked, at.slice(0, 10)]))}`,
    type: 'mass_revocation_guarded',
    at,
    audience: ['administrator'],
    scope: error.scope,
    error: error.toJSON(),
    message: error.message,
    action: 'Look at the input first. If so many rights really have to go, run it again with allowMassRevocation.',
  };
}

import { AcxError } from '../errors/acx-error';
import { ConfigurationError } from '../errors/configuration-error';
import type { IssuedCredential } from '../model/issued-credential';
import type { Sealer } from './sealer';

/** What a credential belongs to: a table and what names the row in it. */
export type CredentialOwner = readonly [table: string, ...identity: string[]];

/** Turns credentials that vendors have issued into text that may be stored, and back. */
export interface CredentialVault {
  put(credential: IssuedCredential, owner: CredentialOwner): string;
  /** @throws ConfigurationError when it cannot be opened; never with the credential or a key in it. */
  take(stored: string, owner: CredentialOwner): IssuedCredential;
  /** False for what was stored without a key and could be sealed now. */
  isAsItShouldBe(stored: string): boolean;
}

const SEALED = 'sealed:';
const PLAIN = 'plain:';

/** @param sealer Absent: credentials are stored as they are, and sealed ones cannot be opened. */
export function createCredentialVault(sealer: Sealer | undefined): CredentialVault {
  return {
    put(credential, owner) {
      const text = JSON.stringify(credential);
      if (sealer === undefined) return PLAIN + text;
      return SEALED + guarded(() => sealer.seal(text, contextOf(owner)));
    },
    take(stored, owner) {
      if (stored.startsWith(PLAIN)) return parse(stored.slice(PLAIN.length));
      if (sealer === undefined) throw refusal('is needed: there are stored credentials that are sealed');
      return parse(guarded(() => sealer.open(stored.slice(SEALED.length), contextOf(owner))));
    },
    isAsItShouldBe: (stored) => sealer === undefined || stored.startsWith(SEALED),
  };
}

function contextOf(owner: CredentialOwner): string {
  return JSON.stringify(owner);
}

/** What a foreign sealer throws may hold what it was working on. */
function guarded(action: () => string): string {
  try {
    return action();
  } catch (failure) {
    throw AcxError.isInstance(failure) ? failure : refusal('failed at a stored credential; look at the sealer');
  }
}

function parse(text: string): IssuedCredential {
  try {
    const credential: IssuedCredential = JSON.parse(text);
    return credential;
  } catch {
    throw refusal('opened a stored credential to something that is none');
  }
}

function refusal(message: string): ConfigurationError {
  return new ConfigurationError({ subject: 'The sealer', problems: [{ path: 'seal', message }] });
}

import type { IssuedCredential } from '../../model/issued-credential';
import type { AccessProvider } from '../../ports/access-provider';
import type { ProcessParts } from './law-world';

/** The PIN of a record: the vendor makes another one for each record, and tells it in answers. */
export const pinOf = (vendorReference: string | undefined): IssuedCredential => ({
  kind: 'pin',
  value: `PIN-${vendorReference}`,
});

/** A vendor that makes a PIN for every record. */
export function withPins({ ledger, provider }: ProcessParts): ProcessParts {
  const { capabilities, applyChanges, readGrants } = provider;
  const issuing: AccessProvider = {
    ...provider,
    capabilities: { ...capabilities, credentialKinds: ['pin'] },
    compose: (permissions, context) =>
      provider.compose(
        permissions.map((permission) => ({ ...permission, credential: 'linked' })),
        context,
      ),
    async applyChanges(request, options) {
      const outcomes = await applyChanges(request, options);
      return outcomes.map((outcome, index) =>
        request.changes[index]?.kind === 'create' && outcome.effect === 'applied'
          ? { ...outcome, issuedCredential: pinOf(outcome.vendorReference) }
          : outcome,
      );
    },
    ...(readGrants && {
      async readGrants(request, options) {
        const held = await readGrants(request, options);
        return held.map((grant) => ({ ...grant, issuedCredential: pinOf(grant.vendorReference) }));
      },
    }),
  };
  return { ledger, provider: issuing };
}

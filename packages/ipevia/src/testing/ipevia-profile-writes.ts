import type { IpeviaContext } from './ipevia-context';
import { readProfileLink } from './ipevia-credential-input';
import { checkProfileCount, checkProfileLinks } from './ipevia-credential-rules';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaOperationBasis } from './ipevia-operation-basis';
import { childrenOf } from './ipevia-xml-node';

/** Access profiles of a credential: those that are not named stay as they are. */
export function ipeviaProfileWrites(
  context: IpeviaContext,
  { operation, shapes, named, log }: IpeviaOperationBasis,
): IpeviaOperation[] {
  const { store, profile } = context;
  const { credential, operations } = profile;
  return [
    operation(operations.setCredentialAccessProfiles, {
      isWrite: true,
      fields: [
        { name: credential.credentialToken, content: 'name' },
        { name: credential.accessProfile, content: shapes.profileLink, occurs: 'some' },
      ],
      answer(request) {
        const known = named(request, credential.credentialToken);
        const given = childrenOf(request, credential.accessProfile).map((node) => readProfileLink(context, node));
        checkProfileLinks(context, given);
        const updated = known.accessProfiles.map(
          (link) => given.find(({ accessProfile }) => accessProfile === link.accessProfile) ?? link,
        );
        const added = given.filter(
          ({ accessProfile }) => !known.accessProfiles.some((link) => link.accessProfile === accessProfile),
        );
        const accessProfiles = [...updated, ...added];
        // an access profile that was removed by hand may still be on a credential
        if (added.length > 0) checkProfileCount(context, accessProfiles.length);
        store.putCredential({ ...known, accessProfiles });
        log(operations.setCredentialAccessProfiles, known.token);
        return [];
      },
    }),
    operation(operations.deleteCredentialAccessProfiles, {
      isWrite: true,
      fields: [
        { name: credential.credentialToken, content: 'name' },
        { name: credential.accessProfileToken, content: 'name', occurs: 'some' },
      ],
      answer(request) {
        const known = named(request, credential.credentialToken);
        const tokens = childrenOf(request, credential.accessProfileToken).map(({ text }) => text);
        const accessProfiles = known.accessProfiles.filter((link) => !tokens.includes(link.accessProfile));
        store.putCredential({ ...known, accessProfiles });
        log(operations.deleteCredentialAccessProfiles, known.token);
        return [];
      },
    }),
  ];
}

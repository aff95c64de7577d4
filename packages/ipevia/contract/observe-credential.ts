import { instantFromMs, isSameJson } from '@acx/core/provider';
import type { IpeviaCredential, IpeviaCredentialInput } from '../src/wire/ipevia-credential';
import { credentialsOf } from './contract-fence';
import { outcomeOf, yesOrNo } from './describe-outcome';
import type { ContractSteps } from './observe-contract';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Far enough ahead that no barrier opens. */
export const DAYS_AHEAD = 60;
const UNKNOWN = 'ACX-CONTRACT-NOT-THERE';

/** What the credential service does with the fenced card. The credential is disabled all the time, so it opens nothing. */
export async function observeCredential(steps: ContractSteps, seen: Record<string, string>): Promise<void> {
  const { client, capabilities, fenced, target, nowMs } = steps;
  const { credentials } = client;
  const { accessProfile = '' } = target.options;
  const hasTime = capabilities.hasValidity && capabilities.validityHasTime;
  const startMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS + DAYS_AHEAD * DAY_MS;
  const contentOf = (hours: number): IpeviaCredentialInput => ({
    holder: fenced.ownName,
    ...(hasTime ? { validFrom: instantFromMs(startMs), validTo: instantFromMs(startMs + hours * HOUR_MS) } : {}),
    identifiers: [{ ...fenced.item, isExempted: false }],
    accessProfiles: [{ token: accessProfile }],
  });
  const disabled = { isEnabled: false, reason: 'contract' };
  const read = async (): Promise<IpeviaCredential | undefined> => (await credentialsOf(client, fenced))[0];

  let token = fenced.ownName;
  seen['a credential is made'] = await outcomeOf(async () => {
    if (capabilities.takesClientTokens) await credentials.set({ token, ...contentOf(1) }, disabled);
    else token = await credentials.create(contentOf(1), disabled);
  });
  const made = await read();
  seen['it comes back as written'] = compare(made, contentOf(1));
  seen['it is found by its token'] = yesOrNo((await credentials.get([token]).catch(() => [])).length === 1);
  seen['it is disabled'] = yesOrNo((await credentials.getState(token).catch(() => undefined))?.isEnabled === false);

  seen['its end is changed'] = await outcomeOf(() => credentials.modify({ token, ...contentOf(2) }));
  seen['the change comes back'] = compare(await read(), contentOf(2));
  seen['a change leaves it disabled'] = yesOrNo(
    (await credentials.getState(token).catch(() => undefined))?.isEnabled === false,
  );

  seen['a second credential for the card'] = await outcomeOf(() => credentials.create(contentOf(1), disabled));
  seen['an access profile that is not there'] = await outcomeOf(() =>
    credentials.setAccessProfiles(token, [{ token: UNKNOWN }]),
  );
  seen['the access profile gets dates'] = !capabilities.hasProfileValidity
    ? 'not possible'
    : await outcomeOf(() =>
        credentials.setAccessProfiles(token, [
          { token: accessProfile, validFrom: instantFromMs(startMs), validTo: instantFromMs(startMs + HOUR_MS) },
        ]),
      );
  seen['the access profile is taken off'] = await outcomeOf(() =>
    credentials.deleteAccessProfiles(token, [accessProfile]),
  );
  seen['it is off'] = yesOrNo(
    (await read())?.accessProfiles.every((profile) => profile.token !== accessProfile) === true,
  );

  seen['a credential is deleted'] = await outcomeOf(() => credentials.delete(token));
  seen['and deleted again'] = await outcomeOf(() => credentials.delete(token));
  seen['the credential is gone'] = yesOrNo((await read()) === undefined);
}

/** `yes`, or the names of what came back differently: no content. */
function compare(found: IpeviaCredential | undefined, written: IpeviaCredentialInput): string {
  if (found === undefined) return 'no: nothing';
  const parts = ['holder', 'validFrom', 'validTo', 'identifiers', 'accessProfiles'] as const;
  const differing = parts.filter((part) => !isSameJson(found[part], written[part]));
  return differing.length === 0 ? 'yes' : `no: ${differing.join(', ')}`;
}

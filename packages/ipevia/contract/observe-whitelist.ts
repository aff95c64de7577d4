import { isWhitelisted } from './contract-fence';
import { outcomeOf, yesOrNo } from './describe-outcome';
import type { ContractSteps } from './observe-contract';

/** What the whitelist does with the fenced card. While it is on the list, the card opens. */
export async function observeWhitelist(
  { client, capabilities, fenced }: ContractSteps,
  seen: Record<string, string>,
): Promise<void> {
  const { whitelist } = client;
  const isThere = async (): Promise<string> => yesOrNo(await isWhitelisted(client, capabilities, fenced));
  seen['a number is added'] = await outcomeOf(() => whitelist.add([fenced.item]));
  seen['it can be asked for by its value'] = await isThere();
  seen['and added again'] = await outcomeOf(() => whitelist.add([fenced.item]));
  seen['a number is removed'] = await outcomeOf(() => whitelist.remove([fenced.item]));
  seen['it is still there'] = await isThere();
  seen['and removed again'] = await outcomeOf(() => whitelist.remove([fenced.item]));
}

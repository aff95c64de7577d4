import { chooseIpeviaStrategy, type IpeviaStrategy } from '../src/ipevia-strategy';
import type { IpeviaServiceCapabilities } from '../src/wire/ipevia-capabilities';
import { createIpeviaClient, type IpeviaClient } from '../src/wire/ipevia-client';
import { checkFence, clearFence, type FencedCard, fencedCardOf } from './contract-fence';
import { type ContractTarget, createSimulatorTarget } from './contract-target';
import { outcomeOf, yesOrNo } from './describe-outcome';
import { observeCredential } from './observe-credential';
import { observeEvents } from './observe-events';
import { observeProvider } from './observe-provider';
import { observeWhitelist } from './observe-whitelist';

/** What an installation did, step by step, in plain words that can be compared with those of another one. */
export type Observations = Readonly<Record<string, string>>;

/** What the steps go by. */
export interface ContractSteps {
  readonly client: IpeviaClient;
  readonly capabilities: IpeviaServiceCapabilities;
  readonly fenced: FencedCard;
  readonly target: ContractTarget;
  readonly chosen: IpeviaStrategy;
  readonly nowMs: number;
}

/**
 * Goes through all that we rely on: the services first, then the provider in the way that they allow. Writes nothing but the fenced card and
 * takes it away again, whatever happens.
 * @throws Error when somebody has the fenced card; nothing was written then.
 */
export async function observeContract(target: ContractTarget, nowMs = Date.now()): Promise<Observations> {
  const client = createIpeviaClient({ id: 'contract', ...connectionOf(target) });
  try {
    const capabilities = await client.getServiceCapabilities();
    const fenced = fencedCardOf(target);
    await checkFence(client, capabilities, fenced);
    const best = chooseIpeviaStrategy(capabilities);
    const strategy = target.strategy?.strategy ?? best?.strategy ?? 'credentials';
    const validity = target.strategy?.validity ?? (best?.strategy === strategy ? best.validity : 'none');
    const steps: ContractSteps = { client, capabilities, fenced, target, chosen: { strategy, validity }, nowMs };
    const seen: Record<string, string> = {};
    try {
      await clearFence(client, capabilities, fenced);
      await observeService(steps, seen);
      if (strategy === 'credentials') await observeCredential(steps, seen);
      else await observeWhitelist(steps, seen);
      await clearFence(client, capabilities, fenced);
      await observeEvents(steps, seen);
      await observeProvider(steps, seen);
    } finally {
      seen['left over after the clean-up'] = String(await clearFence(client, capabilities, fenced));
    }
    return seen;
  } finally {
    await client.close();
  }
}

/** What the simulator does in the way in which an installation was seen to hold rights. */
export async function observeSimulatorLike(target: ContractTarget, seen: Observations): Promise<Observations> {
  const { kind } = target.options.authentication;
  const way = wayNames.find(({ name }) => name === seen['rights are held as'])?.way;
  return observeContract(createSimulatorTarget({ kind, strategy: way, events: target.events }));
}

const wayNames: readonly { readonly name: string; readonly way: IpeviaStrategy }[] = [
  { name: 'credentials', way: { strategy: 'credentials', validity: 'instants' } },
  { name: 'credentials without time', way: { strategy: 'credentials', validity: 'none' } },
  { name: 'a whitelist', way: { strategy: 'whitelist', validity: 'none' } },
];

async function observeService(
  { client, capabilities, fenced, target, chosen }: ContractSteps,
  seen: Record<string, string>,
): Promise<void> {
  seen['a wrong password is answered with'] = await observeWrongPassword(target);
  seen['rights are held as'] =
    wayNames.find(({ way }) => way.strategy === chosen.strategy && way.validity === chosen.validity)?.name ?? '';
  seen['there are credentials'] = yesOrNo(capabilities.maximumCredentials > 0);
  seen['there is a whitelist'] = yesOrNo(capabilities.maximumWhitelisted > 0);
  seen['there is a blacklist'] = yesOrNo(capabilities.maximumBlacklisted > 0);
  seen['a credential has date and time'] = yesOrNo(capabilities.hasValidity && capabilities.validityHasTime);
  seen['an access profile may have dates'] = yesOrNo(capabilities.hasProfileValidity);
  seen['tokens of ours are taken'] = yesOrNo(capabilities.takesClientTokens);
  seen['the identifier type is known'] = yesOrNo(capabilities.identifierTypes.includes(fenced.item.typeName));
  let formats: readonly { readonly formatType: string }[] = [];
  seen['its formats are told'] = await outcomeOf(async () => {
    formats = await client.getSupportedFormatTypes(fenced.item.typeName);
  });
  seen['the format is known'] = yesOrNo(formats.some(({ formatType }) => formatType === fenced.item.formatType));
}

async function observeWrongPassword(target: ContractTarget): Promise<string> {
  const connection = connectionOf(target);
  const authentication = { ...connection.authentication, password: 'certainly-not-the-password' };
  const stranger = createIpeviaClient({ id: 'stranger', ...connection, authentication });
  try {
    return await outcomeOf(() => stranger.getServiceCapabilities());
  } finally {
    await stranger.close();
  }
}

/** The options that say how the installation is reached. */
function connectionOf({ options }: ContractTarget) {
  const { site: _site, accessProfile: _accessProfile, cards: _cards, ...connection } = options;
  return connection;
}

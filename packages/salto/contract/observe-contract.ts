import { createSaltoClient, type SaltoClient } from '../src/wire/salto-client';
import { checkFence, clearFence } from './contract-fence';
import type { ContractTarget } from './contract-target';
import { outcomeOf } from './describe-outcome';
import { observeProvider } from './observe-provider';
import { observeSpace } from './observe-space';

/** What an installation did, step by step: plain words that can be compared with those of another one. */
export type Observations = Readonly<Record<string, string>>;

/**
 * Goes through everything we rely on, on the fenced access level, zone and slots, sixty days ahead. First SHIP itself, then the provider
 * with the options that SHIP turned out to need. Takes away what it made, whatever happens. Shows no secret and no person.
 * @throws Error when the fenced corner is somebody's; nothing was written then.
 */
export async function observeContract(target: ContractTarget, nowMs = Date.now()): Promise<Observations> {
  const client = createSaltoClient({ id: 'contract', transport: target.options.transport });
  try {
    await checkFence(client, target);
    const seen: Record<string, string> = {};
    try {
      seen['wrong credentials are answered with'] = await observeWrongCredentials(target);
      const { readsAccessLevels, zoneLists } = await observeSpace(client, target, seen, nowMs);
      await clearFence(client, target);
      await observeProvider({ ...target, readsAccessLevels, zoneLists }, seen, nowMs);
    } finally {
      seen['left over after the clean-up'] = String(await clearFence(client, target));
    }
    return seen;
  } finally {
    await client.close();
  }
}

async function observeWrongCredentials({ options: { transport } }: ContractTarget): Promise<string> {
  if (transport.kind === 'stp' || (transport.authentication ?? { kind: 'none' }).kind === 'none')
    return 'not asked for';
  const authentication = { kind: 'key', key: 'certainly-not-the-key' } as const;
  const stranger: SaltoClient = createSaltoClient({ id: 'stranger', transport: { ...transport, authentication } });
  try {
    return await outcomeOf(() => stranger.getInfo());
  } finally {
    await stranger.close();
  }
}

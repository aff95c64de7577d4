import { universe } from './ledger-universe';
import type { Random } from './random';
import { type Step, step } from './step';

/** Changes or removes a stored value, from the version that is there or from one that was seen before. */
export function storageStep(random: Random): Step {
  const [providerId, key] = [random.pick(universe.providers), random.pick(universe.keys)];
  const value = random.chance(20) ? undefined : { number: random.below(100), list: [null, 'é'] };
  const [isFresh, isRemembered] = [random.chance(60), random.chance(40)];
  return step('compare and set', [providerId, key, value, isFresh], async ({ storage }, { versions }) => {
    const name = JSON.stringify([providerId, key]);
    const seen = versions.get(name);
    const expectedVersion = isFresh ? (await storage.read(providerId, key))?.version : seen;
    const isStored = await storage.compareAndSet(providerId, key, { expectedVersion, value });
    const version = (await storage.read(providerId, key))?.version;
    if (isRemembered && version !== undefined) versions.set(name, version);
    return { isStored, isNewVersion: isStored && version !== undefined && version !== expectedVersion };
  });
}

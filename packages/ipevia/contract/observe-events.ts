import { outcomeOf } from './describe-outcome';
import type { ContractSteps } from './observe-contract';

const SECONDS = 120;

/** Whether door events can be asked for, in the way that is looked at. What is made is taken back, and would end by itself. */
export async function observeEvents({ client, target }: ContractSteps, seen: Record<string, string>): Promise<void> {
  const { events } = client;
  const { events: way } = target;
  const isPull = way?.kind === 'pull';
  let address = '';
  const asked = await outcomeOf(async () => {
    if (way === undefined) return;
    const made = isPull
      ? await events.createPullPoint({ seconds: SECONDS })
      : await events.subscribe({ consumerUrl: way.consumerUrl, seconds: SECONDS });
    address = made.address;
  });
  seen['door events are asked for'] = way === undefined ? 'not looked at' : asked;
  if (address === '') return;
  try {
    if (isPull)
      seen['door events are pulled'] = await outcomeOf(() => events.pull({ address, timeoutSeconds: 1, limit: 10 }));
    seen['the subscription is renewed'] = await outcomeOf(() => events.renew({ address, seconds: SECONDS }));
  } finally {
    seen['the subscription is taken back'] = await outcomeOf(() => events.unsubscribe({ address }));
  }
  seen['renewing it after that'] = await outcomeOf(() => events.renew({ address, seconds: SECONDS }));
}

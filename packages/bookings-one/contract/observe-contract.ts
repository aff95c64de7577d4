import { createBookingsOneClient } from '../src/wire/bookings-one-client';
import { codeOf } from './code-of';
import type { ContractTarget } from './contract-target';
import { observeLists } from './observe-lists';
import { observeServer } from './observe-server';
import { observeVisitor } from './observe-visitor';

/** What an installation did, step by step: plain values that can be compared with those of another one. */
export type Observations = Readonly<Record<string, unknown>>;

/** Goes through everything we rely on. Shows no secret and no person. What fails is a step like any other, so all of it is tried. */
export async function observeContract(target: ContractTarget, nowMs: number): Promise<Observations> {
  const { options, registrationCode, callUrl } = target;
  const client = createBookingsOneClient(options);
  const seen: Record<string, unknown> = {};
  try {
    Object.assign(seen, await observeServer(options));
    Object.assign(seen, await observeLists(target, client, nowMs));
    if (registrationCode !== undefined) Object.assign(seen, await observeVisitor(target, client, registrationCode));
    // Once: it cannot be taken back, and the server may call as often as it was asked to.
    if (callUrl !== undefined) seen['an address is subscribed'] = await codeOf(() => client.subscribe({ callUrl }));
  } finally {
    await client.close();
  }
  return seen;
}

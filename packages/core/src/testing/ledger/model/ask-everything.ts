import assert from 'node:assert/strict';
import type { LedgerTransaction, WaitingEvent } from '../../../ports/ledger';
import { askAboutBookings } from './ask-about-bookings';
import { askAboutRights } from './ask-about-rights';
import { universe } from './ledger-universe';
import { sortedRows } from './sorted-rows';

/**
 * The answer to every question that one can ask about the universe, by the question. What is promised in no particular order is sorted;
 * positions and versions are left out, because only that they grow is promised.
 */
export async function askEverything(transaction: LedgerTransaction): Promise<Record<string, unknown>> {
  return {
    ...(await askAboutBookings(transaction)),
    ...(await askAboutRights(transaction)),
    ...(await askAboutLanes(transaction)),
    ...(await askAboutDeliveries(transaction)),
  };
}

async function askAboutLanes({ lanes, storage }: LedgerTransaction) {
  const answers: Record<string, unknown> = {};
  for (const providerId of universe.providers) {
    answers[`lanes of ${providerId}`] = sortedRows(await lanes.listOfProvider(providerId));
    answers[`next due without ${providerId}`] = await lanes.nextDueAt({ except: new Set([providerId]) });
    for (const key of universe.keys)
      answers[`${key} of ${providerId}`] = (await storage.read(providerId, key))?.value ?? 'nothing';
  }
  answers['next due'] = await lanes.nextDueAt({ except: new Set() });
  return answers;
}

async function askAboutDeliveries({ notices, events }: LedgerTransaction) {
  const first = await events.listUndelivered({ limit: 2 });
  const rest = await events.listUndelivered({ limit: 100, afterPosition: first.at(-1)?.position });
  return {
    notices: await notices.listUndelivered(100),
    'first notices': await notices.listUndelivered(2),
    events: inOrder(await events.listUndelivered({ limit: 100 })),
    'first events': inOrder(first),
    'events after the first': inOrder(rest),
  };
}

function inOrder(waiting: readonly WaitingEvent[]): unknown[] {
  for (const [index, { position }] of waiting.entries())
    assert.ok(position > (waiting[index - 1]?.position ?? 0), 'The positions do not grow.');
  return waiting.map(({ event }) => event);
}

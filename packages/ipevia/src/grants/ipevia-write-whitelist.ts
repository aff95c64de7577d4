import { AcxError, ConflictError, type Outcome } from '@acx/core/provider';
import { formatIpeviaReference, parseIpeviaReference } from '../convert/ipevia-reference';
import type { IpeviaIdentifierItem } from '../wire/ipevia-identifier';
import { applied, failed, isOutage, notSent } from './ipevia-outcome';
import { noteUnlisted, noteWhitelisted } from './ipevia-own-book';
import { findListed } from './ipevia-whitelist';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/**
 * Puts cards on the whitelist, as many at a time as the vendor takes. A number that somebody else has put there stays theirs; one on the blacklist
 * is refused, because putting it on the whitelist would take it off the blacklist. Never throws for a card.
 */
export async function giveWhitelisted(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  if (steps.length === 0) return [];
  const { writer, book, options } = work;
  const outcomes: Outcome[] = [];
  const adding: IpeviaStep[] = [];
  try {
    const { maximumBlacklisted } = await writer.readCapabilities(options);
    const values = steps.map(({ hex }) => hex);
    const blocked = maximumBlacklisted > 0 ? await findListed(work, 'blacklist', values) : new Set();
    const present = await findListed(work, 'whitelist', values);
    const own = await book.read();
    for (const step of steps) {
      const isOurs = writer.ownsWhitelist || own.whitelisted[step.grantKey] !== undefined;
      if (blocked.has(step.hex)) outcomes.push(failed(step.grantKey, blacklisted(work)));
      else if (present.has(step.hex) && !isOurs) outcomes.push(applied(step.grantKey, foreignReference));
      else adding.push(step);
    }
    await book.change((records) =>
      noteWhitelisted(
        records,
        adding.map(({ grantKey }) => grantKey),
      ),
    );
    const missing = adding.filter(({ hex }) => !present.has(hex));
    outcomes.push(
      ...adding.filter(({ hex }) => present.has(hex)).map(({ grantKey }) => applied(grantKey, ownReference)),
    );
    const added = await inBatches(work, missing, (items) => writer.client.whitelist.add(items, options));
    outcomes.push(
      ...added.map((outcome) => (outcome.effect === 'applied' ? { ...outcome, ...ownReference } : outcome)),
    );
  } catch (failure) {
    const told = new Set(outcomes.map(({ grantKey }) => grantKey));
    // What was not told of yet was not sent.
    outcomes.push(
      ...steps.filter(({ grantKey }) => !told.has(grantKey)).map(({ grantKey }) => failed(grantKey, failure)),
    );
  }
  return outcomes;
}

/** Takes cards off the whitelist again, likewise; numbers of others stay. */
export async function takeWhitelisted(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  const { writer, book, options } = work;
  if (steps.length === 0) return [];
  const own = await book.read();
  const theirs = steps.filter(({ grantKey, reference }) => {
    const isOurs = writer.ownsWhitelist || own.whitelisted[grantKey] !== undefined;
    return !isOurs || parseIpeviaReference(reference)?.kind === 'foreign';
  });
  const ours = steps.filter((step) => !theirs.includes(step));
  const removed = await inBatches(work, ours, (items) => writer.client.whitelist.remove(items, options));
  const gone = removed.filter(({ effect }) => effect === 'applied').map(({ grantKey }) => grantKey);
  if (gone.length > 0) await book.change((records) => noteUnlisted(records, gone, writer.clock.nowMs()));
  return [...theirs.map(({ grantKey }) => applied(grantKey)), ...removed];
}

const ownReference = { vendorReference: formatIpeviaReference({ kind: 'whitelisted' }) };
const foreignReference = { vendorReference: formatIpeviaReference({ kind: 'foreign' }) };

/**
 * Sends cards in as few calls as the vendor allows. A batch that is refused is sent again one by one, so that one card never keeps the others out or
 * in; after an outage nothing more is sent.
 */
async function inBatches(
  work: IpeviaWork,
  steps: readonly IpeviaStep[],
  send: (items: readonly IpeviaIdentifierItem[]) => Promise<void>,
): Promise<Outcome[]> {
  if (steps.length === 0) return [];
  const { writer, options } = work;
  const { providerId, identifier } = writer;
  const outcomes: Outcome[] = [];
  let outage: AcxError | undefined;
  const sendAll = async (batch: readonly IpeviaStep[]): Promise<void> => {
    if (outage !== undefined) {
      const reason = outage;
      outcomes.push(...batch.map(({ grantKey }) => notSent(grantKey, reason, providerId)));
      return;
    }
    try {
      await send(batch.map(({ hex }) => ({ ...identifier, value: hex })));
      outcomes.push(...batch.map(({ grantKey }) => applied(grantKey)));
    } catch (failure) {
      if (isOutage(failure)) outage = failure;
      const isRefusal = AcxError.isInstance(failure) && failure.effect === 'none' && outage === undefined;
      if (isRefusal && batch.length > 1) for (const step of batch) await sendAll([step]);
      else outcomes.push(...batch.map(({ grantKey }) => failed(grantKey, failure)));
    }
  };
  try {
    const { maximumLimit } = await writer.readCapabilities(options);
    for (let at = 0; at < steps.length; at += maximumLimit) await sendAll(steps.slice(at, at + maximumLimit));
  } catch (failure) {
    const told = new Set(outcomes.map(({ grantKey }) => grantKey));
    outcomes.push(
      ...steps.filter(({ grantKey }) => !told.has(grantKey)).map(({ grantKey }) => failed(grantKey, failure)),
    );
  }
  return outcomes;
}

function blacklisted({ writer }: IpeviaWork): ConflictError {
  return new ConflictError({
    what: 'occupied',
    message: `${writer.providerId}, site ${writer.site}: somebody has put this card on the blacklist, so it was not let in. Take it off the blacklist in iPevia if the holder may pass.`,
  });
}

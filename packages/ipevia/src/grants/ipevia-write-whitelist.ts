import { AcxError, type Outcome } from '@acx/core/provider';
import { formatIpeviaReference, parseIpeviaReference } from '../convert/ipevia-reference';
import { isIpeviaFault } from '../ipevia-errors';
import type { IpeviaIdentifierItem } from '../wire/ipevia-identifier';
import { cardConflict } from './ipevia-card-conflict';
import { applied, failed, isOutage, notSent } from './ipevia-outcome';
import { type IpeviaOwnRecords, noteCovered, noteNeverListed, noteUnlisted, noteWhitelisted } from './ipevia-own-book';
import { findBlacklisted, findListed } from './ipevia-whitelist';
import { uncover } from './ipevia-write-credential';
import type { IpeviaStep, IpeviaWork } from './ipevia-writer';

/**
 * Puts cards on the whitelist, as many at a time as the vendor takes. A number that somebody else has put there stays theirs. Never throws for a
 * card.
 */
export function giveWhitelisted(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  return settleAll(steps, async (outcomes) => {
    const { writer, book, options } = work;
    const present = await findListed(work, 'whitelist', hexesOf(steps));
    const own = await work.readOwn();
    const isOurs = ({ grantKey, hex }: IpeviaStep): boolean =>
      writer.ownsWhitelist || own.whitelisted[grantKey]?.hex === hex;
    const theirs = steps.filter((step) => present.has(step.hex) && !isOurs(step));
    for (const { grantKey, card } of theirs) {
      await book.change((records) => noteCovered(records, grantKey, { card }));
      outcomes.push(applied(grantKey, referenceTo('foreign')));
    }
    const old = steps.filter(({ grantKey, hex }) => (own.whitelisted[grantKey]?.hex ?? hex) !== hex);
    const kept = await takeOldNumbers(work, old, own, outcomes);
    const adding = steps.filter((step) => !theirs.includes(step) && !kept.has(step.grantKey));
    const { markId } = work;
    await book.change((records) =>
      noteWhitelisted(records, new Map(adding.map(({ grantKey, hex, card }) => [grantKey, { markId, hex, card }]))),
    );
    const missing = adding.filter(({ hex }) => !present.has(hex));
    outcomes.push(
      ...adding
        .filter(({ hex }) => present.has(hex))
        .map(({ grantKey }) => applied(grantKey, referenceTo('whitelisted'))),
    );
    const added = await inBatches(work, missing, (items) => writer.client.whitelist.add(items, options));
    outcomes.push(
      ...added.map((outcome) => ({ ...outcome, ...(outcome.effect === 'applied' ? referenceTo('whitelisted') : {}) })),
    );
    // What was certainly not added is not ours: somebody may add it by hand now.
    const never = added.filter(({ grantKey, effect }) => effect === 'none' && own.whitelisted[grantKey] === undefined);
    if (never.length > 0)
      await book.change((records) =>
        noteNeverListed(
          records,
          never.map(({ grantKey }) => grantKey),
          markId,
        ),
      );
  });
}

/** Numbers that were written by other rules make way for those of now. @returns the grants of those that could not be taken off. */
async function takeOldNumbers(
  work: IpeviaWork,
  steps: readonly IpeviaStep[],
  own: IpeviaOwnRecords,
  outcomes: Outcome[],
): Promise<Set<string>> {
  const { writer, options } = work;
  const asWritten = steps.map((step) => ({ ...step, hex: own.whitelisted[step.grantKey]?.hex ?? step.hex }));
  const removed = await inBatches(work, asWritten, (items) => writer.client.whitelist.remove(items, options));
  const failures = removed.filter(({ effect }) => effect !== 'applied');
  outcomes.push(...failures);
  return new Set(failures.map(({ grantKey }) => grantKey));
}

/** Takes cards off the whitelist again, as they were written, likewise; numbers of others stay. */
export function takeWhitelisted(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  return settleAll(steps, async (outcomes) => {
    const { writer, book, options } = work;
    const own = await work.readOwn();
    const isTheirs = ({ grantKey, reference }: IpeviaStep): boolean => {
      if (own.whitelisted[grantKey] !== undefined) return false;
      return !writer.ownsWhitelist || parseIpeviaReference(reference)?.kind === 'foreign';
    };
    for (const { grantKey } of steps.filter(isTheirs)) {
      await uncover(work, own, grantKey);
      outcomes.push(applied(grantKey));
    }
    const ours = steps
      .filter((step) => !isTheirs(step))
      .map((step) => ({ ...step, hex: own.whitelisted[step.grantKey]?.hex ?? step.hex }));
    const removed = await inBatches(work, ours, (items) => writer.client.whitelist.remove(items, options));
    outcomes.push(...removed);
    const gone = removed.filter(({ effect }) => effect === 'applied').map(({ grantKey }) => grantKey);
    if (gone.length > 0)
      await book.change((records) => noteUnlisted(records, gone, { seen: own, nowMs: writer.clock.nowMs() }));
  });
}

/**
 * Refuses cards that somebody has put on the blacklist: a credential would not open for them, and putting one on the whitelist would take it off the
 * blacklist.
 * @returns the steps that are left.
 */
export async function withoutBlacklisted(
  work: IpeviaWork,
  steps: readonly IpeviaStep[],
  outcomes: Outcome[],
): Promise<IpeviaStep[]> {
  const blacklisted = await findBlacklisted(work, hexesOf(steps));
  const why =
    'somebody has put this card on the blacklist, so it is not let in. Take it off the blacklist in iPevia if the holder may pass.';
  for (const { grantKey, hex } of steps)
    if (blacklisted.has(hex)) outcomes.push(failed(grantKey, cardConflict(work.writer, why)));
  return steps.filter(({ hex }) => !blacklisted.has(hex));
}

function hexesOf(steps: readonly IpeviaStep[]): string[] {
  return steps.map(({ hex }) => hex);
}

function referenceTo(kind: 'whitelisted' | 'foreign') {
  return { vendorReference: formatIpeviaReference({ kind }) };
}

/** One outcome per step: what the work has not told of when it fails was not sent. */
async function settleAll(
  steps: readonly IpeviaStep[],
  work: (outcomes: Outcome[]) => Promise<void>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  if (steps.length === 0) return outcomes;
  try {
    await work(outcomes);
  } catch (failure) {
    const told = new Set(outcomes.map(({ grantKey }) => grantKey));
    outcomes.push(
      ...steps.filter(({ grantKey }) => !told.has(grantKey)).map(({ grantKey }) => failed(grantKey, failure)),
    );
  }
  return outcomes;
}

/**
 * Sends cards in as few calls as the vendor allows. A batch that is refused is sent again one by one, so that one card never keeps the others out or
 * in; after an outage nothing more is sent.
 */
function inBatches(
  work: IpeviaWork,
  steps: readonly IpeviaStep[],
  send: (items: readonly IpeviaIdentifierItem[]) => Promise<void>,
): Promise<Outcome[]> {
  const { writer, options } = work;
  const { providerId, identifier } = writer;
  let outage: AcxError | undefined;
  const sendAll = async (batch: readonly IpeviaStep[], outcomes: Outcome[]): Promise<void> => {
    if (outage !== undefined) {
      const reason = outage;
      outcomes.push(...batch.map(({ grantKey }) => notSent(grantKey, reason, providerId)));
      return;
    }
    try {
      await send(batch.map(({ hex }) => ({ ...identifier, value: hex })));
      outcomes.push(...batch.map(({ grantKey }) => applied(grantKey)));
    } catch (failure) {
      // When not even one more fits, none of the others does.
      const isFull = batch.length === 1 && isIpeviaFault(failure, 'maximumWhitelisted');
      if (AcxError.isInstance(failure) && (isOutage(failure) || isFull)) outage = failure;
      const isRefusal = AcxError.isInstance(failure) && failure.effect === 'none' && outage === undefined;
      if (isRefusal && batch.length > 1) for (const step of batch) await sendAll([step], outcomes);
      else outcomes.push(...batch.map(({ grantKey }) => failed(grantKey, failure)));
    }
  };
  return settleAll(steps, async (outcomes) => {
    const { maximumLimit } = await writer.readCapabilities(options);
    for (let at = 0; at < steps.length; at += maximumLimit) await sendAll(steps.slice(at, at + maximumLimit), outcomes);
  });
}

import {
  AcxError,
  type CallOptions,
  type Change,
  InvalidInputError,
  type LaneChanges,
  type Outcome,
} from '@acx/core/provider';
import { ipeviaCardToHex } from '../card/ipevia-card-number';
import {
  type IpeviaGrantState,
  ipeviaGrantKey,
  ipeviaLane,
  parseIpeviaGrantState,
} from '../convert/ipevia-grant-state';
import { isIpeviaFault } from '../ipevia-errors';
import { failed, isOutage, notSent } from './ipevia-outcome';
import { withoutOldRecords } from './ipevia-own-book';
import { giveCredential, takeCredential } from './ipevia-write-credential';
import { giveWhitelisted, takeWhitelisted, withoutBlacklisted } from './ipevia-write-whitelist';
import { createIpeviaWork, type IpeviaStep, type IpeviaWork, type IpeviaWriter } from './ipevia-writer';

/**
 * Carries out the changes of the site: what goes first, then what comes. Credentials are written one by one, the whitelist in batches. One outcome
 * per change; a failure is an outcome.
 */
export async function applyIpeviaChanges(
  writer: IpeviaWriter,
  { lane, changes }: LaneChanges,
  options: CallOptions,
): Promise<Outcome[]> {
  if (changes.length === 0) return [];
  const outcomes = new Map<string, Outcome>();
  const steps = changes.flatMap((change): IpeviaStep[] => {
    try {
      return [readStep(writer, change, lane)];
    } catch (failure) {
      outcomes.set(change.grantKey, failed(change.grantKey, failure));
      return [];
    }
  });
  try {
    const work = createIpeviaWork(writer, options);
    await work.book.change((records) => withoutOldRecords(records, writer.clock.nowMs()));
    await carryOut(work, steps, outcomes);
  } catch (failure) {
    // What was not told of yet was not sent.
    for (const { grantKey } of steps) if (!outcomes.has(grantKey)) outcomes.set(grantKey, failed(grantKey, failure));
  }
  return changes.map(({ grantKey }) => outcomes.get(grantKey) ?? { grantKey, effect: 'unknown' });
}

async function carryOut(work: IpeviaWork, steps: readonly IpeviaStep[], outcomes: Map<string, Outcome>): Promise<void> {
  const note = (done: readonly Outcome[]): void => {
    for (const outcome of done) outcomes.set(outcome.grantKey, outcome);
  };
  note(
    await take(
      work,
      steps.filter(({ after }) => after === undefined),
    ),
  );
  const refused: Outcome[] = [];
  const allowed = await withoutBlacklisted(
    work,
    steps.filter(({ after }) => after !== undefined),
    refused,
  );
  note(refused);
  // A right that changes its form is taken away in the old one before it is given in the new one: rather closed for a moment than open for ever.
  const changing = allowed.filter(({ before, after }) => before !== undefined && before.form !== after?.form);
  const taken = await take(work, changing);
  const stuck = taken.filter(({ effect }) => effect !== 'applied');
  note(stuck);
  const isStuck = new Set(stuck.map(({ grantKey }) => grantKey));
  const isChanging = new Set(changing.map(({ grantKey }) => grantKey));
  const given = await give(
    work,
    allowed.filter(({ grantKey }) => !isStuck.has(grantKey)),
  );
  // What was there before is gone all the same.
  note(
    given.map((outcome) =>
      outcome.effect === 'none' && isChanging.has(outcome.grantKey) ? { ...outcome, effect: 'unknown' } : outcome,
    ),
  );
}

async function take(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  const isListed = ({ before }: IpeviaStep): boolean => before?.form === 'whitelist';
  return [
    ...(await takeWhitelisted(work, steps.filter(isListed))),
    ...(await oneByOne(
      work,
      steps.filter((step) => !isListed(step)),
      takeCredential,
    )),
  ];
}

async function give(work: IpeviaWork, steps: readonly IpeviaStep[]): Promise<Outcome[]> {
  const isListed = ({ after }: IpeviaStep): boolean => after?.form === 'whitelist';
  return [
    ...(await oneByOne(
      work,
      steps.filter((step) => !isListed(step)),
      giveCredential,
    )),
    ...(await giveWhitelisted(work, steps.filter(isListed))),
  ];
}

/** One after the other. After an outage nothing more is sent; when there is no room, nothing that would need some. */
async function oneByOne(
  work: IpeviaWork,
  steps: readonly IpeviaStep[],
  carryOutOne: (work: IpeviaWork, step: IpeviaStep) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let outage: AcxError | undefined;
  let full: AcxError | undefined;
  for (const step of steps) {
    const { grantKey } = step;
    const reason = outage ?? (step.reference === undefined ? full : undefined);
    if (reason !== undefined) {
      outcomes.push(notSent(grantKey, reason, work.writer.providerId));
      continue;
    }
    try {
      outcomes.push(await carryOutOne(work, step));
    } catch (failure) {
      if (isOutage(failure)) outage = failure;
      if (AcxError.isInstance(failure) && isIpeviaFault(failure, 'maximumCredentials')) full = failure;
      outcomes.push(failed(grantKey, failure));
    }
  }
  return outcomes;
}

/** @throws InvalidInputError for a state that is none, or that belongs to another site or card. */
function readStep(writer: IpeviaWriter, change: Change, lane: string): IpeviaStep {
  const { grantKey, vendorReference: reference } = change;
  const before = change.kind === 'create' ? undefined : parseIpeviaGrantState(change.before);
  const after = change.kind === 'revoke' ? undefined : parseIpeviaGrantState(change.after);
  const { card } = (after ?? before) as IpeviaGrantState;
  const place = writer.site;
  if (ipeviaLane({ place }) !== lane || ipeviaGrantKey({ place, card }) !== grantKey)
    throw new InvalidInputError({
      subject: 'change of an iPevia grant',
      problems: [
        { path: 'lane', message: 'must be the site of this installation, and the grant key the one of its card' },
      ],
    });
  return { grantKey, card, hex: ipeviaCardToHex(card, writer.card), reference, before, after };
}

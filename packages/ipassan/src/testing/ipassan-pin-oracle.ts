import type { IpassanContext } from './ipassan-context';
import { holdsDoorProfile, holdsFloorProfile } from './ipassan-profile-holding';
import type { SimulatedPinReader, SimulatedVisitor } from './ipassan-records';

/** The question to a PIN reader. */
export interface PinOpensQuestion {
  readonly pin: string;
  /** Uuid. */
  readonly reader: string;
  /** Default: now. */
  readonly at?: string | Date;
}

/** What came of a PIN that was entered, with the reason for whoever looks for it. */
export type PinEntry =
  | {
      readonly isOpened: true;
      /** Uuid. */
      readonly visitor: string;
    }
  | {
      readonly isOpened: false;
      /** Of several visits that have had this PIN, the latest entry decides. */
      readonly reason: 'unknown' | 'cancelled' | 'too-early' | 'too-late' | 'no-profile';
    };

type PinContext = Pick<IpassanContext, 'store' | 'switches' | 'clock'>;

/**
 * Does this PIN open this reader? Yes if there is a visit with this PIN that is not cancelled and covers the instant (half-open), and its
 * host exists and holds the reader's profile: as the host is now, whatever instant is asked for, or as the host was when the visit was
 * made, by the switch `inheritsProfile`. Anything else opens nothing.
 *
 * @throws RangeError for a reader that does not exist, and for a time that is no instant.
 */
export function opensWithPin(context: PinContext, question: PinOpensQuestion): boolean {
  return visitorWhoOpens(context, question) !== undefined;
}

/** Enters a PIN now. */
export function enterPin(context: PinContext, { pin, reader }: { pin: string; reader: string }): PinEntry {
  const at = new Date(context.clock.nowMs());
  const visitor = visitorWhoOpens(context, { pin, reader, at });
  if (visitor !== undefined) return { isOpened: true, visitor: visitor.uuid };
  const latest = [...context.store.visitors.values()].findLast((one) => one.pin === pin);
  return { isOpened: false, reason: latest === undefined ? 'unknown' : objectionTo(latest, at.toISOString()) };
}

function visitorWhoOpens(
  context: PinContext,
  { pin, reader: uuid, at }: PinOpensQuestion,
): SimulatedVisitor | undefined {
  const { store, clock } = context;
  const reader = store.pinReaders.get(uuid);
  if (reader === undefined) throw new RangeError(`The simulator has no PIN reader ${uuid}.`);
  const instant = new Date(at ?? clock.nowMs()).toISOString();
  for (const visitor of store.visitors.values())
    if (
      visitor.pin === pin &&
      !visitor.isCancelled &&
      visitor.startsAt <= instant &&
      instant < visitor.endsAt &&
      hostHolds(context, visitor, reader)
    )
      return visitor;
  return undefined;
}

// known: a visitor inherits the host's access profile. A host who has been deleted has none.
function hostHolds({ store, switches }: PinContext, visitor: SimulatedVisitor, reader: SimulatedPinReader): boolean {
  const host = store.persons.get(visitor.host);
  if (host === undefined) return false;
  const holder = switches.inheritsProfile === 'live' ? host : { ...host, accessType: visitor.hostAccessType };
  return reader.doorProfile !== null
    ? holdsDoorProfile(holder, reader.doorProfile)
    : holdsFloorProfile(holder, reader.floorProfile);
}

function objectionTo(
  visitor: SimulatedVisitor,
  instant: string,
): 'cancelled' | 'too-early' | 'too-late' | 'no-profile' {
  if (visitor.isCancelled) return 'cancelled';
  if (instant < visitor.startsAt) return 'too-early';
  return instant < visitor.endsAt ? 'no-profile' : 'too-late';
}

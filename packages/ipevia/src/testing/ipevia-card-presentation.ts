import type { IpeviaContext } from './ipevia-context';
import { accessPointOf, judge } from './ipevia-oracle';
import type { IpeviaDenyReason, SimulatedEvent, SimulatedEventType } from './ipevia-records';

/** A card that is held to a reader. */
export interface CardAtBarrier {
  /** Ten hexadecimal digits. */
  readonly card: string;
  /** Token. Default: the first access point, which is the entry. */
  readonly accessPoint?: string;
  /** Whether the driver goes through the open barrier. Default true. */
  readonly passes?: boolean;
}

/** What came of it. */
export interface CardPresentation {
  readonly isOpened: boolean;
  /** Only when it stayed closed. */
  readonly reason?: IpeviaDenyReason;
}

/** The barrier decides as the oracle does, now, and tells: granted and then whether somebody passed, or denied. */
export function presentCard(
  context: IpeviaContext,
  publish: (event: SimulatedEvent) => void,
  { card, accessPoint: token, passes = true }: CardAtBarrier,
): CardPresentation {
  const { profile, switches, clock, newId } = context;
  const { typeName, formatType } = profile.identifier;
  const accessPoint = accessPointOf(context, token);
  const atMs = clock.nowMs();
  const { isOpen, isListed, right, reason } = judge(context, card, accessPoint, atMs);
  const tell = (type: SimulatedEventType): void =>
    publish({
      id: newId(),
      type,
      at: new Date(atMs).toISOString(),
      accessPoint,
      identifier: { typeName, formatType, value: card.toUpperCase() },
      recognisedAs: right === undefined ? (isListed ? 'identifier' : 'nothing') : 'credential',
      credential: right?.credential.token ?? null,
      holder: right?.credential.holder ?? null,
      reason: type === 'denied' ? (reason ?? 'Unauthorized') : null,
    });
  tell(isOpen ? 'granted' : 'denied');
  if (isOpen && switches.reportsPassage) tell(passes ? 'taken' : 'notTaken');
  return isOpen ? { isOpened: true } : { isOpened: false, reason: reason ?? 'Unauthorized' };
}

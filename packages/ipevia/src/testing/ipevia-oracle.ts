import type { IpeviaContext } from './ipevia-context';
import type { IpeviaDenyReason } from './ipevia-records';
import { type IpeviaPeriod, type IpeviaRight, identifierKey } from './ipevia-right-index';

/** The question to the barrier. */
export interface OpensQuestion {
  /** What is stored as Value: ten hexadecimal digits, in type and format of the profile. */
  readonly card: string;
  /** Token. Default: the first access point, which is the entry. */
  readonly accessPoint?: string;
  /** Default: now. */
  readonly at?: string | Date;
}

/** What the barrier makes of a card, and for what. */
export interface IpeviaVerdict {
  readonly isOpen: boolean;
  /** The credential that decided; nothing when a list did, or when nobody knows the number. */
  readonly right?: IpeviaRight;
  readonly isListed: boolean;
  readonly reason?: IpeviaDenyReason;
}

type OracleContext = Pick<IpeviaContext, 'store' | 'switches' | 'clock' | 'localDays' | 'profile'>;

/**
 * Does the barrier open for this card? The judge of everything: nothing but what follows counts.
 *
 * | the number | opens |
 * |---|---|
 * | is on the blacklist | never |
 * | is on the whitelist | always |
 * | belongs to a credential that is enabled, valid at the instant, and has a profile of this access point that is valid at the instant | yes |
 * | anything else | no |
 *
 * @throws RangeError for an access point that does not exist, and for a time that is no instant.
 */
export function opensBarrier(context: OracleContext, { card, accessPoint, at }: OpensQuestion): boolean {
  return judge(context, card, accessPointOf(context, accessPoint), instantMsOf(context, at)).isOpen;
}

/** The same with reasons. Of several credentials with one number, one that opens decides. */
export function judge(context: OracleContext, card: string, accessPoint: string, atMs: number): IpeviaVerdict {
  const { store, profile } = context;
  const { typeName, formatType } = profile.identifier;
  const key = identifierKey({ typeName, formatType, value: card.toUpperCase() });
  if (store.blacklist.has(key)) return { isOpen: false, isListed: true, reason: 'Unauthorized' };
  if (store.whitelist.has(key)) return { isOpen: true, isListed: true };
  let refusal: IpeviaVerdict = { isOpen: false, isListed: false, reason: 'Unauthorized' };
  for (const right of store.rights.of(key)) {
    const reason = objectionTo(context, right, accessPoint, atMs);
    if (reason === undefined) return { isOpen: true, isListed: false, right };
    if (refusal.right === undefined) refusal = { isOpen: false, isListed: false, right, reason };
  }
  return refusal;
}

function objectionTo(
  context: OracleContext,
  { credential, period, links }: IpeviaRight,
  accessPoint: string,
  atMs: number,
): IpeviaDenyReason | undefined {
  const { store, switches } = context;
  if (!credential.isEnabled) return 'CredentialNotEnabled';
  if (switches.hasValidity && !isPast(context, period.fromMs, atMs)) return 'CredentialNotActive';
  if (switches.hasValidity && isPast(context, period.toMs, atMs)) return 'CredentialExpired';
  let isPermittedOnce = false;
  for (const link of links) {
    const points = store.accessProfiles.get(link.accessProfile)?.accessPoints ?? [];
    if (points !== 'all' && !points.includes(accessPoint)) continue;
    if (!switches.hasProfileValidity || isInside(context, link.period, atMs)) return undefined;
    isPermittedOnce = true;
  }
  return isPermittedOnce ? 'NotPermittedAtThisTime' : 'Unauthorized';
}

const isInside = (context: OracleContext, { fromMs, toMs }: IpeviaPeriod, atMs: number): boolean =>
  isPast(context, fromMs, atMs) && !isPast(context, toMs, atMs);

/** Whether a limit has been reached. Where time does not count, it has from the beginning of its local date. */
function isPast({ switches, localDays }: OracleContext, limitMs: number, atMs: number): boolean {
  if (switches.validityHasTime || !Number.isFinite(limitMs)) return limitMs <= atMs;
  return localDays.dayAt(limitMs) <= localDays.dayAt(atMs);
}

/** @throws RangeError when there is none. */
export function accessPointOf({ store }: OracleContext, token: string | undefined): string {
  const [first] = store.accessPoints.keys();
  const wanted = token ?? first ?? '';
  if (!store.accessPoints.has(wanted)) throw new RangeError(`The simulator has no access point ${wanted}.`);
  return wanted;
}

function instantMsOf({ clock }: OracleContext, at: string | Date | undefined): number {
  if (at === undefined) return clock.nowMs();
  const atMs = at instanceof Date ? at.getTime() : Date.parse(at);
  // A time without offset would be read as one of this machine.
  if (Number.isNaN(atMs) || (typeof at === 'string' && !/(?:Z|[+-]\d\d:\d\d)$/.test(at)))
    throw new RangeError(`Not an instant: ${at}.`);
  return atMs;
}

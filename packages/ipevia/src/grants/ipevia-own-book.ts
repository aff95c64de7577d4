import { type CallOptions, openSharedRecord, type SharedRecord } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpeviaGrantState } from '../convert/ipevia-grant-state';

/**
 * What we have put at the vendor where the vendor itself keeps no mark of it. Stored before the vendor is told, so a crash never makes one of our
 * rights look like somebody else's. Holds card numbers: never log it. A type, so that it is plain JSON.
 */
export type IpeviaOwnRecords = {
  /** Numbers on the whitelist as they were written, by grant key. */
  readonly whitelisted: Readonly<Record<string, Removable & IpeviaListing>>;
  /** Credentials of others that carry an access profile from us, by grant key. */
  readonly attached: Readonly<Record<string, Removable & IpeviaAttachment>>;
  /** Rights of others that already open what a grant asks for, by grant key. */
  readonly covered: Readonly<Record<string, IpeviaCoverage>>;
  /** Whose card a credential is, by token, where the token does not tell it by itself: for events, also those that come late. */
  readonly tokens: Readonly<Record<string, Removable & { readonly card: string }>>;
};

/** A number of ours on the whitelist. */
export type IpeviaListing = Marked & { readonly hex: string; readonly card: string };

/** An access profile of ours on a credential of somebody else. */
export type IpeviaAttachment = Marked & { readonly token: string; readonly profile: string; readonly card: string };

/** Who made the mark: a worker that stood still changes only marks of its own time. */
type Marked = { readonly markId: string };

/** A right of somebody else: the credential that gives it, or a number on the whitelist. */
export type IpeviaCoverage = {
  readonly token?: string;
  readonly card: string;
  readonly validity?: IpeviaGrantState['validity'];
};

/** What is taken away is remembered for a while. */
type Removable = { readonly removedAtMs?: number };

/** Our own records as all workers share them. */
export type IpeviaOwnBook = SharedRecord<IpeviaOwnRecords>;

/** A worker that stood still may write once more after another one has taken the right away; for so long it is known to be ours then. */
const LATE_WRITE_MS = 600_000;
/** So long an event may take to arrive. */
const LATE_EVENT_MS = 7 * 86_400_000;

const text = z.string();
const removedAtMs = z.optional(z.number());
const validity = z.optional(z.object({ startsAt: text, endsAt: text }));
const ownRecordsSchema: z.ZodMiniType<IpeviaOwnRecords> = z.object({
  whitelisted: z.record(text, z.object({ markId: text, hex: text, card: text, removedAtMs })),
  attached: z.record(text, z.object({ markId: text, token: text, profile: text, card: text, removedAtMs })),
  covered: z.record(text, z.object({ token: z.optional(text), card: text, validity })),
  tokens: z.record(text, z.object({ card: text, removedAtMs })),
});

/** @throws ConfigurationError for a caller that gives no storage. */
export function openIpeviaOwnBook(providerId: string, options: CallOptions): IpeviaOwnBook {
  return openSharedRecord(
    {
      providerId,
      key: 'own-records',
      name: 'list of our own records',
      schema: ownRecordsSchema,
      initial: { whitelisted: {}, attached: {}, covered: {}, tokens: {} },
    },
    options,
  );
}

/** Without what was taken away so long ago that it says nothing any more. */
export function withoutOldRecords(records: IpeviaOwnRecords, nowMs: number): IpeviaOwnRecords {
  return {
    ...records,
    whitelisted: keep(records.whitelisted, nowMs - LATE_WRITE_MS),
    attached: keep(records.attached, nowMs - LATE_WRITE_MS),
    tokens: keep(records.tokens, nowMs - LATE_EVENT_MS),
  };
}

/** Numbers are ours from now on, written so. A mark that says the same already stays whose it is. */
export function noteWhitelisted(
  records: IpeviaOwnRecords,
  listings: ReadonlyMap<string, IpeviaListing>,
): IpeviaOwnRecords {
  const added = [...listings].filter(([grantKey, { hex }]) => {
    const known = records.whitelisted[grantKey];
    return known === undefined || known.removedAtMs !== undefined || known.hex !== hex;
  });
  return { ...records, whitelisted: { ...records.whitelisted, ...Object.fromEntries(added) } };
}

/** Numbers have been taken off the list, or were found not to be on it. @param seen The records by which that was done. */
export function noteUnlisted(
  records: IpeviaOwnRecords,
  grantKeys: readonly string[],
  { seen, nowMs }: { readonly seen: IpeviaOwnRecords; readonly nowMs: number },
): IpeviaOwnRecords {
  const same = grantKeys.filter((key) => isSameMark(records.whitelisted[key], seen.whitelisted[key]));
  return { ...records, whitelisted: remove(records.whitelisted, same, nowMs) };
}

/** Numbers were certainly never put on the list by this attempt. */
export function noteNeverListed(
  records: IpeviaOwnRecords,
  grantKeys: readonly string[],
  markId: string,
): IpeviaOwnRecords {
  const own = grantKeys.filter((key) => records.whitelisted[key]?.markId === markId);
  return { ...records, whitelisted: without(records.whitelisted, own) };
}

/** A credential of somebody else carries an access profile of ours from now on, likewise; it tells the card of its events. */
export function noteAttached(
  records: IpeviaOwnRecords,
  grantKey: string,
  attachment: IpeviaAttachment,
): IpeviaOwnRecords {
  const { token, profile, card } = attachment;
  const known = records.attached[grantKey];
  const isKnown = known?.token === token && known.profile === profile && known.removedAtMs === undefined;
  const attached = isKnown ? records.attached : { ...records.attached, [grantKey]: attachment };
  return noteToken({ ...records, attached }, token, card);
}

/** It does not carry it any more. @param attachment As it was seen when that was done. */
export function noteDetached(
  records: IpeviaOwnRecords,
  grantKey: string,
  { attachment, nowMs }: { readonly attachment: IpeviaAttachment; readonly nowMs: number },
): IpeviaOwnRecords {
  if (!isSameMark(records.attached[grantKey], attachment)) return records;
  const detached = { ...records, attached: remove(records.attached, [grantKey], nowMs) };
  return noteDeleted(detached, attachment.token, nowMs);
}

/** It certainly never carried it by this attempt. */
export function noteNeverAttached(
  records: IpeviaOwnRecords,
  grantKey: string,
  { attachment, nowMs }: { readonly attachment: IpeviaAttachment; readonly nowMs: number },
): IpeviaOwnRecords {
  if (!isSameMark(records.attached[grantKey], attachment)) return records;
  const never = { ...records, attached: without(records.attached, [grantKey]) };
  return noteDeleted(never, attachment.token, nowMs);
}

/** Somebody else's right opens what the grant asks for. */
export function noteCovered(records: IpeviaOwnRecords, grantKey: string, coverage: IpeviaCoverage): IpeviaOwnRecords {
  const covered = { ...records, covered: { ...records.covered, [grantKey]: coverage } };
  return coverage.token === undefined ? covered : noteToken(covered, coverage.token, coverage.card);
}

/** Nothing asks for it any more, or it is not there any more. */
export function noteUncovered(records: IpeviaOwnRecords, grantKey: string, nowMs: number): IpeviaOwnRecords {
  const token = records.covered[grantKey]?.token;
  const uncovered = { ...records, covered: without(records.covered, [grantKey]) };
  return token === undefined ? uncovered : noteDeleted(uncovered, token, nowMs);
}

/** A credential with this token opens for the card because of us. */
export function noteToken(records: IpeviaOwnRecords, token: string, card: string): IpeviaOwnRecords {
  return { ...records, tokens: { ...records.tokens, [token]: { card } } };
}

/** It does not any more. */
export function noteDeleted(records: IpeviaOwnRecords, token: string, nowMs: number): IpeviaOwnRecords {
  return { ...records, tokens: remove(records.tokens, [token], nowMs) };
}

/** The card of a token, which may be any text that came from outside. */
export function cardOfOwnToken({ tokens }: IpeviaOwnRecords, token: string): string | undefined {
  return Object.hasOwn(tokens, token) ? tokens[token]?.card : undefined;
}

function remove<Item extends Removable>(
  records: Readonly<Record<string, Item>>,
  keys: readonly string[],
  nowMs: number,
): Record<string, Item> {
  const removed = keys.flatMap((key): [string, Item][] => {
    const record = records[key];
    return record === undefined || record.removedAtMs !== undefined ? [] : [[key, { ...record, removedAtMs: nowMs }]];
  });
  return { ...records, ...Object.fromEntries(removed) };
}

function without<Item>(records: Readonly<Record<string, Item>>, keys: readonly string[]): Record<string, Item> {
  return Object.fromEntries(Object.entries(records).filter(([key]) => !keys.includes(key)));
}

function keep<Item extends Removable>(records: Readonly<Record<string, Item>>, sinceMs: number): Record<string, Item> {
  return Object.fromEntries(Object.entries(records).filter(([, record]) => (record.removedAtMs ?? sinceMs) >= sinceMs));
}

function isSameMark(one: Marked | undefined, other: Marked | undefined): boolean {
  return one !== undefined && one.markId === other?.markId;
}

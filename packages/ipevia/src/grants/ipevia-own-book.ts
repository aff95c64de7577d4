import { type CallOptions, openSharedRecord, type SharedRecord } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { IpeviaGrantState } from '../convert/ipevia-grant-state';

/**
 * What we have put at the vendor where the vendor itself keeps no mark of it. Stored before the vendor is told, so a crash never makes one of our
 * rights look like somebody else's. Holds card numbers: never log it. A type, so that it is plain JSON.
 */
export type IpeviaOwnRecords = {
  /** Numbers on the whitelist as they were written, by grant key. */
  readonly whitelisted: Readonly<Record<string, Removable & { readonly hex: string }>>;
  /** Credentials of others that carry an access profile from us, by grant key. */
  readonly attached: Readonly<Record<string, Removable & IpeviaAttachment>>;
  /** Rights of others that already open what a grant asks for, by grant key. */
  readonly covered: Readonly<Record<string, IpeviaCoverage>>;
  /** Whose card a credential is, by token, where the token does not tell it by itself: for events, also those that come late. */
  readonly tokens: Readonly<Record<string, Removable & { readonly card: string }>>;
};

/** An access profile of ours on a credential of somebody else. */
export type IpeviaAttachment = { readonly token: string; readonly profile: string; readonly card: string };

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
  whitelisted: z.record(text, z.object({ hex: text, removedAtMs })),
  attached: z.record(text, z.object({ token: text, profile: text, card: text, removedAtMs })),
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

/** Numbers are ours from now on, written so. */
export function noteWhitelisted(
  records: IpeviaOwnRecords,
  hexByGrantKey: ReadonlyMap<string, string>,
): IpeviaOwnRecords {
  const added = Object.fromEntries([...hexByGrantKey].map(([grantKey, hex]) => [grantKey, { hex }]));
  return { ...records, whitelisted: { ...records.whitelisted, ...added } };
}

/** Numbers have been taken off the list, or were found not to be on it. */
export function noteUnlisted(records: IpeviaOwnRecords, grantKeys: readonly string[], nowMs: number): IpeviaOwnRecords {
  return { ...records, whitelisted: remove(records.whitelisted, grantKeys, nowMs) };
}

/** Numbers were certainly never put on the list. */
export function noteNeverListed(records: IpeviaOwnRecords, grantKeys: readonly string[]): IpeviaOwnRecords {
  return { ...records, whitelisted: without(records.whitelisted, grantKeys) };
}

/** A credential of somebody else carries an access profile of ours from now on; it tells the card of its events. */
export function noteAttached(
  records: IpeviaOwnRecords,
  grantKey: string,
  attachment: IpeviaAttachment,
): IpeviaOwnRecords {
  return noteToken(
    { ...records, attached: { ...records.attached, [grantKey]: attachment } },
    attachment.token,
    attachment.card,
  );
}

/** It does not carry it any more. */
export function noteDetached(records: IpeviaOwnRecords, grantKey: string, nowMs: number): IpeviaOwnRecords {
  const token = records.attached[grantKey]?.token;
  const detached = { ...records, attached: remove(records.attached, [grantKey], nowMs) };
  return token === undefined ? detached : noteDeleted(detached, token, nowMs);
}

/** It certainly never carried it. */
export function noteNeverAttached(records: IpeviaOwnRecords, grantKey: string, nowMs: number): IpeviaOwnRecords {
  return { ...noteDetached(records, grantKey, nowMs), attached: without(records.attached, [grantKey]) };
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

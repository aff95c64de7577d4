import { type CallOptions, openSharedRecord, type SharedRecord } from '@acx/core/provider';
import * as z from 'zod/mini';

/**
 * What we have put at the vendor where the vendor itself keeps no mark of it. Stored before the vendor is told, so a crash never makes one of our
 * rights look like somebody else's. A type, so that it is plain JSON.
 */
export type IpeviaOwnRecords = {
  /** Numbers on the whitelist, by grant key. */
  readonly whitelisted: Readonly<Record<string, Removable>>;
  /** Credentials of others that carry our access profile, by grant key. */
  readonly attached: Readonly<Record<string, Removable & { readonly token: string }>>;
  /** Whose card a credential is, by token, where the token does not tell it by itself: for events, also those that come late. */
  readonly tokens: Readonly<Record<string, Removable & { readonly card: string }>>;
};

/** What is taken away is remembered for a while. */
type Removable = { readonly removedAtMs?: number };

/** Our own records as all workers share them. */
export type IpeviaOwnBook = SharedRecord<IpeviaOwnRecords>;

/** A worker that stood still may write once more after another one has taken the right away; for so long it is known to be ours then. */
const LATE_WRITE_MS = 3_600_000;
/** So long an event may take to arrive. */
const LATE_EVENT_MS = 7 * 86_400_000;

const removedAtMs = z.optional(z.number());
const ownRecordsSchema: z.ZodMiniType<IpeviaOwnRecords> = z.object({
  whitelisted: z.record(z.string(), z.object({ removedAtMs })),
  attached: z.record(z.string(), z.object({ token: z.string(), removedAtMs })),
  tokens: z.record(z.string(), z.object({ card: z.string(), removedAtMs })),
});

/** @throws ConfigurationError for a caller that gives no storage. */
export function openIpeviaOwnBook(providerId: string, options: CallOptions): IpeviaOwnBook {
  return openSharedRecord(
    {
      providerId,
      key: 'own-records',
      name: 'list of our own records',
      schema: ownRecordsSchema,
      initial: { whitelisted: {}, attached: {}, tokens: {} },
    },
    options,
  );
}

/** Numbers are ours from now on. */
export function noteWhitelisted(records: IpeviaOwnRecords, grantKeys: readonly string[]): IpeviaOwnRecords {
  const added = Object.fromEntries(grantKeys.map((grantKey) => [grantKey, {}]));
  return { ...records, whitelisted: { ...records.whitelisted, ...added } };
}

/** Numbers have been taken off the list, or were never on it. */
export function noteUnlisted(records: IpeviaOwnRecords, grantKeys: readonly string[], nowMs: number): IpeviaOwnRecords {
  return withoutOld({ ...records, whitelisted: remove(records.whitelisted, grantKeys, nowMs) }, nowMs);
}

/** A credential of somebody else carries our access profile from now on. */
export function noteAttached(records: IpeviaOwnRecords, grantKey: string, token: string): IpeviaOwnRecords {
  return { ...records, attached: { ...records.attached, [grantKey]: { token } } };
}

/** It does not carry it any more. */
export function noteDetached(records: IpeviaOwnRecords, grantKey: string, nowMs: number): IpeviaOwnRecords {
  return withoutOld({ ...records, attached: remove(records.attached, [grantKey], nowMs) }, nowMs);
}

/** A credential with this token opens for the card because of us. */
export function noteToken(records: IpeviaOwnRecords, token: string, card: string): IpeviaOwnRecords {
  return { ...records, tokens: { ...records.tokens, [token]: { card } } };
}

/** It does not any more. */
export function noteDeleted(records: IpeviaOwnRecords, token: string, nowMs: number): IpeviaOwnRecords {
  return withoutOld({ ...records, tokens: remove(records.tokens, [token], nowMs) }, nowMs);
}

/** The token of the credential that carries our access profile for a grant, while it does. */
export function attachedToken({ attached }: IpeviaOwnRecords, grantKey: string): string | undefined {
  const record = attached[grantKey];
  return record?.removedAtMs === undefined ? record?.token : undefined;
}

function remove<Record extends Removable>(
  records: Readonly<{ [key: string]: Record }>,
  keys: readonly string[],
  nowMs: number,
): { [key: string]: Record } {
  const removed = keys.flatMap((key): [string, Record][] => {
    const record = records[key];
    return record === undefined || record.removedAtMs !== undefined ? [] : [[key, { ...record, removedAtMs: nowMs }]];
  });
  return { ...records, ...Object.fromEntries(removed) };
}

function withoutOld({ whitelisted, attached, tokens }: IpeviaOwnRecords, nowMs: number): IpeviaOwnRecords {
  return {
    whitelisted: keep(whitelisted, nowMs - LATE_WRITE_MS),
    attached: keep(attached, nowMs - LATE_WRITE_MS),
    tokens: keep(tokens, nowMs - LATE_EVENT_MS),
  };
}

function keep<Record extends Removable>(
  records: Readonly<{ [key: string]: Record }>,
  sinceMs: number,
): { [key: string]: Record } {
  return Object.fromEntries(Object.entries(records).filter(([, record]) => (record.removedAtMs ?? sinceMs) >= sinceMs));
}

import { describeIssues, fingerprint, InvalidInputError, type Permission, parseWithMessages } from '@acx/core/provider';
import * as z from 'zod/mini';

/** How a right is held at iPevia: by a credential with an access profile, or by a number on the whitelist. */
export type IpeviaForm = 'credential' | 'whitelist';

/** What a grant says at iPevia. A type, so that it is plain JSON. */
export type IpeviaGrantState = {
  readonly form: IpeviaForm;
  /** The card number, written the one way. */
  readonly card: string;
  /** Present where the vendor opens and closes by itself; half-open, in UTC, in whole seconds. */
  readonly validity?: { readonly startsAt: string; readonly endsAt: string };
};

const text = z.string().check(z.minLength(1));

const grantStateSchema = z.object({
  form: z.enum(['credential', 'whitelist']),
  card: text,
  validity: z.optional(z.object({ startsAt: text, endsAt: text })),
});

/**
 * Reads a grant state that was made by `compose`, perhaps in another life of the process, or that was read from the vendor.
 * @throws InvalidInputError when it was not.
 */
export function parseIpeviaGrantState(state: unknown): IpeviaGrantState {
  const result = parseWithMessages(grantStateSchema, state);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'grant state of iPevia', problems: describeIssues(result.error) });
}

/** Key of the one right that a card can have at a site. A fingerprint, because nobody should read a card number in a log. */
export function ipeviaGrantKey({ place, card }: { readonly place: string; readonly card: string }): string {
  return `ipevia/${fingerprint(JSON.stringify([place, card]))}`;
}

/** Lane of a site: its cards are written by one worker, so that a whitelist is changed in batches. */
export function ipeviaLane({ place }: Pick<Permission, 'place'>): string {
  return `site/${encodeURIComponent(place)}`;
}

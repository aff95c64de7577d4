import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { parseWithMessages } from '../../errors/parse-with-messages';
import { fingerprint } from '../../model/fingerprint';
import type { BookingSource, SourceHint } from '../../ports/booking-source';
import type { CallOptions } from '../../ports/call-options';
import { readBoundedText } from '../../wire/read-bounded-text';

const MAXIMUM_BYTES = 65_536;
const hintSchema = z.object({ resourceId: z.string() });

/** Takes what the fake booking product announces at an address. */
export function createFakeHintInlet(options: {
  address: string;
  resourceIds: readonly string[];
  subscribe: (options: CallOptions) => Promise<void>;
}): NonNullable<BookingSource['hints']> {
  const { address, resourceIds, subscribe } = options;
  return {
    subscription: fingerprint(address),
    subscribe,
    async receive(request) {
      if (request.method !== 'POST') return nothing(405);
      if (!isEqualText(request.url, address)) return nothing(404);
      const text = await readText(request).catch(() => '');
      if (text === undefined) return nothing(413);
      const hint = parseWithMessages(hintSchema, parseJson(text));
      if (!hint.success || !resourceIds.includes(hint.data.resourceId)) return nothing(204);
      return { resourceIds: [hint.data.resourceId], response: new Response(null, { status: 204 }) };
    },
  };
}

function nothing(status: number): SourceHint {
  return { resourceIds: [], response: new Response(null, { status }) };
}

/** Rejects when the body was read by somebody else, or breaks off. */
async function readText({ body, signal }: Request): Promise<string | undefined> {
  return readBoundedText(new Response(body), MAXIMUM_BYTES, signal);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In constant time, whatever the lengths. */
function isEqualText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}

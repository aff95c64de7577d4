import * as z from 'zod/mini';
import { describeIssues } from '../../errors/describe-issues';
import { InvalidInputError } from '../../errors/invalid-input-error';
import { parseWithMessages } from '../../errors/parse-with-messages';
import type { JsonValue } from '../../model/json';
import type { AccessEventFeed, AccessEventPage, AccessEventRequest } from '../../ports/access-event-feed';
import type { CallOptions } from '../../ports/call-options';
import { toFakeAccessEvent } from './fake-access-event';
import { callFakeVendor } from './fake-call';
import type { FakeWire } from './fake-wire';

const cursorSchema = z.strictObject({ after: z.number() });

/** The log of the fake vendor's doors as a feed. A cursor is the number of the last event that was read. */
export function createFakeEventFeed(options: {
  wire: FakeWire;
  providerId: string;
}): Required<Pick<AccessEventFeed, 'pull'>> {
  const { wire, providerId } = options;
  return {
    async pull({ cursor, limit }: AccessEventRequest, { signal, takeTurn }: CallOptions): Promise<AccessEventPage> {
      const after = cursor === undefined ? undefined : parseCursor(cursor).after;
      const call = { providerId, operation: 'events', signal, takeTurn } as const;
      const page = await callFakeVendor(call, () => wire.events({ after, limit }));
      const events = page.events.map((event) => toFakeAccessEvent(providerId, event));
      return { events, cursor: { after: page.last }, isMore: page.isMore };
    },
  };
}

function parseCursor(cursor: JsonValue): z.output<typeof cursorSchema> {
  const result = parseWithMessages(cursorSchema, cursor);
  if (result.success) return result.data;
  throw new InvalidInputError({ subject: 'cursor', problems: describeIssues(result.error) });
}

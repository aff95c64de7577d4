import * as z from 'zod/mini';
import { createRowTable } from '../store/row-table';

const bookingSchema = z.object({
  id: z.string(),
  /** Grows with every change, so that a late copy of an older state never wins. */
  revision: z.number(),
  resourceId: z.string(),
  kind: z.enum(['facility', 'parking', 'visit']),
  holderId: z.string(),
  visitorName: z.optional(z.string()),
  startsAt: z.string(),
  endsAt: z.string(),
  isCancelled: z.boolean(),
  /** The PIN has been shown. The PIN itself is never ours. */
  isPinShown: z.optional(z.boolean()),
});

/** A booking of ours, as we keep it. */
export type BookingRow = z.output<typeof bookingSchema>;

export const bookingTable = createRowTable('booking', bookingSchema);

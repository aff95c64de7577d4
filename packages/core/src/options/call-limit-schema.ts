import * as z from 'zod/mini';
import type { CallLimit } from '../model/call-limit';

/** Reads a {@link CallLimit} among the options of a vendor package: from one call in a hundred seconds to ten thousand in one. */
export const callLimitSchema: z.ZodMiniType<CallLimit, CallLimit> = z.strictObject({
  perSecond: z.number().check(z.minimum(0.01), z.maximum(10_000)),
  burst: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
});

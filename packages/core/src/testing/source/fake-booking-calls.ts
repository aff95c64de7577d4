import * as z from 'zod/mini';
import { AcxError } from '../../errors/acx-error';
import { AuthenticationError } from '../../errors/authentication-error';
import { identifierSchema } from '../../model/parse-booking';
import type { Window } from '../../model/window';
import { parseAnswer } from '../../options/parse-answer';
import { toHealthReport } from '../../policy/to-health-report';
import type { HealthReport } from '../../ports/access-provider';
import type { CallOptions } from '../../ports/call-options';
import { callFakeVendor } from '../fake/fake-call';
import type { FakeListing } from './fake-booking-verdict';
import { type FakeBookingWire, FakeTokenRefusal } from './fake-booking-wire';

// An item without an id would make it impossible to say which bookings are there.
const listSchema = z.object({ bookings: z.array(z.looseObject({ id: identifierSchema })) });

/** The calls to the fake booking product, with answers that are checked and errors of the SDK. */
export interface FakeBookingCalls {
  list(request: { resourceId: string; window: Window }, options?: CallOptions): Promise<readonly FakeListing[]>;
  subscribe(address: string, options?: CallOptions): Promise<void>;
  ping(options?: CallOptions): Promise<void>;
}

/** Every call throws an AcxError and nothing else. */
export function createFakeBookingCalls(options: {
  wire: FakeBookingWire;
  sourceId: string;
  token: string;
}): FakeBookingCalls {
  const { wire, sourceId: providerId, token } = options;
  const call = async <Answer>(
    operation: 'list' | 'subscribe' | 'ping',
    { signal, takeTurn }: CallOptions,
    send: () => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await callFakeVendor({ providerId, operation, signal, takeTurn }, send);
    } catch (failure) {
      if (failure instanceof FakeTokenRefusal) throw new AuthenticationError({ providerId, operation });
      throw failure;
    }
  };

  return {
    async list(request, callOptions = {}) {
      const answer = await call('list', callOptions, () => wire.list({ token, ...request }));
      return parseAnswer(listSchema, answer, { providerId, operation: 'list', effect: 'none' }).bookings;
    },
    async subscribe(address, callOptions = {}) {
      await call('subscribe', callOptions, () => wire.subscribe({ token, address }));
    },
    async ping(callOptions = {}) {
      await call('ping', callOptions, () => wire.ping({ token }));
    },
  };
}

/** Whether the fake booking product answers and takes the token. */
export async function checkFakeBookings(
  { ping }: FakeBookingCalls,
  providerId: string,
  callOptions: CallOptions,
): Promise<HealthReport> {
  try {
    await ping(callOptions);
    const message = 'The fake booking product answers.';
    return toHealthReport({ providerId, findings: [{ area: 'connection', status: 'ok', message }] });
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    const { code, message } = failure;
    const area = code === 'authentication' ? 'credentials' : 'connection';
    return toHealthReport({ providerId, findings: [{ area, status: 'failed', message }] });
  }
}

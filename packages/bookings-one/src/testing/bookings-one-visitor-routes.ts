import { instantFromMs, isInWindow } from '@acx/core/provider';
import { toJsonAnswer } from './bookings-one-answer';
import type { BookingsOneContext } from './bookings-one-context';
import { BookingsOneFailure } from './bookings-one-failure';
import { readField, writeFields } from './bookings-one-fields';
import type { SimulatedVisitor } from './bookings-one-records';
import type { BookingsOneRoute } from './bookings-one-route';
import { wordOfVisitingStatus } from './bookings-one-status-word';
import { writeVisitor } from './bookings-one-visitor-json';

/** The receptionist module at arrival and departure (that it is asked with the registration code is known; verb and fields are assumed). */
export function bookingsOneVisitorRoutes(context: BookingsOneContext): BookingsOneRoute[] {
  const { store, switches, profile } = context;
  const fields = profile.visitor;
  return [
    {
      method: 'POST',
      path: profile.paths.visitor,
      answer({ body }) {
        const code = readField(body, fields.registrationCode);
        if (typeof code !== 'string' || code === '')
          throw new BookingsOneFailure(400, `There is no ${fields.registrationCode}.`);
        const direction = readField(body, fields.direction);
        if (direction !== fields.arrival && direction !== fields.departure)
          throw new BookingsOneFailure(400, `The field ${fields.direction} has to say arrival or departure.`);
        const found = store.visitors.get(code);
        if (found === undefined) return answerUnknown(code);
        const visitor = switches.visitorLookup === 'changes' ? pass(found, direction === fields.arrival) : found;
        store.visitors.set(code, visitor);
        return toJsonAnswer(writeVisitor(visitor, context));
      },
    },
  ];

  function answerUnknown(code: string): Response {
    if (switches.unknownVisitor === 'not-found')
      throw new BookingsOneFailure(404, `No visitor has the registration code ${code}.`);
    const word = switches.writeWord(wordOfVisitingStatus('unknown', profile));
    return toJsonAnswer(
      writeFields([
        [fields.registrationCode, code],
        [fields.status, word],
      ]),
    );
  }

  /** Nobody is checked in out of the window or while blacklisted, and nobody twice (assumed). */
  function pass(visitor: SimulatedVisitor, isArrival: boolean): SimulatedVisitor {
    const { status, isBlacklisted } = visitor;
    if (!isArrival) return status === 'checked_in' ? { ...visitor, status: 'checked_out' } : visitor;
    const mayEnter = !isBlacklisted && isInWindow(instantFromMs(context.clock.nowMs()), visitor);
    return status === 'expected' && mayEnter ? { ...visitor, status: 'checked_in' } : visitor;
  }
}

import { AcxError, type AcxErrorJson } from '../errors/acx-error';

/** A failure for logs and reports. Of a foreign error only the class is told: its text could hold anything. */
export function describeFailure(failure: unknown): AcxErrorJson {
  if (AcxError.isInstance(failure)) return failure.toJSON();
  const name = failure instanceof Error ? failure.name : 'Error';
  const message = 'The bookings could not be read or stored; see the logs of the source, the directory and the ledger.';
  return { name, code: 'connection', message, isRetryable: true, effect: 'none' };
}

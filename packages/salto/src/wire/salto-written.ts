import { ResponseValidationError } from '@acx/core/provider';
import { fieldsOf } from './salto-field';
import type { SaltoCall, SaltoCallOptions, SaltoSession } from './salto-session';

/**
 * Sends a write about one record. Space answers with the record's id (known); an answer that names another one is not believed.
 * @throws AcxError
 */
export async function writeSaltoRecord(
  session: SaltoSession,
  call: Omit<SaltoCall, 'isWrite'> & { readonly idName: string; readonly id: string | number },
  options: SaltoCallOptions,
): Promise<void> {
  const { idName, id, ...rest } = call;
  const answer = await session.send({ ...rest, isWrite: true }, options);
  const written = fieldsOf(answer, { id: idName }).id;
  if (written === undefined || written === String(id)) return;
  throw new ResponseValidationError({
    providerId: session.providerId,
    operation: call.operation,
    problems: [{ path: idName, message: 'names another record' }],
    effect: 'unknown',
  });
}

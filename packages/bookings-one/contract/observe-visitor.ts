import type { BookingsOneClient } from '../src/wire/bookings-one-client';
import type { BookingsOneVisitor } from '../src/wire/bookings-one-visitor';
import { codeOf } from './code-of';
import type { ContractTarget } from './contract-target';
import type { Observations } from './observe-contract';

/** Nobody is invited with it. */
const NOBODYS_CODE = 'acx-contract-nobody';

/** Asks for the fenced visitor as doors do: twice at an arrival, once at a departure. Tells statuses only by whether they are known. */
export async function observeVisitor(
  { timeZone }: Pick<ContractTarget, 'timeZone'>,
  client: BookingsOneClient,
  registrationCode: string,
): Promise<Observations> {
  const ask = async (code: string, direction: 'arrival' | 'departure'): Promise<BookingsOneVisitor | string> => {
    let visitor: BookingsOneVisitor | undefined;
    const answered = await codeOf(async () => {
      visitor = await client.visitor({ registrationCode: code, direction, timeZone });
    });
    return visitor ?? (answered === 'done' ? 'not found' : answered);
  };
  const nobody = await ask(NOBODYS_CODE, 'arrival');
  const first = await ask(registrationCode, 'arrival');
  const again = await ask(registrationCode, 'arrival');
  const leaving = await ask(registrationCode, 'departure');
  const isTold = (field: 'name' | 'validFrom' | 'validUntil'): boolean =>
    typeof first !== 'string' && first[field] !== undefined;
  return {
    'a code that nobody has': statusOf(nobody),
    'the code of a visitor': typeof first === 'string' ? first : 'found',
    'the visiting status is in the profile': typeof first !== 'string' && first.status !== 'unrecognised',
    'asking once more changes the status': statusOf(again) !== statusOf(first),
    'asking at a departure changes the status': statusOf(leaving) !== statusOf(again),
    'a name is told': isTold('name'),
    'the validity is told': isTold('validFrom') && isTold('validUntil'),
  };
}

function statusOf(answer: BookingsOneVisitor | string): string {
  return typeof answer === 'string' ? answer : answer.status;
}

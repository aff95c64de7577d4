import { parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import type { SaltoDoorResult, SaltoDoorStatus } from './salto-door';
import { fieldsOf, idField, nestedFields, numberField } from './salto-field';
import { checkInput, idInput } from './salto-input';
import type { SaltoCallOptions, SaltoSession } from './salto-session';
import { textElement, type XmlElement } from './salto-xml-element';

const idsInput = z.array(idInput).check(
  z.minLength(1, 'must name at least one door: what Space makes of none is not known'),
  z.refine((ids) => new Set(ids).size === ids.length, 'must name each door once'),
);

const openedSchema: z.ZodMiniType<SaltoDoorResult> = z.pipe(
  z.object({ id: idField, code: numberField }),
  z.transform(({ id, code }) => ({ id, code, isOpened: code === 0 })),
);
const statusSchema: z.ZodMiniType<SaltoDoorStatus> = z.object({ id: idField, status: z.string() });

/** Opens online doors now. */
export async function openSaltoDoors(
  session: SaltoSession,
  ids: readonly string[],
  options: SaltoCallOptions,
): Promise<readonly SaltoDoorResult[]> {
  const { requests, onlineDoor: names } = session.profile;
  const operation = 'openDoors';
  const call = { operation, requestName: requests.openDoors, isWrite: true, ...doorsOf(session, ids) };
  const answer = await session.send(call, options);
  const { door, resultList, result, resultCode } = names;
  const fields = nestedFields(answer, resultList, (item) =>
    item.name === result ? fieldsOf(item, { id: door, code: resultCode }) : undefined,
  );
  const context = { providerId: session.providerId, operation, effect: 'unknown' } as const;
  const results = parseAnswer(z.array(openedSchema), fields, context);
  // A door that nobody asked for, or one that is not told of: whatever was opened, it is not what was asked.
  const told = new Set(results.map(({ id }) => id));
  if (told.size !== results.length || told.size !== ids.length || !ids.every((id) => told.has(id)))
    throw new ResponseValidationError({
      ...context,
      problems: [{ path: resultList, message: 'is about other doors' }],
    });
  return results;
}

/** How online doors are now. */
export async function readSaltoDoorStatus(
  session: SaltoSession,
  ids: readonly string[],
  options: SaltoCallOptions,
): Promise<readonly SaltoDoorStatus[]> {
  const { requests, onlineDoor: names } = session.profile;
  const operation = 'listDoorStatus';
  const call = { operation, requestName: requests.readDoorStatus, isWrite: false, ...doorsOf(session, ids) };
  const answer = await session.send(call, options);
  const { door, statusList, status, statusCode } = names;
  const fields = nestedFields(answer, statusList, (item) =>
    item.name === status ? fieldsOf(item, { id: door, status: statusCode }) : undefined,
  );
  const context = { providerId: session.providerId, operation, effect: 'none' } as const;
  return parseAnswer(z.array(statusSchema), fields, context).filter(({ id }) => ids.includes(id));
}

function doorsOf(session: SaltoSession, ids: readonly string[]): { params: readonly XmlElement[]; target: string } {
  checkInput(z.object({ doors: idsInput }), { doors: ids });
  const { doors, door } = session.profile.onlineDoor;
  const params = [{ name: doors, children: ids.map((id) => textElement(door, id)) }];
  return { params, target: ids.length === 1 ? `door ${ids[0]}` : `${ids.length} doors` };
}

import type { LedgerTransaction } from '../../../ports/ledger';
import { minute } from '../ledger-rows';
import { laneReferences, universe } from './ledger-universe';
import { sortedRows } from './sorted-rows';

/** The answers about permissions and grants. */
export async function askAboutRights({ permissions, grants }: LedgerTransaction) {
  const answers: Record<string, unknown> = {};
  for (const providerId of universe.providers) {
    for (const place of universe.places)
      for (const subject of universe.subjects)
        answers[`permissions of ${subject} at ${place} of ${providerId}`] = sortedRows(
          await permissions.listOfSubject({ providerId, place, subject }),
        );
    const { places, subjects } = await permissions.listIdentitiesOfProvider(providerId);
    answers[`identities of ${providerId}`] = [[...places].sort(), [...subjects].sort()];
    answers[`grants of ${providerId}`] = sortedRows(await grants.listOfProvider(providerId));
    for (const key of universe.grants) answers[`grant ${key} of ${providerId}`] = await grants.find(providerId, key);
  }
  for (const lane of laneReferences) {
    const name = `${lane.lane} of ${lane.providerId}`;
    answers[`permissions in ${name}`] = sortedRows(await permissions.listOfLane(lane));
    answers[`grants in ${name}`] = sortedRows(await grants.listOfLane(lane));
  }
  const late = { now: minute(120), startsBefore: minute(150) };
  answers['not in place'] = sortedRows(await permissions.listNotInPlace({ ...late, limit: 100 }));
  const first = await permissions.listNotInPlace({ ...late, limit: 3 });
  answers['starts of the first that are not in place'] = first.map(
    ({ permission }) => permission.bufferedWindow.startsAt,
  );
  return answers;
}

import type { AcxError, JsonValue } from '@acx/core/provider';
import type { IpassanPersonInput } from '../../wire/ipassan-person';
import type { IpassanBackfillPerson, IpassanBackfillProgress, IpassanBackfillRequest } from '../ipassan-backfill';

/** What a host keeps of its people, and the functions with which it takes part in a backfill. */
export interface PeopleHost {
  readonly people: Map<
    string,
    { person: IpassanPersonInput; personUuid?: string; isArchived?: boolean; mayExist?: boolean }
  >;
  /** As `key: what`, oldest first. */
  readonly problems: string[];
  readonly errors: AcxError[];
  readonly progress: IpassanBackfillProgress[];
  /** As it was last stored. */
  cursor: JsonValue;
  /** Everybody, and what the host hears is stored. */
  request(more?: Partial<IpassanBackfillRequest>): IpassanBackfillRequest;
}

export function createPeopleHost(people: Readonly<Record<string, IpassanPersonInput>>): PeopleHost {
  const host: PeopleHost = {
    people: new Map(Object.entries(people).map(([key, person]) => [key, { person }])),
    problems: [],
    errors: [],
    progress: [],
    cursor: null,
    request: (more = {}) => ({
      people: [...host.people].map(([key, person]): IpassanBackfillPerson => ({ key, ...person })),
      cursor: host.cursor,
      onProgress(progress) {
        host.progress.push(progress);
        host.cursor = progress.cursor;
      },
      async onLinked(key, personUuid) {
        // Not at once, so that a run which does not wait is seen.
        await Promise.resolve();
        Object.assign(host.people.get(key) ?? {}, { personUuid });
      },
      onUnlinked: (key) => void delete host.people.get(key)?.personUuid,
      onProblem(key, problem) {
        host.problems.push(`${key}: ${'what' in problem ? problem.what : problem.code}`);
        host.errors.push(problem);
      },
      ...more,
    }),
  };
  return host;
}

import * as z from 'zod/mini';
import type { HostRows } from '../store/host-rows';
import { createRowTable } from '../store/row-table';

const resourceSchema = z.object({
  id: z.string(),
  places: z.array(z.object({ integrationId: z.string(), place: z.string() })),
});
const holderSchema = z.object({
  id: z.string(),
  subjects: z.array(z.object({ integrationId: z.string(), subject: z.string() })),
});
const resourceTable = createRowTable('resource_mapping', resourceSchema);
const holderTable = createRowTable('holder_mapping', holderSchema);

/** What opens for a resource of ours. */
export type MappedPlace = z.output<typeof resourceSchema>['places'][number];
/** Who somebody of ours is at an installation. */
export type MappedSubject = z.output<typeof holderSchema>['subjects'][number];

/** Resource → places and holder → subjects, in memory and in our rows. */
export interface MappingBook {
  placesOf(resourceId: string): readonly MappedPlace[];
  subjectsOf(holderId: string): readonly MappedSubject[];
  savePlaces(resourceId: string, places: readonly MappedPlace[]): Promise<void>;
  saveSubjects(holderId: string, subjects: readonly MappedSubject[]): Promise<void>;
  /** True before anybody has mapped anything. */
  readonly isEmpty: boolean;
}

export async function openMappingBook(rows: HostRows): Promise<MappingBook> {
  const places = new Map((await resourceTable.list(rows)).map((row) => [row.id, row.places]));
  const subjects = new Map((await holderTable.list(rows)).map((row) => [row.id, row.subjects]));
  return {
    placesOf: (resourceId) => places.get(resourceId) ?? [],
    subjectsOf: (holderId) => subjects.get(holderId) ?? [],
    async savePlaces(id, next) {
      await resourceTable.put(rows, { id, places: [...next] });
      places.set(id, [...next]);
    },
    async saveSubjects(id, next) {
      await holderTable.put(rows, { id, subjects: [...next] });
      subjects.set(id, [...next]);
    },
    get isEmpty() {
      return places.size === 0 && subjects.size === 0;
    },
  };
}

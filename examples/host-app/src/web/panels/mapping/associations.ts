import type { Mapping, MappingInput } from '../../../contract/mapping';

/** One of our words, tied to one of theirs. */
export interface Association {
  readonly integrationId: string;
  readonly value: string;
  readonly name: string;
}

/** A row of either table. */
export interface EditedRow {
  readonly kind: 'resource' | 'holder';
  readonly id: string;
  readonly name: string;
  readonly associations: readonly Association[];
}

/** Resources and holders have the same form here. */
export const rowsOf = ({
  resources,
  holders,
}: Mapping): { readonly resources: readonly EditedRow[]; readonly holders: readonly EditedRow[] } => ({
  resources: resources.map(({ resourceId, resourceName, places }) => ({
    kind: 'resource',
    id: resourceId,
    name: resourceName,
    associations: places.map(({ integrationId, place, placeName }) => ({
      integrationId,
      value: place,
      name: placeName,
    })),
  })),
  holders: holders.map(({ holderId, holderName, subjects }) => ({
    kind: 'holder',
    id: holderId,
    name: holderName,
    associations: subjects.map(({ integrationId, subject, subjectName }) => ({
      integrationId,
      value: subject,
      name: subjectName,
    })),
  })),
});

/** A row as the server takes it. */
export const inputOf = ({ kind, id }: EditedRow, associations: readonly Association[]): MappingInput =>
  kind === 'resource'
    ? {
        resource: {
          resourceId: id,
          places: associations.map(({ integrationId, value }) => ({ integrationId, place: value })),
        },
      }
    : {
        holder: {
          holderId: id,
          subjects: associations.map(({ integrationId, value }) => ({ integrationId, subject: value })),
        },
      };

import { useState } from 'preact/hooks';
import type { Integration } from '../../../contract/integrations';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Field } from '../../parts/field';
import type { Association, EditedRow } from './associations';

interface AddAssociationProps {
  readonly kind: EditedRow['kind'];
  readonly integrations: readonly Integration[];
  readonly onAdd: (association: Association) => void;
}

/** Chooses from what the door system itself lists; where it has no list, one types. */
export function AddAssociation({ kind, integrations, onAdd }: AddAssociationProps) {
  const [integrationId, setIntegrationId] = useState(integrations[0]?.id ?? '');
  const [value, setValue] = useState('');
  const choices = useLoaded(() => api.choices(integrationId), { key: integrationId });
  const list = (kind === 'resource' ? choices.value?.places : choices.value?.subjects) ?? [];
  const noun = kind === 'resource' ? 'Place' : 'Person, apartment or card';
  return (
    <fieldset class="group">
      <legend>Add association</legend>
      <Field name="integrationId" label="Door system" problems={[]}>
        {(ties) => (
          <select
            {...ties}
            value={integrationId}
            onChange={(event) => {
              setIntegrationId(event.currentTarget.value);
              setValue('');
            }}
          >
            {integrations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        name="value"
        label={noun}
        hint={choices.value?.words}
        problems={choices.problem ? [{ field: 'value', message: choices.problem }] : []}
      >
        {(ties) =>
          list.length > 0 ? (
            <select {...ties} value={value} onChange={(event) => setValue(event.currentTarget.value)}>
              <option value="">Choose…</option>
              {list.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.name}
                </option>
              ))}
            </select>
          ) : (
            <input {...ties} type="text" value={value} onInput={(event) => setValue(event.currentTarget.value)} />
          )
        }
      </Field>
      <button
        type="button"
        class="button"
        disabled={value === ''}
        onClick={() => {
          onAdd({ integrationId, value, name: list.find((choice) => choice.value === value)?.name ?? value });
          setValue('');
        }}
      >
        Add
      </button>
    </fieldset>
  );
}

import { useState } from 'preact/hooks';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Field } from '../../parts/field';
import type { Association, EditedRow } from './associations';

interface ChooseValueProps {
  readonly kind: EditedRow['kind'];
  readonly integrationId: string;
  readonly onAdd: (association: Association) => void;
}

/** Chooses from what one door system itself lists; where it has no list, one types. */
export function ChooseValue({ kind, integrationId, onAdd }: ChooseValueProps) {
  const [value, setValue] = useState('');
  const choices = useLoaded(() => api.choices(integrationId));
  const list = (kind === 'resource' ? choices.value?.places : choices.value?.subjects) ?? [];
  const noun = kind === 'resource' ? 'Place' : 'Person, apartment or card';
  const isAsking = !choices.value && !choices.problem;
  return (
    <>
      <Field
        name="value"
        label={noun}
        hint={isAsking ? 'Asking the door system…' : choices.value?.words}
        problems={choices.problem ? [{ field: 'value', message: choices.problem }] : []}
      >
        {(ties) =>
          isAsking || list.length > 0 ? (
            <select
              {...ties}
              value={value}
              disabled={isAsking}
              onChange={(event) => setValue(event.currentTarget.value)}
            >
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
    </>
  );
}

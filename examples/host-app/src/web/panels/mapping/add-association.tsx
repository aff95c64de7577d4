import { useState } from 'preact/hooks';
import type { Integration } from '../../../contract/integrations';
import { Field } from '../../parts/field';
import type { Association, EditedRow } from './associations';
import { ChooseValue } from './choose-value';

interface AddAssociationProps {
  readonly kind: EditedRow['kind'];
  readonly integrations: readonly Integration[];
  readonly onAdd: (association: Association) => void;
}

/** Chooses a door system, and what of it. */
export function AddAssociation({ kind, integrations, onAdd }: AddAssociationProps) {
  const [integrationId, setIntegrationId] = useState(integrations[0]?.id ?? '');
  return (
    <fieldset class="group">
      <legend>Add association</legend>
      <Field name="integrationId" label="Door system" problems={[]}>
        {(ties) => (
          <select {...ties} value={integrationId} onChange={(event) => setIntegrationId(event.currentTarget.value)}>
            {integrations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {/* With a key: what one system lists must never be added to another. */}
      <ChooseValue key={integrationId} kind={kind} integrationId={integrationId} onAdd={onAdd} />
    </fieldset>
  );
}

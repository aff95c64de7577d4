import { useState } from 'preact/hooks';
import type { Integration } from '../../../contract/integrations';
import type { MappingInput } from '../../../contract/mapping';
import { useAction } from '../../api/use-action';
import { Icon } from '../../parts/icon';
import { OtherProblems, ProblemNote } from '../../parts/messages';
import { AddAssociation } from './add-association';
import { type Association, type EditedRow, inputOf } from './associations';

interface AssociationFormProps {
  readonly row: EditedRow;
  readonly integrations: readonly Integration[];
  readonly save: (input: MappingInput) => Promise<void>;
}

/** Takes associations away and adds others. Nothing is sent before it is saved. */
export function AssociationForm({ row, integrations, save }: AssociationFormProps) {
  const [list, setList] = useState<readonly Association[]>(row.associations);
  const saving = useAction(() => save(inputOf(row, list)));
  const nameOf = (id: string): string => integrations.find((integration) => integration.id === id)?.name ?? id;
  const isSame = (one: Association, other: Association): boolean =>
    one.integrationId === other.integrationId && one.value === other.value;
  return (
    <div class="form">
      <ul class="associations">
        {list.map((association) => (
          <li key={`${association.integrationId} ${association.value}`}>
            <span>
              {association.name} <span class="muted">at {nameOf(association.integrationId)}</span>
            </span>
            <button
              type="button"
              class="button quiet icon-only"
              aria-label={`Take away ${association.name}`}
              onClick={() => setList(list.filter((each) => !isSame(each, association)))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
        {list.length === 0 && <li class="muted">Nothing: no door opens.</li>}
      </ul>
      <AddAssociation
        kind={row.kind}
        integrations={integrations}
        onAdd={(added) => setList([...list.filter((each) => !isSame(each, added)), added])}
      />
      <OtherProblems problems={saving.problems} fields={[]} />
      <ProblemNote message={saving.problems.length === 0 ? saving.message : undefined} />
      <p class="hint">Bookings that are there already are mapped again at once.</p>
      <div class="actions">
        <button type="button" class="button accent" aria-disabled={saving.isRunning} onClick={() => saving.run()}>
          Save
        </button>
      </div>
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { MappingInput } from '../../../contract/mapping';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { DataTable } from '../../parts/data-table';
import { Dialog } from '../../parts/dialog';
import { StatusNote } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { AssociationForm } from './association-form';
import { type Association, type EditedRow, rowsOf } from './associations';

/** What our words mean at the door systems. */
export function MappingPanel() {
  const mapping = useLoaded(api.mapping, { changes: ['mapping'] });
  const integrations = useLoaded(api.integrations, { changes: ['integrations'] });
  const [edited, setEdited] = useState<EditedRow>();
  const [done, setDone] = useState('');
  const nameOf = (id: string): string => integrations.value?.find((integration) => integration.id === id)?.name ?? id;
  const rows = mapping.value && rowsOf(mapping.value);
  const table = (caption: string, first: string, second: string, list: readonly EditedRow[]) => (
    <section class="card" aria-label={caption}>
      <h2>{caption}</h2>
      <DataTable
        caption={caption}
        columns={[first, second, 'Change']}
        rows={list.map((row) => ({
          key: row.id,
          cells: [
            row.name,
            <Associations key="associations" list={row.associations} nameOf={nameOf} />,
            <button
              key="change"
              type="button"
              class="button small"
              aria-label={`Change ${row.name}`}
              onClick={() => setEdited(row)}
            >
              Change
            </button>,
          ],
        }))}
        empty="There is nothing to map."
      />
    </section>
  );
  return (
    <Panel
      title="Mapping"
      lead="Which places open for a booking, and who somebody is at the door systems."
      problem={mapping.problem ?? integrations.problem}
    >
      <StatusNote>{done}</StatusNote>
      {rows && (
        <div class="mapping">
          {table('What can be booked', 'Booked here', 'Opens there', rows.resources)}
          {table('People and apartments', 'Known here as', 'Known there as', rows.holders)}
        </div>
      )}
      {edited && integrations.value && (
        <Dialog
          title={`${edited.name}: ${edited.kind === 'resource' ? 'what opens' : 'who that is'}`}
          onClose={() => setEdited(undefined)}
        >
          <AssociationForm
            row={edited}
            integrations={integrations.value}
            save={async (input: MappingInput) => {
              const change = await api.map(input);
              setDone(change.words);
              setEdited(undefined);
              await mapping.reload();
            }}
          />
        </Dialog>
      )}
    </Panel>
  );
}

function Associations({
  list,
  nameOf,
}: {
  readonly list: readonly Association[];
  readonly nameOf: (id: string) => string;
}) {
  if (list.length === 0) return <span class="muted">nothing: opens no door</span>;
  return (
    <ul class="plain">
      {list.map(({ integrationId, value, name }) => (
        <li key={`${integrationId} ${value}`}>
          {name} <span class="muted">at {nameOf(integrationId)}</span>
        </li>
      ))}
    </ul>
  );
}

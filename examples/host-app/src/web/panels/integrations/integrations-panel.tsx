import { useState } from 'preact/hooks';
import type { Integration, SystemKind } from '../../../contract/integrations';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Dialog } from '../../parts/dialog';
import { Icon } from '../../parts/icon';
import { Empty, StatusNote } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { IntegrationCard } from './integration-card';
import { IntegrationForm } from './integration-form';

/** The door systems of the house: add, name, set up, test, switch on and off. */
export function IntegrationsPanel() {
  const systems = useLoaded(api.systems);
  const integrations = useLoaded(api.integrations, { changes: ['integrations'] });
  const [edited, setEdited] = useState<Integration | 'new'>();
  const [kind, setKind] = useState<SystemKind>();
  const [done, setDone] = useState('');
  const list = integrations.value ?? [];
  const kinds = systems.value ?? [];
  const wanted = edited === 'new' ? kind : edited?.kind;
  const system = kinds.find((each) => each.kind === wanted);
  const close = (): void => {
    setEdited(undefined);
    setKind(undefined);
  };
  return (
    <Panel
      title="Integrations"
      lead="The door systems of the house. Switched off means that nothing is written there."
      problem={integrations.problem ?? systems.problem}
      actions={
        <button type="button" class="button accent" disabled={!systems.value} onClick={() => setEdited('new')}>
          <Icon name="plus" />
          Add integration
        </button>
      }
    >
      <StatusNote>{done}</StatusNote>
      {integrations.value && list.length === 0 && <Empty>No door system is connected yet.</Empty>}
      <ul class="cards">
        {list.map((integration) => (
          <IntegrationCard
            key={integration.id}
            integration={integration}
            system={kinds.find((each) => each.kind === integration.kind)}
            onConfigure={() => setEdited(integration)}
            onDone={(words) => {
              setDone(words);
              void integrations.reload();
            }}
          />
        ))}
      </ul>
      {edited && (
        <Dialog title={edited === 'new' ? 'Add an integration' : `Configure ${edited.name}`} onClose={close}>
          {edited === 'new' && !system && (
            <ul class="kinds">
              {kinds.map((each) => (
                <li key={each.kind}>
                  <button type="button" class="login-person" onClick={() => setKind(each.kind)}>
                    <span class="login-name">{each.name}</span>
                    <span class="muted">{each.hasCheckIns ? 'with check-ins' : ''}</span>
                    <Icon name="next" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {system && (
            <IntegrationForm
              system={system}
              integration={edited === 'new' ? undefined : edited}
              onDone={(words) => {
                setDone(words);
                close();
                void integrations.reload();
              }}
            />
          )}
        </Dialog>
      )}
    </Panel>
  );
}

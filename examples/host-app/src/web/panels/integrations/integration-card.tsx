import { useState } from 'preact/hooks';
import type { Integration, SystemDescription } from '../../../contract/integrations';
import type { HealthView } from '../../../contract/vendors';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { Confirm } from '../../parts/confirm';
import { HealthList } from '../../parts/health-list';
import { ProblemNote } from '../../parts/messages';
import { Tag } from '../../parts/state-tag';

interface IntegrationCardProps {
  readonly integration: Integration;
  readonly system: SystemDescription | undefined;
  readonly onConfigure: () => void;
  readonly onDone: (words: string) => void;
}

/** One door system, and what can be done with it. */
export function IntegrationCard({ integration, system, onConfigure, onDone }: IntegrationCardProps) {
  const { id, name, isActive, checkIns } = integration;
  const [health, setHealth] = useState<HealthView>();
  const [isRemoving, setIsRemoving] = useState(false);
  const testing = useAction(async () => setHealth(await api.testIntegration(id)));
  const switching = useAction(async () => onDone((await api.setActive(id, !isActive)).words));
  const removing = useAction(async () => {
    await api.removeIntegration(id);
    onDone(`${name} is removed.`);
  });
  return (
    <li class="card integration">
      <div>
        <h2>{name}</h2>
        <p class="muted">{system?.name ?? integration.kind}</p>
      </div>
      <div class="integration-state">
        {isActive ? (
          <Tag word="Active" icon="check" tone="good" />
        ) : (
          <Tag word="Switched off" icon="paused" tone="mute" />
        )}
        {checkIns && (
          <Tag
            word={checkIns.isOn ? 'Check-ins on' : 'Check-ins off'}
            icon={checkIns.isOn ? 'check' : 'over'}
            tone="mute"
          />
        )}
      </div>
      <div class="booking-actions">
        <button
          type="button"
          class="button"
          aria-label={`Test ${name}`}
          aria-disabled={testing.isRunning}
          onClick={() => testing.run()}
        >
          {testing.isRunning ? 'Testing…' : 'Test'}
        </button>
        <button type="button" class="button" aria-label={`Configure ${name}`} onClick={onConfigure}>
          Configure
        </button>
        <button
          type="button"
          class={isActive ? 'button' : 'button accent'}
          aria-label={`${isActive ? 'Deactivate' : 'Activate'} ${name}`}
          aria-disabled={switching.isRunning}
          onClick={() => switching.run()}
        >
          {isActive ? 'Deactivate' : 'Activate'}
        </button>
        {!isActive && (
          <button type="button" class="button quiet" aria-label={`Remove ${name}`} onClick={() => setIsRemoving(true)}>
            Remove
          </button>
        )}
      </div>
      <div class="integration-result" aria-live="polite">
        {health && <HealthList health={health} />}
        <ProblemNote message={testing.message ?? switching.message} />
      </div>
      {isRemoving && (
        <Confirm
          title={`Remove ${name}?`}
          words="Its settings and secrets are forgotten. What it holds at the door system stays there."
          yes="Remove it"
          no="Keep it"
          action={removing}
          onClose={() => setIsRemoving(false)}
        />
      )}
    </li>
  );
}

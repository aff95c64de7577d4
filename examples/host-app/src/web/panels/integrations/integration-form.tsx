import { useState } from 'preact/hooks';
import type { Integration, IntegrationInput, SystemDescription } from '../../../contract/integrations';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { Field } from '../../parts/field';
import { OtherProblems, ProblemNote } from '../../parts/messages';
import { CheckInFields } from './check-in-fields';
import { SettingControl } from './setting-control';

interface IntegrationFormProps {
  readonly system: SystemDescription;
  readonly integration: Integration | undefined;
  readonly onDone: (words: string) => void;
}

/** The form that a system describes. Secrets only go in: one that is left empty stays as it is. */
export function IntegrationForm({ system, integration, onDone }: IntegrationFormProps) {
  const [name, setName] = useState(integration?.name ?? system.name);
  const [settings, setSettings] = useState(integration?.settings ?? {});
  const [secrets, setSecrets] = useState<Readonly<Record<string, string>>>({});
  const [checkIns, setCheckIns] = useState<IntegrationInput['checkIns']>();
  const saving = useAction(async () => {
    const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
    const input: IntegrationInput = {
      kind: system.kind,
      name,
      settings,
      ...(Object.keys(given).length > 0 ? { secrets: given } : {}),
      ...(checkIns ? { checkIns } : {}),
    };
    const change = await (integration ? api.changeIntegration(integration.id, input) : api.addIntegration(input));
    onDone(change.words);
  });
  const { problems } = saving;
  const shown = ['name', ...system.fields.map((field) => field.name), 'webhookEmail', 'webhookPassword'];
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void saving.run();
      }}
    >
      <Field name="name" label="Name" problems={problems} hint="As you call it here.">
        {(ties) => <input {...ties} type="text" value={name} onInput={(event) => setName(event.currentTarget.value)} />}
      </Field>
      {system.fields.map((field) => (
        <SettingControl
          key={field.name}
          field={field}
          value={field.kind === 'secret' ? secrets[field.name] : settings[field.name]}
          isSet={integration?.secretsSet.includes(field.name) ?? false}
          problems={problems}
          onChange={(value) =>
            field.kind === 'secret'
              ? setSecrets({ ...secrets, [field.name]: String(value) })
              : setSettings({ ...settings, [field.name]: value })
          }
        />
      ))}
      {integration?.checkIns && (
        <CheckInFields settings={integration.checkIns} problems={problems} onChange={setCheckIns} />
      )}
      <OtherProblems problems={problems} fields={shown} />
      <ProblemNote message={problems.length === 0 ? saving.message : undefined} />
      <div class="actions">
        <button type="submit" class="button accent" aria-disabled={saving.isRunning}>
          {integration ? 'Save' : 'Add'}
        </button>
      </div>
    </form>
  );
}

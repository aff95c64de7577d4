import { useState } from 'preact/hooks';
import type { FieldProblem } from '../../../contract/failure';
import type { CheckInSettings, IntegrationInput } from '../../../contract/integrations';
import { CopyButton } from '../../parts/copy-button';
import { Field } from '../../parts/field';

interface CheckInFieldsProps {
  readonly settings: CheckInSettings;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (input: IntegrationInput['checkIns']) => void;
}

/** Whether entries check bookings in, for which places, and how the system proves who it is. */
export function CheckInFields({ settings, problems, onChange }: CheckInFieldsProps) {
  const [input, setInput] = useState<NonNullable<IntegrationInput['checkIns']>>({
    isOn: settings.isOn,
    ...(settings.webhookEmail === undefined ? {} : { webhookEmail: settings.webhookEmail }),
    places: Object.fromEntries(settings.places.map(({ place, isOn }) => [place, isOn])),
  });
  const set = (change: Partial<typeof input>): void => {
    const next = { ...input, ...change };
    setInput(next);
    onChange(next);
  };
  return (
    <fieldset class="group">
      <legend>Check-in logs</legend>
      <label class="choice">
        <input type="checkbox" checked={input.isOn} onChange={(event) => set({ isOn: event.currentTarget.checked })} />
        Entries check bookings in
      </label>
      {settings.places.length > 0 && (
        <ul class="check-in-places">
          {settings.places.map(({ place, name }) => (
            <li key={place}>
              <label class="choice">
                <input
                  type="checkbox"
                  disabled={!input.isOn}
                  checked={input.places?.[place] ?? false}
                  onChange={(event) => set({ places: { ...input.places, [place]: event.currentTarget.checked } })}
                />
                {name}
              </label>
            </li>
          ))}
        </ul>
      )}
      {settings.webhookUrl && (
        <>
          <p class="hint">The system sends its events to</p>
          <p class="address">
            <code>{settings.webhookUrl}</code> <CopyButton text={settings.webhookUrl} label="Copy the address" />
          </p>
          <Field name="webhookEmail" label="Webhook e-mail" problems={problems}>
            {(ties) => (
              <input
                {...ties}
                type="email"
                autoComplete="off"
                value={input.webhookEmail ?? ''}
                onInput={(event) => set({ webhookEmail: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            name="webhookPassword"
            label="Webhook password"
            problems={problems}
            hint={settings.webhookPasswordSet ? 'It is set. Leave this empty to keep it.' : undefined}
          >
            {(ties) => (
              <input
                {...ties}
                type="password"
                autoComplete="new-password"
                placeholder={settings.webhookPasswordSet ? '••••••••' : ''}
                value={input.webhookPassword ?? ''}
                onInput={(event) => {
                  const { webhookPassword: _, ...rest } = input;
                  const typed = event.currentTarget.value;
                  const next = typed === '' ? rest : { ...rest, webhookPassword: typed };
                  setInput(next);
                  onChange(next);
                }}
              />
            )}
          </Field>
        </>
      )}
    </fieldset>
  );
}

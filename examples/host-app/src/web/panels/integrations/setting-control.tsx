import type { FieldProblem } from '../../../contract/failure';
import type { SettingField } from '../../../contract/integrations';
import { Field } from '../../parts/field';

type Value = string | number | boolean;

interface SettingControlProps {
  readonly field: SettingField;
  readonly value: Value | undefined;
  /** Of a secret: there is one already. */
  readonly isSet: boolean;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (value: Value) => void;
}

/** One setting, with the control that its kind asks for. */
export function SettingControl({ field, value, isSet, problems, onChange }: SettingControlProps) {
  const hint = [field.hint, field.kind === 'secret' && isSet && 'It is set. Leave this empty to keep it.']
    .filter(Boolean)
    .join(' ');
  const label = field.isRequired ? field.label : `${field.label} (optional)`;
  return (
    <Field name={field.name} label={label} hint={hint || undefined} problems={problems}>
      {(ties) => {
        switch (field.kind) {
          case 'switch':
            return (
              <input
                {...ties}
                type="checkbox"
                checked={value === true}
                onChange={(event) => onChange(event.currentTarget.checked)}
              />
            );
          case 'choice':
            return (
              <select {...ties} value={String(value ?? '')} onChange={(event) => onChange(event.currentTarget.value)}>
                {value === undefined && <option value="">Choose…</option>}
                {field.choices?.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            );
          case 'number':
            return (
              <input
                {...ties}
                type="number"
                value={value === undefined ? '' : String(value)}
                onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
              />
            );
          case 'secret':
            return (
              <input
                {...ties}
                type="password"
                autoComplete="new-password"
                placeholder={isSet ? '••••••••' : ''}
                value={String(value ?? '')}
                onInput={(event) => onChange(event.currentTarget.value)}
              />
            );
          default:
            return (
              <input
                {...ties}
                type="text"
                inputMode={field.kind === 'url' ? 'url' : 'text'}
                autoComplete="off"
                value={String(value ?? '')}
                onInput={(event) => onChange(event.currentTarget.value)}
              />
            );
        }
      }}
    </Field>
  );
}

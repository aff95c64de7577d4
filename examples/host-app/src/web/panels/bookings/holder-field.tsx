import type { FieldProblem } from '../../../contract/failure';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Field } from '../../parts/field';

interface HolderFieldProps {
  readonly value: string;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (holderId: string) => void;
}

/** For whom a manager books: the people that have a mapping. */
export function HolderField({ value, problems, onChange }: HolderFieldProps) {
  const mapping = useLoaded(api.mapping, { changes: ['mapping'] });
  const holders = mapping.value?.holders ?? [];
  return (
    <Field name="holderId" label="For" problems={problems}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {!holders.some(({ holderId }) => holderId === value) && <option value={value}>Myself</option>}
          {holders.map(({ holderId, holderName }) => (
            <option key={holderId} value={holderId}>
              {holderName}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

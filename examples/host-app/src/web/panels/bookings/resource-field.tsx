import type { Resource, ResourceKind } from '../../../contract/bookings';
import type { FieldProblem } from '../../../contract/failure';
import { Field } from '../../parts/field';

const groups: readonly { readonly kind: ResourceKind; readonly label: string }[] = [
  { kind: 'facility', label: 'Facilities' },
  { kind: 'parking', label: 'Parking' },
  { kind: 'visit', label: 'Visits' },
  { kind: 'room', label: 'Meeting rooms' },
];

interface ResourceFieldProps {
  readonly resources: readonly Resource[];
  readonly value: string;
  readonly problems: readonly FieldProblem[];
  readonly isFixed: boolean;
  readonly onChange: (resourceId: string) => void;
}

/** What is booked. A booking that is there keeps its resource. */
export function ResourceField({ resources, value, problems, isFixed, onChange }: ResourceFieldProps) {
  const system = resources.find(({ id }) => id === value)?.system;
  return (
    <Field name="resourceId" label="What" problems={problems} hint={system && `Its doors are run by ${system}.`}>
      {(ties) => (
        <select {...ties} value={value} disabled={isFixed} onChange={(event) => onChange(event.currentTarget.value)}>
          {groups.map(({ kind, label }) => {
            const own = resources.filter((resource) => resource.kind === kind);
            return (
              own.length > 0 && (
                <optgroup key={kind} label={label}>
                  {own.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
      )}
    </Field>
  );
}

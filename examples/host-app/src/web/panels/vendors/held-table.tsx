import type { Difference, HeldRow } from '../../../contract/vendors';
import { DataTable } from '../../parts/data-table';
import { Tag } from '../../parts/state-tag';

const tagOf = (difference: Difference) => {
  switch (difference) {
    case 'none':
      return <Tag word="Same" icon="check" tone="mute" />;
    case 'missing':
      return <Tag word="Missing there" icon="warning" tone="bad" />;
    case 'altered':
      return <Tag word="Altered there" icon="warning" tone="bad" />;
    case 'extra':
      return <Tag word="Too much there" icon="warning" tone="bad" />;
    case 'foreign':
      return <Tag word="Somebody else’s" icon="person" tone="wait" />;
  }
};

/** Held beside believed. What differs comes first. */
export function HeldTable({ rows }: { readonly rows: readonly HeldRow[] }) {
  const sorted = [...rows].sort(
    (one, other) => Number(one.difference === 'none') - Number(other.difference === 'none'),
  );
  return (
    <DataTable
      caption="Records at the door system"
      columns={['Who', 'Place', 'Held there', 'Believed here', 'Compared']}
      rows={sorted.map((row) => ({
        key: row.key,
        tone: row.difference,
        cells: [row.who, row.place, row.held ?? 'nothing', row.believed ?? 'nothing', tagOf(row.difference)],
      }))}
      empty="It holds nothing, and nothing is expected of it."
    />
  );
}

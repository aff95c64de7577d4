import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { useClock } from '../../shell/clock-context';
import { timeOf } from '../../time/format-time';

/** How the work goes, over all door systems. */
export function FiguresStrip() {
  const { value } = useLoaded(api.figures, { changes: ['vendors', 'bookings', 'integrations'] });
  const { timeZone } = useClock();
  if (!value) return null;
  const late = Object.values(value.late).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const figures: readonly { readonly name: string; readonly value: string }[] = [
    { name: 'Lag', value: `${value.lagSeconds} s` },
    { name: 'Late rights', value: String(late) },
    { name: 'Notices waiting', value: String(value.waitingNotices) },
    { name: 'Door events waiting', value: String(value.waitingEvents) },
    {
      name: 'Paused',
      value: value.paused.map(({ id, until }) => `${id} until ${timeOf(until, timeZone)}`).join(', ') || 'none',
    },
    { name: 'Workers', value: String(value.workers) },
    { name: 'Ledger', value: value.ledger },
  ];
  return (
    <dl class="figures">
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{figure.name}</dt>
          <dd>{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}

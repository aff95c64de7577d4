import { useState } from 'preact/hooks';
import type { CheckInput, HealthView, VendorView } from '../../../contract/vendors';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { HealthList } from '../../parts/health-list';
import { ProblemNote, StatusNote } from '../../parts/messages';

interface CheckAndHealthProps {
  readonly vendor: VendorView;
  readonly onChanged: () => Promise<void>;
}

/** Looks for drift, mends it, and asks what an installer would ask. */
export function CheckAndHealth({ vendor, onChanged }: CheckAndHealthProps) {
  const [found, setFound] = useState('');
  const [health, setHealth] = useState<HealthView>();
  const checking = useAction(async (mode: CheckInput['mode']) => {
    setFound('');
    setFound((await api.check(vendor.id, { mode })).words);
    await onChanged();
  });
  const asking = useAction(async () => setHealth(await api.health(vendor.id)));
  return (
    <section class="card" aria-labelledby="check-title">
      <h2 id="check-title">Check and heal</h2>
      <div class="actions start">
        <button type="button" class="button" aria-disabled={checking.isRunning} onClick={() => checking.run('report')}>
          Check
        </button>
        <button
          type="button"
          class="button accent"
          aria-disabled={checking.isRunning}
          onClick={() => checking.run('heal')}
        >
          Check and heal
        </button>
        <button type="button" class="button" aria-disabled={asking.isRunning} onClick={() => asking.run()}>
          Health
        </button>
      </div>
      {checking.isRunning && <p class="muted">Comparing…</p>}
      <StatusNote>{found}</StatusNote>
      <ProblemNote message={checking.message ?? asking.message} />
      <div aria-live="polite">{health && <HealthList health={health} />}</div>
    </section>
  );
}

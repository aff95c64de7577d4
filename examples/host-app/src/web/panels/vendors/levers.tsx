import { useId, useState } from 'preact/hooks';
import type { Lever, VendorView } from '../../../contract/vendors';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { ProblemNote, StatusNote } from '../../parts/messages';

interface LeversProps {
  readonly vendor: VendorView;
  readonly onChanged: () => Promise<void>;
}

/** Things that go wrong at a click. */
export function Levers({ vendor, onChanged }: LeversProps) {
  const [done, setDone] = useState('');
  const pulling = useAction(async (lever: Lever) => {
    setDone('');
    await api.pull(vendor.id, lever.id, lever.kind === 'switch' ? { isOn: !lever.isOn } : {});
    setDone(lever.kind === 'switch' ? `${lever.label}: ${lever.isOn ? 'off' : 'on'}.` : `${lever.label}: done.`);
    await onChanged();
  });
  return (
    <section class="card" aria-labelledby="levers-title">
      <h2 id="levers-title">Break something</h2>
      <ul class="levers">
        {vendor.levers.map((lever) => (
          <LeverRow key={lever.id} lever={lever} isBusy={pulling.isRunning} onPull={() => pulling.run(lever)} />
        ))}
      </ul>
      <StatusNote>{done}</StatusNote>
      <ProblemNote message={pulling.message} />
    </section>
  );
}

interface LeverRowProps {
  readonly lever: Lever;
  readonly isBusy: boolean;
  readonly onPull: () => void;
}

function LeverRow({ lever, isBusy, onPull }: LeverRowProps) {
  const hintId = useId();
  return (
    <li class="lever">
      {lever.kind === 'switch' ? (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={lever.isOn}
          aria-describedby={hintId}
          aria-disabled={isBusy}
          onClick={onPull}
        >
          <span class="switch-track" />
          {lever.label}
          <span class="switch-word">{lever.isOn ? 'On' : 'Off'}</span>
        </button>
      ) : (
        <button type="button" class="button" aria-describedby={hintId} aria-disabled={isBusy} onClick={onPull}>
          {lever.label}
        </button>
      )}
      <p class="hint" id={hintId}>
        {lever.hint}
      </p>
    </li>
  );
}

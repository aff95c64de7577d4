import { useState } from 'preact/hooks';
import type { BookingView } from '../../../contract/bookings';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { CopyButton } from '../../parts/copy-button';
import { Dialog } from '../../parts/dialog';
import { ProblemNote } from '../../parts/messages';

/** Shows a PIN, once. It is asked for by a click, so that it is not used up by accident. */
export function PinDialog({ booking, onClose }: { readonly booking: BookingView; readonly onClose: () => void }) {
  const [pin, setPin] = useState<string>();
  const showing = useAction(async () => setPin((await api.pin(booking.id)).pin));
  return (
    <Dialog title={booking.visitorName ? `PIN for ${booking.visitorName}` : 'PIN'} onClose={onClose}>
      {pin === undefined ? (
        <>
          <p>It is shown once. Have somewhere to copy it to.</p>
          <ProblemNote message={showing.message} />
          <div class="actions">
            <button type="button" class="button accent" aria-disabled={showing.isRunning} onClick={() => showing.run()}>
              Show it now
            </button>
          </div>
        </>
      ) : (
        <>
          <p class="pin" role="status">
            <span class="visually-hidden">The PIN is </span>
            <output>{pin}</output>
          </p>
          <p class="muted">It opens during the visit only, and is not shown again.</p>
          <div class="actions">
            <CopyButton text={pin} label="Copy the PIN" />
          </div>
        </>
      )}
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { BookingView } from '../../../contract/bookings';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { Confirm } from '../../parts/confirm';
import { StateTag } from '../../parts/state-tag';
import { momentOf, timesOf, windowOf } from '../../time/format-time';
import { PinDialog } from './pin-dialog';

interface BookingCardProps {
  readonly booking: BookingView;
  readonly timeZone: string;
  readonly isManager: boolean;
  readonly isOwn: boolean;
  readonly onChange: () => void;
  readonly onDone: (words: string) => void;
}

/** One booking: how it stands, when its door opens, and what can be done about it. */
export function BookingCard({ booking, timeZone, isManager, isOwn, onChange, onDone }: BookingCardProps) {
  const [opened, setOpened] = useState<'pin' | 'cancel'>();
  const cancelling = useAction(async () => {
    await api.cancelBooking(booking.id);
    onDone(`${booking.resourceName} is cancelled.`);
  });
  const name = `${booking.resourceName}, ${windowOf(booking, timeZone)}`;
  return (
    <li class={`card booking state-${booking.state}`}>
      <div class="booking-what">
        <h2>{booking.resourceName}</h2>
        <p class="booking-when">{windowOf(booking, timeZone)}</p>
        {(isManager || booking.visitorName) && (
          <p class="muted">
            {isManager && booking.holderName}
            {isManager && booking.visitorName && ' · '}
            {booking.visitorName && `Visitor: ${booking.visitorName}`}
          </p>
        )}
      </div>
      <div class="booking-state">
        <p>
          <StateTag state={booking.state} />
        </p>
        <p>{booking.words}</p>
        <ul class="facts">
          {booking.windows.map((window) => (
            <li key={window.startsAt}>
              Door {timesOf(window, timeZone)}
              {window.adjustments.length > 0 && ` (${window.adjustments.join(', ')})`}
            </li>
          ))}
          {booking.expectedAt && <li>Expected {momentOf(booking.expectedAt, timeZone)}</li>}
          {booking.checkedInAt && <li>Checked in {momentOf(booking.checkedInAt, timeZone)}</li>}
        </ul>
      </div>
      <div class="booking-actions">
        {booking.hasPin && isOwn && (
          <button type="button" class="button accent" onClick={() => setOpened('pin')}>
            Show PIN
          </button>
        )}
        {booking.mayChange && (
          <>
            {/* A room is moved where it was booked. */}
            {booking.kind !== 'room' && (
              <button type="button" class="button" aria-label={`Change: ${name}`} onClick={onChange}>
                Change
              </button>
            )}
            <button
              type="button"
              class="button quiet"
              aria-label={`Cancel: ${name}`}
              onClick={() => setOpened('cancel')}
            >
              Cancel
            </button>
          </>
        )}
      </div>
      {opened === 'pin' && <PinDialog booking={booking} onClose={() => setOpened(undefined)} />}
      {opened === 'cancel' && (
        <Confirm
          title="Cancel this booking?"
          words={`${name}. The right at the door is taken away.`}
          yes="Cancel the booking"
          no="Keep it"
          action={cancelling}
          onClose={() => setOpened(undefined)}
        />
      )}
    </li>
  );
}

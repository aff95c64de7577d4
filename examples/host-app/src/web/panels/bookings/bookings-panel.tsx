import { useState } from 'preact/hooks';
import type { BookingView } from '../../../contract/bookings';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Dialog } from '../../parts/dialog';
import { Icon } from '../../parts/icon';
import { Empty, StatusNote } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { useClock } from '../../shell/clock-context';
import type { PanelProps } from '../../shell/panels';
import { BookingCard } from './booking-card';
import { BookingForm } from './booking-form';
import { draftOf, newDraft } from './draft';

const isDone = ({ state }: BookingView): boolean => state === 'over' || state === 'cancelled';

const byStart = (one: BookingView, other: BookingView): number => one.startsAt.localeCompare(other.startsAt);

/** Make, move and cancel bookings. */
export function BookingsPanel({ user }: PanelProps) {
  const resources = useLoaded(api.resources);
  const bookings = useLoaded(api.bookings, { changes: ['bookings'] });
  const { now } = useClock();
  const [edited, setEdited] = useState<BookingView | 'new'>();
  const [done, setDone] = useState('');
  const all = bookings.value ?? [];
  const coming = all.filter((booking) => !isDone(booking)).sort(byStart);
  const past = all.filter(isDone).sort((one, other) => byStart(other, one));
  const zoneOf = (id: string): string => resources.value?.find((resource) => resource.id === id)?.timeZone ?? 'UTC';
  const card = (booking: BookingView) => (
    <BookingCard
      key={booking.id}
      booking={booking}
      timeZone={zoneOf(booking.resourceId)}
      isManager={user.role === 'manager'}
      isOwn={booking.holderId === user.id}
      onChange={() => setEdited(booking)}
      onDone={setDone}
    />
  );

  return (
    <Panel
      title="Bookings"
      lead={
        user.role === 'manager'
          ? 'Every booking of the house. The doors follow by themselves.'
          : 'Your bookings. The doors follow by themselves.'
      }
      problem={bookings.problem ?? resources.problem}
      actions={
        <button
          type="button"
          class="button accent"
          disabled={!resources.value || !now}
          onClick={() => setEdited('new')}
        >
          <Icon name="plus" />
          New booking
        </button>
      }
    >
      <StatusNote>{done}</StatusNote>
      {bookings.value && coming.length === 0 && <Empty>Nothing is booked.</Empty>}
      <ul class="cards">{coming.map(card)}</ul>
      {past.length > 0 && (
        <details class="more">
          <summary>Over and cancelled ({past.length})</summary>
          <ul class="cards">{past.map(card)}</ul>
        </details>
      )}
      {edited && now && resources.value && (
        <Dialog title={edited === 'new' ? 'New booking' : 'Change the booking'} onClose={() => setEdited(undefined)}>
          <BookingForm
            start={edited === 'new' ? newDraft({ now, resources: resources.value, user }) : draftOf(edited)}
            resources={resources.value}
            user={user}
            onDone={(words) => {
              setDone(words);
              setEdited(undefined);
              void bookings.reload();
            }}
          />
        </Dialog>
      )}
    </Panel>
  );
}

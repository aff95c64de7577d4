import type { BookingView } from '../../contract/bookings';
import type { MailSummary } from '../../contract/mailbox';
import { type Browser, TODAY } from './running-demo';

/** A draft of today. */
export function draft(resourceId: string, from: string, to: string, more: object = {}) {
  return { resourceId, startsAt: `${TODAY}T${from}`, endsAt: `${TODAY}T${to}`, ...more };
}

/** Books, and fails where it is refused. */
export async function book(browser: Browser, wish: object): Promise<BookingView> {
  const { status, body } = await browser.send('POST', '/api/bookings', wish);
  if (status !== 201) throw new Error(`It was refused: ${JSON.stringify(body)}`);
  return body as BookingView;
}

/** Asks until a booking has come to this state: the work goes on beside the requests. */
export function until(browser: Browser, id: string, state: BookingView['state']): Promise<BookingView> {
  return untilFound(`The booking has not come to ${state}.`, async () => {
    const { body } = await browser.get('/api/bookings');
    return (body as BookingView[]).find((booking) => booking.id === id && booking.state === state);
  });
}

/** Asks until a mail of this subject has come. */
export function untilMail(browser: Browser, subject: string): Promise<MailSummary> {
  return untilFound(`There is no mail "${subject}".`, async () => {
    const { body } = await browser.get('/api/mail');
    return (body as MailSummary[]).find((mail) => mail.subject === subject);
  });
}

async function untilFound<T>(message: string, look: () => Promise<T | undefined>): Promise<T> {
  // A busy machine is no fault.
  for (let tries = 0; tries < 10_000; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(message);
}

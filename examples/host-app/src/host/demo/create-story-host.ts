import type { DemoWorld } from '../../contract/demo-world';
import type { User } from '../../contract/session';
import type { StoryHost } from '../../demo/story-host';
import type { Host } from '../create-host';
import { presentAtDoor } from '../door-desk';
import { checkVendor } from '../vendors';

/** The host, as the guided story works with it: what people do on the page, one after the other. */
export function createStoryHost(host: Host, demo: DemoWorld): StoryHost {
  const { house, bookings, engine, known, sources } = host;
  const teller: User = house.people.find(({ role }) => role === 'manager') ?? {
    id: 'story',
    name: 'Story',
    role: 'manager',
  };
  const userOf = (userId: string): User => house.people.find(({ id }) => id === userId) ?? teller;
  /** Who sees the page as the one who has booked. */
  const holderOf = async (bookingId: string): Promise<User> => userOf((await known.find(bookingId))?.holderId ?? '');
  const settle = async (): Promise<void> => {
    await sources.runDue();
    await engine.runDue();
  };
  return {
    plan: (userId, draft) => bookings.plan(userOf(userId), draft),
    async book(userId, bookingId, draft) {
      await bookings.book(userOf(userId), draft, bookingId);
      await settle();
    },
    async move(bookingId, draft) {
      await bookings.move(await holderOf(bookingId), bookingId, draft);
      await settle();
    },
    async cancel(bookingId) {
      await bookings.cancel(await holderOf(bookingId), bookingId);
      await settle();
    },
    async cancelAll(idPrefix) {
      const left = (await bookings.list(teller)).filter(({ id, mayChange }) => id.startsWith(idPrefix) && mayChange);
      for (const { id } of left) await bookings.cancel(teller, id);
      await settle();
    },
    async pinOf(bookingId) {
      const { permissions } = await engine.access.settled(bookingId, { timeoutMs: 0 });
      return permissions.find(({ credential }) => credential !== undefined)?.credential?.value;
    },
    async bookingState(bookingId) {
      const booking = await bookings.view(teller, bookingId);
      const { state, checkedInAt } = booking;
      return { state, ...(checkedInAt !== undefined && { checkedInAt }) };
    },
    async present(doorId, input) {
      const options = { window: demo, access: engine.access, known, house, user: teller };
      const answer = await presentAtDoor(options, doorId, input);
      await settle();
      return answer;
    },
    // The host works on what is due after every move.
    advanceTo: (instant) => demo.clock.advanceTo(instant),
    async pull(integrationId, leverId, input) {
      await demo.pull(integrationId, leverId, input);
      await settle();
    },
    check: (integrationId, mode) => checkVendor(engine, integrationId, { mode }),
  };
}

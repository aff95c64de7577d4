import { createBookingsOneSource, createBookingsOneVisitors } from '@acx/bookings-one';
import {
  type AccessControl,
  type BookingInput,
  createAccessControl,
  createDoorList,
  createInMemoryDirectory,
  createMemoryLedger,
  followBookings,
} from '@acx/core';
import { serveOnLoopback } from '@acx/core/testing';
import { createIpassan } from '@acx/ipassan';
import { createIpevia } from '@acx/ipevia';
import { createSalto } from '@acx/salto';
import type { BookingDraft, BookingState } from '../../contract/bookings';
import type { DemoWorld } from '../../contract/demo-world';
import { instantOfLocal } from '../local-time';
import type { StoryHost } from '../story-host';

/** The least that a host has to be to play the story: everything in memory, no page, no mail. */
export async function createPlainHost(world: DemoWorld) {
  const { clock, timeZone } = world;
  const text = (id: string, name: string): string => {
    const { settings, secrets = {} } = inputOf(world, id);
    return String(secrets[name] ?? settings[name] ?? '');
  };
  const ledger = createMemoryLedger();
  const doors = createDoorList({
    id: 'office-doors',
    doors: [{ place: 'boardroom' }, { place: 'huddle' }],
    freshness: { limitMinutes: 240, afterwards: 'keep' },
    clock,
  });
  const { webhookEmail: email = '', webhookPassword: password = '' } = inputOf(world, 'car-park').checkIns ?? {};
  const access = createAccessControl({
    providers: [
      createIpassan({
        id: 'riverside',
        baseUrl: text('riverside', 'baseUrl'),
        clientId: text('riverside', 'clientId'),
        clientSecret: text('riverside', 'clientSecret'),
        siteUuid: text('riverside', 'siteUuid'),
        timeZone,
      }),
      createSalto({
        id: 'house',
        transport: {
          kind: 'http',
          baseUrl: text('house', 'baseUrl'),
          authentication: { kind: 'key', key: text('house', 'key') },
        },
        maximumIntervals: Number(text('house', 'maximumIntervals')),
        timeZone,
        clock,
      }),
      createIpevia({
        id: 'car-park',
        baseUrl: text('car-park', 'baseUrl'),
        authentication: { user: text('car-park', 'user'), password: text('car-park', 'password') },
        site: text('car-park', 'site'),
        strategy: 'whitelist',
        events: { kind: 'push', authentication: { kind: 'basic', email, password } },
        entrance: 'taken',
        exits: ['exit'],
        clock,
      }),
      doors,
      createBookingsOneVisitors({
        id: 'visitors',
        baseUrl: text('visitors', 'baseUrl'),
        token: text('visitors', 'token'),
        doors: [{ place: 'reception', direction: 'arrival' }],
        denialCacheMs: 0,
        timeZone,
        clock,
      }),
    ],
    directory: createInMemoryDirectory(directoryOf(world)),
    ledger,
    clock,
    eventFeeds: { everySeconds: 300 },
    random: () => 0.5,
  });
  const inlet = await serveOnLoopback((request) =>
    request.url.includes('/webhooks/') ? access.webhook('car-park')(request) : rooms.receive(request),
  );
  const rooms = followBookings({
    source: createBookingsOneSource({
      id: 'office',
      baseUrl: text('office', 'baseUrl'),
      token: text('office', 'token'),
      resources: placesOf(world, 'office').map(({ resourceId, place }) => ({ resource: place, resourceId, timeZone })),
      callback: { url: `${inlet.url}/hooks/office`, secret: text('office', 'callbackSecret') },
      clock,
    }),
    access,
    ledger,
    clock,
    random: () => 0.5,
    onRead: ({ resourceId, at }) => void doors.markFresh({ at, places: [resourceId] }),
  });
  world.connect({ decide: (question) => access.decide(question), webhookUrl: (id) => `${inlet.url}/webhooks/${id}` });
  await access.start();
  rooms.start();

  return {
    access,
    ledger,
    story: createStoryHost(world, access),
    async close() {
      await rooms.stop();
      await access.stop();
      await inlet.close();
      await world.close();
    },
  };
}

function createStoryHost(world: DemoWorld, access: AccessControl): StoryHost {
  const booked = new Set<string>();
  const inputFrom = (userId: string, id: string, draft: BookingDraft): BookingInput => {
    const visitor = draft.visitorName === undefined ? {} : { visitor: { name: draft.visitorName } };
    const kind = draft.resourceId === 'visits' ? ('visit' as const) : ('reservation' as const);
    const { resourceId } = draft;
    const [startsAt, endsAt] = [draft.startsAt, draft.endsAt].map((local) => instantOfLocal(local, world.timeZone));
    return {
      id,
      kind,
      resourceId,
      startsAt: startsAt ?? '',
      endsAt: endsAt ?? '',
      holders: [{ holderId: userId }],
      ...visitor,
    };
  };
  const holders = new Map<string, string>();
  const put = async (userId: string, id: string, draft: BookingDraft): Promise<void> => {
    booked.add(id);
    holders.set(id, userId);
    await access.putBooking(inputFrom(userId, id, draft));
    await access.runDue();
  };
  const settled = (id: string) => access.settled(id, { timeoutMs: 0 });
  return {
    async plan(userId, draft) {
      const { permissions, vendorCalls } = await access.plan(inputFrom(userId, 'plan', draft));
      const windows = permissions.flatMap((planned) =>
        planned.windows.map((window) => ({ ...window, adjustments: [] })),
      );
      return { problems: [], windows, notes: [], vendorCalls };
    },
    book: put,
    move: (id, draft) => put(holders.get(id) ?? '', id, draft),
    async cancel(id) {
      await access.cancelBooking(id);
      await access.runDue();
    },
    async cancelAll(prefix) {
      for (const id of booked) if (id.startsWith(prefix)) await access.cancelBooking(id);
      await access.runDue();
    },
    pinOf: async (id) => (await settled(id)).permissions[0]?.credential?.value,
    async bookingState(id) {
      const { permissions, checkIn } = await settled(id);
      const words: Readonly<Record<string, BookingState>> = {
        live: 'live',
        scheduled: 'ready',
        waiting: 'waiting',
        ended: 'over',
      };
      return { state: words[permissions[0]?.status.state ?? ''] ?? 'working', checkedInAt: checkIn?.at };
    },
    async present(doorId, input) {
      const { opened, reason } = await world.present(doorId, input);
      await access.runDue();
      return { opened, verdict: `${opened ? 'Opened' : 'Refused'}: ${reason}`, why: [] };
    },
    async advanceTo(instant) {
      await world.clock.advanceTo(instant);
      await access.runDue();
    },
    pull: (integrationId, leverId, input) => world.pull(integrationId, leverId, input),
    async check(providerId, mode) {
      const { drift, foreign } = await access.check({ providerId, mode });
      await access.runDue();
      const count = (kind: string): number => drift.filter((one) => one.kind === kind).length;
      const words = `${count('missing')} missing, ${count('altered')} altered, ${count('extra')} too many.`;
      return { missing: count('missing'), altered: count('altered'), extra: count('extra'), foreign, words };
    },
  };
}

const inputOf = ({ integrations }: DemoWorld, id: string) => {
  const found = integrations.find((integration) => integration.id === id);
  if (found === undefined) throw new RangeError(`There is no integration ${id}.`);
  return found.input;
};

const placesOf = ({ mapping }: DemoWorld, integrationId: string) =>
  mapping.flatMap(({ resource }) =>
    (resource?.places ?? [])
      .filter((place) => place.integrationId === integrationId)
      .map(({ place }) => ({ resourceId: resource?.resourceId ?? '', place })),
  );

/** Everybody is known by id and, because Bookings ONE knows nothing else, by e-mail. */
function directoryOf({ timeZone, mapping, resources, people }: DemoWorld) {
  return {
    timeZone,
    resources: resources.map(({ id, use, checkIn, earlyMinutes }) => ({
      ...{ id, use, checkIn },
      places: mapping
        .flatMap(({ resource }) => (resource?.resourceId === id ? resource.places : []))
        .filter(({ integrationId }) => integrationId !== 'office')
        .map(({ integrationId, place }) => ({ provider: integrationId, place, earlyMinutes })),
    })),
    holders: people.flatMap(({ id, email }) => {
      const subjects = mapping
        .flatMap(({ holder }) => (holder?.holderId === id ? holder.subjects : []))
        .map(({ integrationId, subject }) => ({ provider: integrationId, subject }));
      return [id, email].map((holderId) => ({ id: holderId, subjects }));
    }),
  };
}

import { createAccessControl, createInMemoryDirectory, createMemoryLedger } from '@acx/core';
import { createIpassan } from '@acx/ipassan';
import { createIpassanBuilding, createIpassanSimulator } from '@acx/ipassan/testing';

// A pretended iPassan on this machine. Leave these lines out when you have a real one.
const simulator = createIpassanSimulator();
const { site, gym, ada } = createIpassanBuilding(simulator);
const server = await simulator.listen();

// 1. The installation: how the access-control system is reached.
const ipassan = createIpassan({
  id: 'riverside',
  baseUrl: server.url,
  ...simulator.credentials, // clientId and clientSecret of the API user
  siteUuid: site.uuid,
  timeZone: 'Europe/London',
});

// 2. The directory: what your words mean there.
const directory = createInMemoryDirectory({
  timeZone: 'Europe/London',
  resources: [{ id: 'gym', places: [{ provider: 'riverside', place: gym.uuid }] }],
  holders: [{ id: 'apartment-501', subjects: [{ provider: 'riverside', subject: ada.uuid }] }],
});

// 3. The access control: from now on doors follow bookings.
const access = createAccessControl({
  providers: [ipassan],
  directory,
  ledger: createMemoryLedger(),
  onNotice: ({ message, action }) => console.log(`Notice: ${message} ${action}`),
});
await access.start();

// 4. A booking of your product, stored under your own id.
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
await access.putBooking({
  id: 'booking-1',
  resourceId: 'gym',
  startsAt: `${tomorrow}T18:00:00Z`,
  endsAt: `${tomorrow}T19:00:00Z`,
  holders: [{ holderId: 'apartment-501' }],
});

const { permissions } = await access.settled('booking-1');
for (const { status } of permissions) console.log(`The gym is ${status.state} for apartment 501.`);
const opens = simulator.opens({ person: ada.uuid, asset: gym.uuid, at: `${tomorrow}T18:30:00Z` });
console.log(`Does the door open tomorrow at half past six? ${opens ? 'Yes.' : 'No.'}`);

await access.stop();
await server.close();

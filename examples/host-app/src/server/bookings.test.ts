import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, draft, until, untilMail } from './__fixtures__/bookings-of';
import { type Browser, type RunningDemo, startRunningDemo, TODAY } from './__fixtures__/running-demo';

let demo: RunningDemo;
let ada: Browser;
let ben: Browser;
let mia: Browser;
beforeAll(async () => {
  demo = await startRunningDemo();
  [ada, ben, mia] = [await demo.as('ada'), await demo.as('ben'), await demo.as('mia')];
});
afterAll(() => demo.end());

const present = async (door: string, input: object) =>
  (await ada.send('POST', `/api/doors/${door}/present`, input)).body;

test('a gym booking opens the door in its time, for its holder, and says why', async () => {
  const booking = await book(ada, draft('gym', '09:00', '10:00'));
  await until(ada, booking.id, 'ready');
  expect(await present('gym', { credentialId: 'ada' })).toMatchObject({ opened: false });
  await ada.send('POST', '/api/clock', { to: `${TODAY}T09:00:00Z` });
  await until(ada, booking.id, 'live');
  expect(await present('gym', { credentialId: 'ada' })).toMatchObject({
    opened: true,
    why: [expect.stringContaining('The booking of Ada Archer (23 November, 09:00 to 10:00) opens it')],
  });
  expect(await present('gym', { credentialId: 'ben' })).toMatchObject({ opened: false });

  expect((await ada.send('DELETE', `/api/bookings/${booking.id}`)).body).toMatchObject({ mayChange: false });
  await until(ada, booking.id, 'cancelled');
  expect(await present('gym', { credentialId: 'ada' })).toMatchObject({ opened: false });
});

test('a plan names the problem at its field, and the windows where there is none', async () => {
  const plan = async (wish: object) => (await ada.send('POST', '/api/bookings/plan', wish)).body;
  expect(await plan(draft('function-room', '15:07', '16:00'))).toMatchObject({
    problems: [],
    windows: [{ startsAt: `${TODAY}T15:00:00.000Z`, adjustments: ['opens 7 minutes early', expect.any(String)] }],
  });
  expect(await plan(draft('nowhere', '16:00', '15:00', { holderId: 'ben' }))).toMatchObject({
    problems: [{ field: 'resourceId' }, { field: 'holderId' }, { field: 'endsAt' }],
  });
});

test('a resource that is used by one at a time is booked once', async () => {
  const { id } = await book(ada, draft('function-room', '17:00', '18:00'));
  const wish = draft('function-room', '17:30', '18:30');
  const taken = { status: 422, body: { problems: [{ field: 'startsAt', message: 'Function room is booked then.' }] } };
  expect(await ben.send('POST', '/api/bookings', wish)).toMatchObject(taken);
  expect(await ada.send('PUT', `/api/bookings/${id}`, draft('function-room', '17:30', '18:30'))).toMatchObject({
    status: 200,
    body: { localStartsAt: `${TODAY}T17:30` },
  });
});

test('the PIN of a visit is shown once, to its host alone, and mailed to nobody else', async () => {
  const { id } = await book(ada, draft('visits', '14:00', '15:00', { visitorName: 'Vera' }));
  await until(ada, id, 'ready');
  expect((await ben.send('POST', `/api/bookings/${id}/pin`)).status).toBe(404);
  expect((await mia.send('POST', `/api/bookings/${id}/pin`)).status).toBe(404);
  const { status, body } = await ada.send('POST', `/api/bookings/${id}/pin`);
  expect([status, body]).toEqual([200, { pin: expect.stringMatching(/^\d{4,8}$/) }]);
  const { pin } = body as { pin: string };
  expect((await ada.send('POST', `/api/bookings/${id}/pin`)).status).toBe(410);

  const mail = await untilMail(ada, 'Invitation for Vera');
  expect(JSON.stringify((await ada.get(`/api/mail/${mail.id}`)).body)).toContain(pin);
  for (const other of [ben, mia]) {
    expect((await other.get(`/api/mail/${mail.id}`)).status).toBe(404);
    expect(JSON.stringify((await other.get('/api/bookings')).body)).not.toContain(pin);
  }
  expect(demo.log.join('')).not.toContain(pin);
});

test('a resident sees that something is booked, and neither whose it is nor its id', async () => {
  const { id } = await book(ben, draft('gym', '19:00', '20:00'));
  expect(JSON.stringify((await ada.get('/api/bookings')).body)).not.toContain(id);
  const window = `from=${TODAY}T00:00:00Z&to=${TODAY}T23:00:00Z`;
  const timeline = JSON.stringify((await ada.get(`/api/timeline?${window}`)).body);
  expect(timeline).toContain('Somebody else');
  expect(timeline).not.toContain(id);
  expect(timeline).not.toContain('Ben');
  for (const [method, body] of [
    ['PUT', draft('gym', '20:00', '21:00')],
    ['DELETE', {}],
  ] as const)
    expect((await ada.send(method, `/api/bookings/${id}`, body)).status).toBe(404);
  expect(JSON.stringify((await mia.get(`/api/timeline?${window}`)).body)).toContain('Ben Brook');
});

test('a room is booked at its own product, and its reader follows', async () => {
  const { id } = await book(ada, draft('boardroom', '10:00', '11:00'));
  await until(ada, id, 'ready');
  await ada.send('POST', '/api/clock', { to: `${TODAY}T10:00:00Z` });
  expect(await present('boardroom', { credentialId: 'ada' })).toMatchObject({ opened: true });
  expect(await present('boardroom', { credentialId: 'stranger' })).toMatchObject({ opened: false });
  const { body } = await ada.send('DELETE', `/api/bookings/${encodeURIComponent(id)}`);
  expect(body).toMatchObject({ mayChange: false });
  await ada.send('POST', '/api/clock', { advanceMinutes: 1 });
  expect(await present('boardroom', { credentialId: 'ada' })).toMatchObject({ opened: false });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Integration } from '../contract/integrations';
import type { Mapping } from '../contract/mapping';
import type { VendorView } from '../contract/vendors';
import { book, draft, until } from './__fixtures__/bookings-of';
import { type Browser, type RunningDemo, startRunningDemo } from './__fixtures__/running-demo';

let demo: RunningDemo;
let ada: Browser;
let mia: Browser;
beforeAll(async () => {
  demo = await startRunningDemo();
  [ada, mia] = [await demo.as('ada'), await demo.as('mia')];
});
afterAll(() => demo.end());

const integration = async (id: string): Promise<Integration | undefined> =>
  ((await mia.get('/api/integrations')).body as Integration[]).find((one) => one.id === id);
const vendor = async (id: string): Promise<VendorView | undefined> =>
  ((await mia.get('/api/vendors')).body as VendorView[]).find((one) => one.id === id);

/** What is not somebody else's. */
const ours = async (id: string) => (await vendor(id))?.rows.filter(({ difference }) => difference !== 'foreign');

test('every integration of the demo is in good health, also while its clock stands', async () => {
  for (const { id } of (await mia.get('/api/integrations')).body as Integration[]) {
    const { body } = await mia.send('POST', `/api/integrations/${id}/test`);
    expect([id, body]).toMatchObject([id, { status: 'ok' }]);
  }
});

test('what is deactivated is not written to, and catches up when it is activated', async () => {
  await mia.send('POST', '/api/integrations/house/deactivate');
  const before = (await vendor('house'))?.writes;
  const { id } = await book(ada, draft('gym', '10:00', '11:00'));
  await until(ada, id, 'paused');
  expect(await vendor('house')).toMatchObject({ isActive: false, writes: before });

  await mia.send('POST', '/api/integrations/house/activate');
  await until(ada, id, 'ready');
  expect(await ours('house')).toMatchObject([{ difference: 'none' }]);

  await mia.send('POST', '/api/integrations/house/deactivate');
  await ada.send('DELETE', `/api/bookings/${id}`);
  expect(await until(ada, id, 'paused')).toMatchObject({ words: expect.stringContaining('may still open') });
  await mia.send('POST', '/api/integrations/house/activate');
  await until(ada, id, 'cancelled');
  expect(await ours('house')).toEqual([]);
});

test('a secret goes in, and never comes out', async () => {
  const before = await integration('riverside');
  const { kind = 'ipassan', name = '', settings } = before ?? {};
  const secrets = { clientSecret: 'canary-secret-4711' };
  const changed = await mia.send('PUT', '/api/integrations/riverside', { kind, name, settings, secrets });
  expect(changed.status).toBe(200);
  // The vendor refuses it, and says so to the installer.
  expect((await mia.send('POST', '/api/integrations/riverside/test')).body).toMatchObject({ status: 'failed' });
  for (const path of ['integrations', 'vendors', 'mapping', 'figures', 'vendors/riverside/health'])
    expect(JSON.stringify((await mia.get(`/api/${path}`)).body)).not.toContain('canary-secret');
  expect(demo.log.join('')).not.toContain('canary-secret');
  expect(before?.secretsSet).toEqual(['clientSecret']);
});

test('a secret is not sent to another address than it was typed in for', async () => {
  const { kind = 'ipassan', name = '', settings } = (await integration('riverside')) ?? {};
  const elsewhere = { kind, name, settings: { ...settings, baseUrl: 'http://127.0.0.1:9' } };
  expect(await mia.send('PUT', '/api/integrations/riverside', elsewhere)).toMatchObject({
    status: 422,
    body: { problems: [{ field: 'clientSecret', message: expect.stringContaining('is needed') }] },
  });
  const house = await integration('house');
  const gym = { kind: 'salto', name: 'House', settings: { ...house?.settings, baseUrl: 'http://127.0.0.1:9' } };
  expect(await mia.send('PUT', '/api/integrations/house', gym)).toMatchObject({ status: 422 });
  const unchanged = { kind, name, settings };
  expect((await mia.send('PUT', '/api/integrations/riverside', unchanged)).status).toBe(200);
});

test('a new integration is looked at as a whole, and every wrong field is named', async () => {
  const wish = { kind: 'salto', name: 'Annex', settings: { baseUrl: 'http://elsewhere.example', speed: 3 } };
  expect(await mia.send('POST', '/api/integrations', wish)).toMatchObject({
    status: 422,
    body: { problems: [{ field: 'speed' }, { field: 'authentication' }, { field: 'timeZone' }] },
  });
  const settings = { baseUrl: 'http://elsewhere.example', authentication: 'none', timeZone: 'Dublin' };
  expect(await mia.send('POST', '/api/integrations', { ...wish, settings })).toMatchObject({
    status: 422,
    body: { problems: expect.arrayContaining([{ field: 'timeZone', message: expect.stringContaining('IANA') }]) },
  });
  const right = { ...settings, baseUrl: 'https://elsewhere.example', timeZone: 'Europe/Dublin' };
  expect(await mia.send('POST', '/api/integrations', { ...wish, settings: right })).toMatchObject({
    status: 201,
    body: { integration: { id: 'annex', isActive: false } },
  });
  expect((await mia.send('DELETE', '/api/integrations/annex')).status).toBe(200);
  expect((await mia.send('DELETE', '/api/integrations/house')).status).toBe(409);
});

test('a mapping is told in names', async () => {
  const { resources } = (await mia.get('/api/mapping')).body as Mapping;
  const nameOf = (wanted: string, at: string): string | undefined =>
    resources.find(({ resourceId }) => resourceId === wanted)?.places.find(({ integrationId }) => integrationId === at)
      ?.placeName;
  expect([nameOf('parking', 'car-park'), nameOf('gym', 'house')]).toEqual(['Car park', 'Gym']);
  expect(nameOf('boardroom', 'office')).toMatch(/^Boardroom \(\d+\)$/);
});

test('a changed mapping moves the rights of bookings that are there', async () => {
  const { id } = await book(ada, draft('gym', '12:00', '13:00'));
  await until(ada, id, 'ready');
  expect(await ours('house')).toMatchObject([{ who: expect.stringContaining('501') }]);
  const mapping = (await mia.get('/api/mapping')).body as Mapping;
  const holder = mapping.holders.find(({ holderId }) => holderId === 'ada');
  const move = (subject: string) => ({
    holder: {
      holderId: 'ada',
      subjects: (holder?.subjects ?? []).map(({ integrationId, subject: known }) =>
        integrationId === 'house' ? { integrationId, subject } : { integrationId, subject: known },
      ),
    },
  });
  expect(await mia.send('PUT', '/api/mapping', move('APT-999'))).toMatchObject({
    status: 422,
    body: { problems: [{ field: expect.stringMatching(/^subjects\[\d\]$/), message: 'is not known there' }] },
  });
  const { body } = await mia.send('PUT', '/api/mapping', move('APT-502'));
  expect(body).toMatchObject({ words: expect.stringContaining('1 booking has got other rights') });
  await until(ada, id, 'ready');
  expect(await ours('house')).toMatchObject([{ who: expect.stringContaining('502') }]);
  await ada.send('DELETE', `/api/bookings/${id}`);
  await until(ada, id, 'cancelled');
});

test('a webhook takes events of the one who knows the password, and of nobody else', async () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${demo.url}/webhooks/car-park`, { method: 'POST', headers, body: '{"events":[]}' });
  const json = { 'content-type': 'application/json' };
  expect((await send(json)).status).toBe(401);
  expect((await send({ ...json, authorization: `Basic ${btoa('somebody@riverside.example:guess')}` })).status).toBe(
    401,
  );
  expect((await fetch(`${demo.url}/webhooks/nobody`, { method: 'POST' })).status).toBe(404);
});

test('an outage at a click waits, and is healed when it is over', async () => {
  await mia.send('POST', '/api/vendors/house/levers/outage', { isOn: true });
  const { id } = await book(ada, draft('gym', '15:00', '16:00'));
  expect(await until(ada, id, 'working')).toMatchObject({ windows: [] });
  expect(await ours('house')).toEqual([]);
  await mia.send('POST', '/api/vendors/house/levers/outage', { isOn: false });
  await mia.send('POST', '/api/clock', { advanceMinutes: 10 });
  await until(ada, id, 'ready');
  expect(await ours('house')).toMatchObject([{ difference: 'none' }]);
});

test('who gets into a room is set where its bookings come from, and counts for what is booked already', async () => {
  const hold = async () => (await ada.send('POST', '/api/doors/huddle/present', { credentialId: 'ada' })).body;
  const { kind, name, settings } = (await integration('office')) ?? {};
  const letIn = (audience: string) =>
    mia.send('PUT', '/api/integrations/office', { kind, name, settings: { ...settings, audience } });
  const now = ((await mia.get('/api/clock')).body as { now: string }).now;
  const hourLater = (hours: number): string => `${String(Number(now.slice(11, 13)) + hours).padStart(2, '0')}:00`;
  const { id } = await book(ada, draft('huddle', hourLater(1), hourLater(2)));
  await until(ada, id, 'ready');
  await mia.send('POST', '/api/clock', { advanceMinutes: 60 });
  expect(await hold()).toMatchObject({ opened: true });
  expect((await letIn('attendee')).status).toBe(200);
  expect(await hold()).toMatchObject({ opened: false });
  expect((await letIn('organizer')).status).toBe(200);
  expect(await hold()).toMatchObject({ opened: true });
  expect(await letIn('everybody')).toMatchObject({ status: 422 });
});

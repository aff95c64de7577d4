import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDemo, startRunningDemo } from './__fixtures__/running-demo';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await startRunningDemo();
});
afterAll(() => demo.end());

test('nobody sees anything before they have logged in', async () => {
  const stranger = demo.open();
  for (const path of ['bookings', 'resources', 'timeline', 'doors', 'mail', 'clock', 'live', 'vendors', 'integrations'])
    expect([path, (await stranger.get(`/api/${path}`)).status]).toEqual([path, 401]);
});

test('a session belongs to a cookie that no script and no other site can use', async () => {
  const ada = demo.open();
  const { headers, body } = await ada.logIn('ada', 'ada-lives-in-501');
  expect(headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
  expect(body).toMatchObject({ user: { id: 'ada', role: 'resident' } });
  expect((await ada.get('/api/bookings')).status).toBe(200);
});

test('logging in gives another cookie, so that nobody can plant one', async () => {
  const ada = demo.open();
  await ada.get('/api/session');
  const before = ada.cookie();
  await ada.logIn('ada', 'ada-lives-in-501');
  expect(before).not.toBe('');
  expect(ada.cookie()).not.toBe(before);
});

test('who logs out is out, also with the old cookie', async () => {
  const ada = await demo.as('ada');
  const headers = { cookie: ada.cookie() };
  expect((await fetch(`${demo.url}/api/bookings`, { headers })).status).toBe(200);
  await ada.send('DELETE', '/api/session');
  expect((await fetch(`${demo.url}/api/bookings`, { headers })).status).toBe(401);
});

test('nothing is changed without the token of the session', async () => {
  const ada = await demo.as('ada');
  const other = await demo.as('ben');
  const { csrfToken } = (await other.get('/api/session')).body as { csrfToken: string };
  for (const token of [undefined, 'made-up', csrfToken]) {
    const headers = { cookie: ada.cookie(), ...(token !== undefined && { 'x-csrf-token': token }) };
    const answer = await fetch(`${demo.url}/api/story`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(403);
  }
});

test('five wrong passwords close a name for a while, also for the right one', async () => {
  const guesser = demo.open();
  const statuses = [];
  for (let tries = 0; tries < 6; tries += 1) statuses.push((await guesser.logIn('nobody', 'guess')).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
});

test('residents set nothing up', async () => {
  const ada = await demo.as('ada');
  for (const path of ['integrations', 'integrations/kinds', 'mapping', 'mapping/choices', 'vendors', 'figures'])
    expect([path, (await ada.get(`/api/${path}`)).status]).toEqual([path, 403]);
  for (const path of ['integrations', 'integrations/house/deactivate', 'integrations/house/test'])
    expect([path, (await ada.send('POST', `/api/${path}`)).status]).toEqual([path, 403]);
  for (const path of ['vendors/house/check', 'vendors/house/levers/outage'])
    expect([path, (await ada.send('POST', `/api/${path}`)).status]).toEqual([path, 403]);
  expect((await ada.send('PUT', '/api/mapping')).status).toBe(403);
  expect((await ada.send('DELETE', '/api/integrations/house')).status).toBe(403);
});

test('every answer forbids foreign content, and no cache keeps it', async () => {
  const { headers } = await demo.open().get('/api/session');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';.* frame-ancestors 'none'/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a long body is refused before it is read', async () => {
  const ada = await demo.as('ada');
  expect((await ada.send('POST', '/api/bookings', { resourceId: 'x'.repeat(100_000) })).status).toBe(413);
});

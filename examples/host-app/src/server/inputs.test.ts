import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft } from './__fixtures__/bookings-of';
import { type Browser, type RunningDemo, startRunningDemo } from './__fixtures__/running-demo';

let demo: RunningDemo;
let mia: Browser;
beforeAll(async () => {
  demo = await startRunningDemo();
  mia = await demo.as('mia');
});
afterAll(() => demo.end());

const integration = { kind: 'sesame', name: '', settings: [] };

test.each<[method: 'POST' | 'PUT', path: string, body: object, fields: string[]]>([
  ['POST', 'session', { userId: 7, extra: 1 }, ['userId', 'password', 'extra']],
  ['POST', 'bookings', { resourceId: 1, startsAt: null, more: 1 }, ['resourceId', 'startsAt', 'endsAt', 'more']],
  ['POST', 'bookings/plan', { endsAt: 'x'.repeat(201) }, ['resourceId', 'startsAt', 'endsAt']],
  ['PUT', 'bookings/some', {}, ['resourceId', 'startsAt', 'endsAt']],
  ['POST', 'clock', { advanceMinutes: -1, to: 'tomorrow', isRunning: 'no' }, ['advanceMinutes', 'to', 'isRunning']],
  ['POST', 'doors/gym/present', {}, ['text']],
  ['POST', 'doors/gym/present', { credentialId: '', text: 5 }, ['credentialId', 'text']],
  ['POST', 'integrations', integration, ['kind', 'name', 'settings']],
  ['PUT', 'integrations/house', integration, ['kind', 'name', 'settings']],
  ['PUT', 'mapping', { resource: { places: 1 }, holder: 2 }, ['resource.resourceId', 'resource.places', 'holder']],
  ['POST', 'vendors/house/check', { mode: 'smash' }, ['mode']],
  ['POST', 'vendors/house/levers/outage', { isOn: 'yes', isBig: true }, ['isOn', 'isBig']],
])('%s %s names every field that is wrong: %j', async (method, path, body, fields) => {
  const { status, body: failure } = await mia.send(method, `/api/${path}`, body);
  expect(status).toBe(422);
  const named = (failure as { problems: { field: string }[] }).problems.map(({ field }) => field);
  expect(named.sort()).toEqual([...fields].sort());
});

test('what the SDK refuses of a visitor is told beside the field of the form', async () => {
  const ada = await demo.as('ada');
  const visit = { ...draft('visits', '10:00', '11:00'), visitorName: 'Vera\r\nBcc: somebody@elsewhere.example' };
  expect(await ada.send('POST', '/api/bookings', visit)).toMatchObject({
    status: 422,
    body: { problems: [{ field: 'visitorName', message: expect.stringContaining('control characters') }] },
  });
});

test('the window of a timeline has two ends, in order and not too far apart', async () => {
  expect((await mia.get('/api/timeline')).body).toMatchObject({ problems: [{ field: 'from' }, { field: 'to' }] });
  for (const to of ['2026-11-23T00:00:00Z', '2027-11-23T00:00:00Z'])
    expect((await mia.get(`/api/timeline?from=2026-11-23T00:00:00Z&to=${to}`)).body).toMatchObject({
      problems: [{ field: 'to' }],
    });
});

test('what is not there is not found, in words', async () => {
  const missing = [
    await mia.get('/api/nothing'),
    await mia.get('/api/vendors/nobody/health'),
    await mia.get('/api/mapping/choices?integration=nobody'),
    await mia.get('/api/mail/none'),
    await mia.send('POST', '/api/bookings/none/pin'),
    await mia.send('DELETE', '/api/bookings/none'),
    await mia.send('POST', '/api/doors/none/present', { credentialId: 'ada' }),
    await mia.send('POST', '/api/doors/gym/present', { credentialId: 'nobody' }),
    await mia.send('POST', '/api/integrations/none/activate'),
    await mia.send('POST', '/api/vendors/none/check', { mode: 'report' }),
  ];
  for (const { status, body } of missing)
    expect([status, body]).toEqual([404, { message: expect.stringMatching(/^\w.*\.$/), problems: [] }]);
});

test('what is not JSON is refused', async () => {
  const { csrfToken } = (await mia.get('/api/session')).body as { csrfToken: string };
  const headers = { cookie: mia.cookie(), 'x-csrf-token': csrfToken };
  const answer = await fetch(`${demo.url}/api/bookings`, { method: 'POST', headers, body: 'hello' });
  expect([answer.status, await answer.json()]).toMatchObject([400, { problems: [] }]);
});

test('another name of this machine is refused', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    const headers = { host: 'evil.example' };
    request(`${demo.url}/api/session`, { headers }, (answer) => resolve(answer.statusCode)).end();
  });
  expect(status).toBe(421);
});

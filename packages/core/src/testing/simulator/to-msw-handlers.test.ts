import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DroppedConnection, type SimulatorHandler } from './simulator-handler';
import { toMswHandlers } from './to-msw-handlers';

/** Answers with what it was asked, or breaks the connection. */
const simulator: SimulatorHandler = async (request) => {
  const { pathname, search } = new URL(request.url);
  if (pathname.endsWith('/drop')) throw new DroppedConnection();
  return new Response(`${request.method} ${pathname}${search} ${await request.text()}`, { status: 201 });
};

describe('a simulator behind MSW', () => {
  const msw = setupServer();
  beforeAll(() => msw.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => msw.resetHandlers());
  afterAll(() => msw.close());

  it.each(['https://vendor.example/api', 'https://vendor.example/api/'])(
    'gets every request below %s, and no other',
    async (baseUrl) => {
      msw.use(http.all('https://vendor.example/*', () => HttpResponse.text('somebody else')));
      msw.use(...toMswHandlers({ http, baseUrl, handler: simulator }));
      const body = new URLSearchParams({ a: 'ü' });
      const response = await fetch('https://vendor.example/api/a/b?c=1', { method: 'POST', body });
      expect([response.status, await response.text()]).toEqual([201, 'POST /api/a/b?c=1 a=%C3%BC']);
      expect(await (await fetch('https://vendor.example/apis/x')).text()).toBe('somebody else');
    },
  );

  it('breaks the connection when it is told to', async () => {
    msw.use(...toMswHandlers({ http, baseUrl: 'https://vendor.example', handler: simulator }));
    await expect(fetch('https://vendor.example/drop')).rejects.toThrow(TypeError);
  });
});

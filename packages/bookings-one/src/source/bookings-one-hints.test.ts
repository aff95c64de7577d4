import { describe, expect, it } from 'vitest';
import { createSourceWorld, secret, sourceOptions } from './__fixtures__/source-world';

const address = `https://host.example/hooks/bookings/${secret}`;

function hintsOf(world = createSourceWorld()) {
  if (world.source.hints === undefined) throw new Error('The source takes no hints.');
  return world.source.hints;
}

interface Sent {
  readonly body?: unknown;
  readonly method?: string;
  readonly url?: string;
  readonly contentType?: string;
}

/** Sends this to the source, and answers with the status and the resources that were named. */
async function send({ body, method = 'POST', url = address, contentType = 'application/json' }: Sent) {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const request = new Request(url, { method, headers: { 'content-type': contentType }, body: text });
  const { resourceIds, response } = await hintsOf().receive(request);
  expect(await response.text()).toBe('');
  return [response.status, resourceIds];
}

describe('a hint', () => {
  it.each([
    ['text', { resourceId: '7' }],
    ['a number', { resourceId: 7, appointment: { title: 'x' } }],
    ['another field', { bookableResourceId: 7 }],
    ['a nested field', { resource: { id: '7' } }],
    ['a field that is its own id', { resource: '7' }],
    ['the first field that has an id', { resourceId: null, bookableResourceId: {}, resource: 7 }],
    ['a list of one', [{ resourceId: 7 }]],
  ])('names its resource as %s', async (_what, body) => {
    expect(await send({ body })).toEqual([204, ['gym']]);
  });

  it('counts in all of its parts, each resource once', async () => {
    const body = [{ resourceId: 8 }, { resourceId: 'x' }, 7, { resource: 7 }, { resourceId: '8' }];
    expect(await send({ body })).toEqual([204, ['8', 'gym']]);
  });

  it('counts with the first hundred parts only', async () => {
    const others = (count: number) => Array.from({ length: count }, (_, index) => ({ resourceId: `other-${index}` }));
    expect(await send({ body: [...others(99), { resourceId: 7 }] })).toEqual([204, ['gym']]);
    expect(await send({ body: [...others(100), { resourceId: 7 }] })).toEqual([204, []]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
    'is read whatever it says it is (%s)',
    async (contentType) => {
      expect(await send({ body: { resourceId: 7 }, contentType })).toEqual([204, ['gym']]);
    },
  );

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['no JSON', 'resourceId=7'],
    ['half a JSON', '{"resourceId":7'],
    ['a text', '"7"'],
    ['null', 'null'],
    ['an unknown resource', { resourceId: 'gym' }],
    ['a resource that is written in another way', { resourceId: '07' }],
    ['half a resource', { resourceId: 7.5 }],
    ['an inherited field', '{"__proto__":{"resourceId":7}}'],
    ['brackets without end', '['.repeat(60_000)],
    ['a list in a list', [[{ resourceId: 7 }]]],
  ])('that holds %s is taken and names nothing', async (_what, body) => {
    expect(await send({ body })).toEqual([204, []]);
  });

  it.each([
    'https://host.example/hooks/bookings',
    'https://host.example/',
    `https://host.example/hooks/bookings/${secret}/`,
    `https://host.example/hooks/bookings/${secret.slice(1)}`,
    `https://host.example/hooks/bookings/${secret.toUpperCase()}`,
    `https://host.example/hooks/${secret}/bookings`,
    `https://host.example/hooks/bookings?secret=${secret}`,
    'https://host.example/hooks/bookings/%E0%A4%A',
  ])('at another address is not found, whatever it holds (%s)', async (url) => {
    expect(await send({ body: { resourceId: 7 }, url })).toEqual([404, []]);
    expect(await send({ method: 'GET', url })).toEqual([404, []]);
  });

  it('is taken at the secret alone, because what stands before it is the business of proxies', async () => {
    const url = `http://10.0.0.5:3000/${secret}?trace=1`;
    expect(await send({ body: { resourceId: 7 }, url })).toEqual([204, ['gym']]);
  });

  it.each(['GET', 'PUT', 'DELETE'])('with %s is refused, and told what is taken', async (method) => {
    const { response, resourceIds } = await hintsOf().receive(new Request(address, { method }));
    expect([response.status, response.headers.get('allow'), resourceIds]).toEqual([405, 'POST', []]);
  });

  it('of up to 64 KiB is read, and a longer one is refused', async () => {
    const hintOf = (bytes: number) => '{"resourceId":7,"text":""}'.replace('""', `"${'x'.repeat(bytes - 26)}"`);
    expect(await send({ body: hintOf(65_536) })).toEqual([204, ['gym']]);
    expect(await send({ body: hintOf(65_537) })).toEqual([413, []]);
  });

  it('without end is read no further than 64 KiB', async () => {
    let pulled = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024));
      },
      cancel() {
        isCancelled = true;
      },
    });
    const request = new Request(address, { method: 'POST', body, duplex: 'half' } satisfies RequestInit & object);
    const { response, resourceIds } = await hintsOf().receive(request);
    expect([response.status, resourceIds, isCancelled]).toEqual([413, [], true]);
    expect(pulled).toBeLessThan(70);
  });

  it('that breaks off, or was read before, names nothing and is not rejected', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
    const broken = new Request(address, { method: 'POST', body, duplex: 'half' } satisfies RequestInit & object);
    expect(await hintsOf().receive(broken)).toMatchObject({ resourceIds: [], response: { status: 204 } });
    const used = new Request(address, { method: 'POST', body: '{"resourceId":7}' });
    await used.text();
    expect(await hintsOf().receive(used)).toMatchObject({ resourceIds: [], response: { status: 204 } });
  });

  it('makes no call to the vendor', async () => {
    const world = createSourceWorld();
    await hintsOf(world).receive(new Request(address, { method: 'POST', body: '{"resourceId":7}' }));
    expect(world.client.calls).toEqual([]);
  });

  it('is looked for where a corrected profile says', async () => {
    const world = createSourceWorld({ profile: { callbackResource: ['data.room'] } });
    const body = JSON.stringify({ resourceId: 8, data: { room: 7 } });
    const { resourceIds } = await hintsOf(world).receive(new Request(address, { method: 'POST', body }));
    expect(resourceIds).toEqual(['gym']);
  });
});

describe('a subscription', () => {
  it('asks for calls to the address with the secret behind it', async () => {
    for (const url of ['https://host.example/hooks/bookings', 'https://host.example/hooks/bookings//']) {
      const world = createSourceWorld({ callback: { url, secret } });
      await hintsOf(world).subscribe({});
      expect(world.client.calls).toEqual([`subscribe ${address}`]);
    }
  });

  it('is known by a fingerprint that holds nothing of the address and changes with it', () => {
    const { subscription } = hintsOf();
    expect(subscription).toMatch(/^[\da-f]{20}$/);
    expect(hintsOf().subscription).toBe(subscription);
    for (const callback of [
      { url: 'https://other.example', secret },
      { url: 'https://host.example/hooks/bookings', secret: `${secret}x` },
    ])
      expect(hintsOf(createSourceWorld({ callback })).subscription).not.toBe(subscription);
  });

  it('is not there without a callback', () => {
    const { callback: _, ...rest } = sourceOptions;
    expect(createSourceWorld({ ...rest, callback: undefined }).source.hints).toBeUndefined();
  });
});

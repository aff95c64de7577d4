import { ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { BASE_URL, envelopeOf, failureOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';

const term = '<b:TerminationTime>2026-11-21T09:00:00Z</b:TerminationTime>';
const subscribed = (address: string, more = '', end = term): string =>
  envelopeOf(
    `<b:SubscribeResponse><b:SubscriptionReference><a:Address>${address}</a:Address>${more}</b:SubscriptionReference>${end}</b:SubscribeResponse>`,
  );
const renewed = envelopeOf(`<b:RenewResponse>${term}</b:RenewResponse>`);
const message = '<tt:Message UtcTime="2026-11-21T08:00:00Z"/>';
const notification = (inner = message): string =>
  `<b:NotificationMessage><b:Topic>tns1:AccessControl/AccessTaken/Credential</b:Topic><b:Message>${inner}</b:Message></b:NotificationMessage>`;
const pulled = (content: string): string =>
  envelopeOf(
    `<tev:PullMessagesResponse><tev:CurrentTime>2026-11-21T08:00:00Z</tev:CurrentTime><tev:TerminationTime>2026-11-21T08:10:00Z</tev:TerminationTime>${content}</tev:PullMessagesResponse>`,
  );
const consumer = { consumerUrl: 'https://host.example/hook', seconds: 60 };
const address = `${BASE_URL}/sub/1`;

describe('the events', () => {
  const vendor = useTestVendor();

  it.each([
    ['http://10.0.0.5:8080/onvif/sub/7?id=1', `${BASE_URL}/onvif/sub/7?id=1`],
    ['https://evil.example/a/../b#c', `${BASE_URL}/b`],
    ['//evil.example/x', `${BASE_URL}/x`],
    ['/relative/9', `${BASE_URL}/relative/9`],
    ['https://parking.example', `${BASE_URL}/`],
    ['https://evil.example//other.example/x', `${BASE_URL}//other.example/x`],
  ])('of a subscription called %s are asked for at our own server', async (told, url) => {
    vendor.answer(subscribed(told), renewed);
    const { events } = vendor.client();
    const subscription = await events.subscribe(consumer);
    await events.renew({ address: subscription.address, seconds: 60 });
    expect(vendor.seen[1]?.url).toBe(url);
  });

  it('are asked for below the path of the base address', async () => {
    vendor.answer(subscribed('/sub/1'));
    await vendor.client({ baseUrl: `${BASE_URL}/site-7/` }).events.subscribe(consumer);
    expect(vendor.seen[0]?.url).toBe(`${BASE_URL}/site-7/onvif/event_service`);
  });

  it.each([
    ['no address', subscribed('')],
    ['an address that is none', subscribed('http://')],
    ['an address of another kind', subscribed('urn:uuid:7')],
    ['reference parameters', subscribed('/sub', '<a:ReferenceParameters><x>7</x></a:ReferenceParameters>')],
    ['an end that is no date', subscribed('/sub', '', '<b:TerminationTime>never</b:TerminationTime>')],
  ])('cannot be had with %s, although the subscription was made', async (_what, answer) => {
    vendor.answer(answer);
    const failure = await failureOf(vendor.client().events.subscribe(consumer));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'applied' });
  });

  it('of a subscription whose end is not told last as long as was asked for, by the vendor’s clock', async () => {
    const now = '<b:CurrentTime>2026-11-21T08:00:00Z</b:CurrentTime><b:TerminationTime xmlns:x="i" x:nil="true"/>';
    vendor.answer(subscribed('/sub', '<a:ReferenceParameters/>', now));
    expect(await vendor.client().events.subscribe(consumer)).toMatchObject({
      terminationTime: '2026-11-21T08:01:00.000Z',
    });
  });

  it('are waited for no longer than half of the time-out', async () => {
    vendor.answer(pulled(''));
    const { events } = vendor.client({ timeoutMs: 30_000 });
    expect(await events.pull({ address, timeoutSeconds: 60, limit: 5 })).toMatchObject({ notifications: [] });
    expect(vendor.seen[0]?.body).toContain('<tev:Timeout>PT15S</tev:Timeout>');
  });

  it('that cannot be read are left out and counted; without any other the pull fails', async () => {
    const lines: unknown[] = [];
    const log = (...line: unknown[]): void => void lines.push(line);
    const logger = { debug: () => {}, info: log, warn: log, error: log };
    const { events } = vendor.client({ logger });
    vendor.answer(pulled(notification() + notification('<tt:Message UtcTime="soon"/>')));
    expect((await events.pull({ address, timeoutSeconds: 0, limit: 5 })).notifications).toHaveLength(1);
    expect(lines).toMatchObject([[expect.any(String), { providerId: 'house', unreadable: 1 }]]);
    vendor.answer(pulled(notification('<tt:Message UtcTime="soon"/>')));
    expect(await failureOf(events.pull({ address, timeoutSeconds: 0, limit: 5 }))).toMatchObject({
      code: 'response_validation',
      effect: 'applied',
    });
  });

  it('may be lost with the answer of a pull', async () => {
    vendor.answer('Bad Gateway');
    expect(await failureOf(vendor.client().events.pull({ address, timeoutSeconds: 0, limit: 5 }))).toMatchObject({
      effect: 'unknown',
    });
  });
});

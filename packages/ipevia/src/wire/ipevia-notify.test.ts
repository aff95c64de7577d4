import { ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { envelopeOf, faultOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';
import { readIpeviaNotify } from './ipevia-notify';
import { ipeviaProfile } from './ipevia-profile';

const item = (name: string, value = 'Canaria'): string => `<tt:SimpleItem Name="${name}" Value="${value}"/>`;
const event = (options: { topic?: string; attributes?: string; inner?: string } = {}): string => {
  const { topic = 'tns1:AccessControl/AccessTaken/Identifier', attributes = 'UtcTime="2026-11-21T08:00:00Z"' } =
    options;
  const inner = options.inner ?? `<tt:Source>${item('AccessPointToken')}</tt:Source>`;
  return `<b:NotificationMessage><b:SubscriptionReference><a:Address>x</a:Address></b:SubscriptionReference><b:Topic>${topic}</b:Topic><b:Message><tt:Message ${attributes}>${inner}</tt:Message></b:Message></b:NotificationMessage>`;
};
const notify = (...events: string[]): string => envelopeOf(`<b:Notify>${events.join('')}</b:Notify>`);
const failureOf = (document: string): unknown => {
  try {
    return readIpeviaNotify(ipeviaProfile, document, 'house');
  } catch (failure) {
    return failure;
  }
};

describe('a pushed message', () => {
  const vendor = useTestVendor();

  it('tells events without a client, and with one', () => {
    const document = notify(event(), event({ topic: 'x:A/x:B', inner: '' }));
    const expected = [
      {
        topic: 'AccessControl/AccessTaken/Identifier',
        at: '2026-11-21T08:00:00.000Z',
        source: { AccessPointToken: 'Canaria' },
        data: {},
      },
      { topic: 'A/B', at: '2026-11-21T08:00:00.000Z', source: {}, data: {} },
    ];
    expect(readIpeviaNotify(ipeviaProfile, document)).toEqual(expected);
    expect(vendor.client().events.readNotify(document)).toEqual(expected);
  });

  it('may be empty', () => {
    expect(readIpeviaNotify(ipeviaProfile, notify())).toEqual([]);
  });

  it('keeps items apart whatever they are called', () => {
    const inner = `<tt:Data>${item('__proto__', '1')}${item('constructor', '2')}${item('empty', '')}</tt:Data>`;
    const [read] = readIpeviaNotify(ipeviaProfile, notify(event({ inner })));
    expect(Object.entries(read?.data ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['empty', ''],
    ]);
  });

  it.each([
    ['no XML', 'Canaria'],
    ['a page', '<html>Canaria</html>'],
    ['another message', envelopeOf('<b:Other>Canaria</b:Other>')],
    ['a fault', faultOf(['Canaria'])],
    ['two messages', envelopeOf('<b:Notify/><b:Notify/>')],
    ['an event without a topic', notify(event({ topic: '' }))],
    ['an event without a date', notify(event({ attributes: '' }))],
    ['an event with a date that is none', notify(event({ attributes: 'UtcTime="Canaria"' }))],
    ['an item twice', notify(event({ inner: `<tt:Data>${item('a')}${item('a', 'x')}</tt:Data>` }))],
    ['an item without a name', notify(event({ inner: '<tt:Data><tt:SimpleItem Value="Canaria"/></tt:Data>' }))],
    ['an item without a value', notify(event({ inner: '<tt:Data><tt:SimpleItem Name="Canaria"/></tt:Data>' }))],
    ['data twice', notify(event({ inner: '<tt:Data/><tt:Data/>' }))],
    ['one bad event among good ones', notify(event(), event({ attributes: 'UtcTime="Canaria"' }), event())],
    ['an entity', `<!DOCTYPE a [<!ENTITY x "Canaria">]>${notify().slice(38)}`],
  ])('is refused as a whole when it is or holds %s, and nothing of it is repeated', (_what, document) => {
    const failure = failureOf(document);
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ providerId: 'house', effect: 'none' });
    expect(JSON.stringify(failure)).not.toContain('Canaria');
  });
});

import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { attributesIn, batchXml, createIpeviaTestCaller, textsIn } from './ipevia-test-caller';

const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const simulator = createIpeviaSimulator({ switches: { auth: 'none', ...switches } });
  const caller = createIpeviaTestCaller(simulator);
  return { simulator, ...caller };
};
const numbers = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => String(first + index).padStart(10, '0'));
const list = (operation: string, inner = '') => `<tcr:${operation}>${inner}</tcr:${operation}>`;
const start = (reference = '') => `<tcr:StartReference>${reference}</tcr:StartReference>`;
const STALE = '400 Sender InvalidArgVal InvalidStartReference';

describe('lists over SOAP', () => {
  const paged = () => {
    const all = setUp({ maximumLimit: 2 });
    for (const card of numbers(5)) all.simulator.addCredential({ token: `c${card}`, card });
    const page = async (inner = '', operation = 'GetCredentialList') => {
      const answer = await all.call(list(operation, inner));
      return { tokens: attributesIn(answer, 'token'), next: textsIn(answer, 'NextStartReference')[0] };
    };
    return { ...all, page };
  };

  it.each(['GetCredentialList', 'GetCredentialInfoList'])('of %s come page by page', async (operation) => {
    const { page } = paged();
    const first = await page('', operation);
    const second = await page(start(first.next), operation);
    const third = await page(start(second.next), operation);
    expect([first.tokens, second.tokens, third.tokens, third.next]).toEqual([
      ['c0000000001', 'c0000000002'],
      ['c0000000003', 'c0000000004'],
      ['c0000000005'],
      undefined,
    ]);
  });

  it('are as long as asked for, within what the controller can', async () => {
    const { page } = paged();
    const sizes = [1, 2, 3, 0, -1].map(async (limit) => (await page(`<tcr:Limit>${limit}</tcr:Limit>`)).tokens.length);
    expect(await Promise.all(sizes)).toEqual([1, 2, 2, 2, 2]);
  });

  it('go on although something went between two pages, and can be asked for again', async () => {
    const { simulator, page } = paged();
    const { next } = await page();
    simulator.removeCredential('c0000000002');
    simulator.removeCredential('c0000000003');
    simulator.addCredential({ token: 'late' });
    expect((await page(start(next))).tokens).toEqual(['c0000000004', 'c0000000005']);
    expect((await page(start(next))).tokens).toEqual(['c0000000004', 'c0000000005']);
  });

  it('refuse references that are stale, unknown, or of another list', async () => {
    const { simulator, page, outcome } = paged();
    const { next } = await page();
    const ask = (operation: string, reference = '') => outcome(list(operation, start(reference)));
    expect([await ask('GetCredentialList', 'x'), await ask('GetCredentialInfoList', next)]).toEqual([STALE, STALE]);
    simulator.staleNextReference();
    expect([await ask('GetCredentialList', next), await ask('GetCredentialList', next)]).toEqual([STALE, 'ok']);
    simulator.replaceController();
    expect(await ask('GetCredentialList', next)).toBe(STALE);
  });
});

describe('the whitelist', () => {
  const add = (...values: string[]) => batchXml('AddToWhitelist', ...values);
  const remove = (...values: string[]) => batchXml('RemoveFromWhitelist', ...values);

  it('takes numbers, gives them back and forgets them', async () => {
    const { simulator, call, outcome } = setUp();
    expect(await outcome(add('00000f1206', '0000000001'))).toBe('ok');
    expect(textsIn(await call('<tcr:GetWhitelist/>'), 'Value')).toEqual(['00000F1206', '0000000001']);
    expect([await outcome(remove('00000F1206', '0000000009')), await outcome(remove('00000F1206'))]).toEqual([
      'ok',
      'ok',
    ]);
    expect([simulator.opens({ card: '00000F1206' }), simulator.opens({ card: '0000000001' })]).toEqual([false, true]);
    expect([await outcome('<tcr:DeleteWhitelist/>'), await outcome('<tcr:DeleteWhitelist/>')]).toEqual(['ok', 'ok']);
    expect(simulator.state.whitelist.size).toBe(0);
  });

  it('can be asked by type, format and value', async () => {
    const { call, outcome } = setUp({ identifierTypes: { 'pt:CUSTOM': ['WIEGAND37'], 'pt:Card': ['WIEGAND26'] } });
    await outcome(add('0000000001', '00000000AB'));
    await outcome(add('000001').replace('pt:CUSTOM', 'pt:Card').replace('WIEGAND37', 'WIEGAND26'));
    const ask = async (inner: string) => textsIn(await call(list('GetWhitelist', inner)), 'Value');
    expect([
      await ask('<tcr:IdentifierType>pt:Card</tcr:IdentifierType>'),
      await ask('<tcr:FormatType>WIEGAND37</tcr:FormatType>'),
      await ask('<tcr:Value>00000000ab</tcr:Value>'),
      await ask('<tcr:IdentifierType>pt:Card</tcr:IdentifierType><tcr:Value>00000000AB</tcr:Value>'),
    ]).toEqual([['000001'], ['0000000001', '00000000AB'], ['00000000AB'], []]);
    expect(await outcome(list('GetWhitelist', '<tcr:Value>xy</tcr:Value>'))).toBe(
      '400 Sender InvalidArgVal InvalidIdentifierValue',
    );
  });

  it('takes a batch as a whole or not at all', async () => {
    const { simulator, outcome } = setUp({ maximumLimit: 2, maximumWhitelisted: 3 });
    await outcome(add('0000000001', '0000000002'));
    expect([
      await outcome(add(...numbers(3, 7))),
      await outcome(remove(...numbers(3))),
      await outcome(add('0000000003', '0000000004')),
      await outcome(add('0000000003', '03')),
      await outcome(add('0000000002', '0000000003')),
    ]).toEqual([
      '400 Sender InvalidArgVal TooManyItems',
      '400 Sender InvalidArgVal TooManyItems',
      '500 Receiver CapabilityViolated MaxWhitelistedItems',
      '400 Sender InvalidArgVal InvalidIdentifierValue',
      'ok',
    ]);
    expect([...simulator.state.whitelist.values()].map(({ value }) => value)).toEqual(numbers(3));
  });

  it('takes a number twice or refuses it, as switched', async () => {
    const { simulator, outcome } = setUp();
    expect([await outcome(add('0000000001')), await outcome(add('0000000001', '0000000002'))]).toEqual(['ok', 'ok']);
    simulator.switches.addsTwice = 'duplicated';
    const duplicated = '400 Sender InvalidArgVal DuplicatedIdentifierValue';
    expect([await outcome(add('0000000003', '0000000002')), await outcome(add('0000000003', '0000000003'))]).toEqual([
      duplicated,
      duplicated,
    ]);
    expect([simulator.state.whitelist.size, await outcome(add('0000000003'))]).toEqual([2, 'ok']);
  });

  it('takes a number off the blacklist', async () => {
    const { simulator, call, outcome } = setUp();
    simulator.addToBlacklist('0000000001');
    simulator.addToBlacklist('0000000002');
    expect(textsIn(await call('<tcr:GetBlacklist/>'), 'Value')).toEqual(['0000000001', '0000000002']);
    await outcome(add('0000000001'));
    expect(textsIn(await call('<tcr:GetBlacklist/>'), 'Value')).toEqual(['0000000002']);
    expect(simulator.opens({ card: '0000000001' })).toBe(true);
  });

  it('does not exist where nothing fits in', async () => {
    const { outcome } = setUp({ maximumWhitelisted: 0, maximumBlacklisted: 0 });
    const outcomes = [
      '<tcr:GetWhitelist/>',
      '<tcr:DeleteWhitelist/>',
      add('0000000001'),
      remove('0000000001'),
      '<tcr:GetBlacklist/>',
    ].map((body) => outcome(body));
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['500 Receiver ActionNotSupported']));
  });
});

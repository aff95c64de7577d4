import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { saltoProfile } from '../wire/salto-profile';
import { createSaltoSimulator } from './salto-simulator';
import { codeIn, createSaltoTestCaller, envelope } from './salto-test-caller';

const setUp = () => {
  const simulator = createSaltoSimulator({
    clock: createFixedClock('2026-03-05T08:09:10.999Z'),
    timeZone: 'Europe/Paris',
  });
  return { simulator, ...createSaltoTestCaller(simulator) };
};

describe('the envelope of SHIP', () => {
  it('answers GetInfo with the local time of the site', async () => {
    const { send } = setUp();
    const response = await send({
      body: '<?xml version="1.0" encoding="utf-8"?>\n<RequestCall>\n  <RequestName>GetInfo</RequestName>\n  <Params/>\n</RequestCall>\n',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/vnd.saltosystems.ship.v1+xml');
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>GetInfo</RequestName><Params>' +
        '<ProtocolID>SHIP</ProtocolID><ProtocolVersion>1.0</ProtocolVersion>' +
        '<DateTime>2026-03-05T09:09:10</DateTime><DefaultLanguage>en</DefaultLanguage></Params></RequestResponse>',
    );
  });

  it('answers an Exception instead of Params, with HTTP 200', async () => {
    const { send } = setUp();
    const response = await send({ body: envelope('getinfo') });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>getinfo</RequestName>' +
        '<Exception><Code>502</Code><Message>Unknown request getinfo.</Message></Exception></RequestResponse>',
    );
  });

  it.each([
    ['nothing', ''],
    ['an open element', '<RequestCall>'],
    ['crossed elements', '<RequestCall><RequestName></RequestCall></RequestName>'],
    ['two roots', '<RequestCall/><RequestCall/>'],
    ['text behind the root', `${envelope('GetInfo')}x`],
    ['text before the root', `x${envelope('GetInfo')}`],
    ['a bare &', envelope('Get&Info')],
    ['an unknown entity', envelope('Get&nbsp;Info')],
    ['a control character', envelope('Get\u0001Info')],
    ['a reference to a control character', envelope('Get&#1;Info')],
    ['a reference beyond Unicode', envelope('Get&#x110000;Info')],
    ['the end of a CDATA section in text', envelope('Get]]>Info')],
    ['a DOCTYPE', `<!DOCTYPE RequestCall>${envelope('GetInfo')}`],
    [
      'a DOCTYPE with an entity',
      `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${envelope('GetInfo', '<A>&e;</A>')}`,
    ],
    ['an instruction', `<?work now?>${envelope('GetInfo')}`],
    ['a byte order mark', `\uFEFF${envelope('GetInfo')}`],
    ['JSON', '{}'],
    ['elements a thousand deep', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
  ])('answers 500 to %s', async (_what, body) => {
    expect(codeIn(await (await setUp().send({ body })).text())).toBe(500);
  });

  it('answers 500 to what is not UTF-8', async () => {
    const { simulator } = setUp();
    const body = Buffer.from(envelope('Gét'), 'latin1');
    const headers = { 'content-type': 'application/vnd.saltosystems.ship.v1+xml' };
    const request = new Request('https://space.example/', { method: 'POST', headers, body });
    expect(codeIn(await (await simulator.handler(request)).text())).toBe(500);
  });

  it.each([
    ['another root', '<requestcall><RequestName>GetInfo</RequestName><Params/></requestcall>'],
    ['no request name', '<RequestCall><Params/></RequestCall>'],
    ['an empty request name', '<RequestCall><RequestName/><Params/></RequestCall>'],
    ['no Params', '<RequestCall><RequestName>GetInfo</RequestName></RequestCall>'],
    ['Params twice', '<RequestCall><RequestName>GetInfo</RequestName><Params/><Params/></RequestCall>'],
    ['something else', '<RequestCall><RequestName>GetInfo</RequestName><Params/><Token/></RequestCall>'],
    ['text beside elements', '<RequestCall>x<RequestName>GetInfo</RequestName><Params/></RequestCall>'],
    ['an attribute', '<RequestCall><RequestName a="1">GetInfo</RequestName><Params/></RequestCall>'],
    ['a namespace', `<RequestCall xmlns="urn:x"><RequestName>GetInfo</RequestName><Params/></RequestCall>`],
    ['a Param that nobody knows', envelope('GetInfo', '<MaxCount>1</MaxCount>')],
    ['text in Params', envelope('GetInfo', 'x')],
  ])('answers 501 to %s', async (_what, body) => {
    expect(codeIn(await (await setUp().send({ body })).text())).toBe(501);
  });

  it.each(['', ' GetInfo ', 'Getinfo', 'SaltoDBGroup.Read', 'toString', '__proto__'])(
    'does not know the request "%s"',
    async (name) => {
      const code = await setUp().code(name.replace('_', '&#95;'));
      expect(code).toBe(name === '' ? 501 : 502);
    },
  );

  it('reads comments, CDATA and references as XML says', async () => {
    const body =
      '<RequestCall><!-- a --><RequestName>Get<![CDATA[In]]>&#x66;&#111;</RequestName><Params><!-- b --></Params></RequestCall>';
    expect(codeIn(await (await setUp().send({ body })).text())).toBe(0);
  });

  it('answers 13 to everything without a licence, and knows no request then', async () => {
    const { simulator, code } = setUp();
    simulator.switches.licensed = false;
    expect([await code('GetInfo'), await code('SaltoDBDoorList.Read'), await code('Nothing')]).toEqual([13, 13, 13]);
    simulator.switches.licensed = true;
    expect(await code('GetInfo')).toBe(0);
  });

  it('starts with a byte order mark when switched so', async () => {
    const { simulator, send } = setUp();
    const firstBytes = async () => new Uint8Array(await (await send()).arrayBuffer()).slice(0, 3);
    expect([...(await firstBytes())]).toEqual([0x3c, 0x3f, 0x78]);
    simulator.switches.sendsBom = true;
    expect([...(await firstBytes())]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('speaks with the names of another profile', async () => {
    const profile = {
      ...saltoProfile,
      envelope: { ...saltoProfile.envelope, call: 'Call', response: 'Answer' },
      requests: { ...saltoProfile.requests, getInfo: 'Info' },
    };
    const { send } = createSaltoTestCaller(createSaltoSimulator({ timeZone: 'UTC', profile }));
    const answer = await send({ body: '<Call><RequestName>Info</RequestName><Params/></Call>' });
    expect(await answer.text()).toMatch(/<Answer><RequestName>Info<\/RequestName><Params>.*<\/Answer>$/);
  });
});

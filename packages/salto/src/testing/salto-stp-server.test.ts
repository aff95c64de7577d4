import { createFixedClock } from '@acx/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createSaltoSimulator } from './salto-simulator';
import { type StpServerOptions, serveStp } from './salto-stp-server';
import { connectStpTestPeer } from './salto-stp-test-peer';
import { envelope } from './salto-test-caller';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const setUp = async (options?: StpServerOptions) => {
  const simulator = createSaltoSimulator({ clock: createFixedClock('2026-07-01T10:00:00Z'), timeZone: 'UTC' });
  const server = await simulator.listenStp(options);
  ends.push(() => server.close());
  const connect = async () => {
    const peer = await connectStpTestPeer(server);
    ends.push(() => peer.destroy());
    return peer;
  };
  return { simulator, server, connect, peer: await connect() };
};
const frame = (body: string, version = '00') => `STP/${version}/${Buffer.byteLength(body)}/${body}`;
const insert = (id: string) =>
  frame(
    envelope('SaltoDBGroup.Insert', `<SaltoDBGroup><ExtGroupID>${id}</ExtGroupID><Name>${id}</Name></SaltoDBGroup>`),
  );
const answered = (id: string) =>
  frame(
    '<?xml version="1.0" encoding="utf-8"?><RequestResponse><RequestName>SaltoDBGroup.Insert</RequestName>' +
      `<Params><ExtGroupID>${id}</ExtGroupID></Params></RequestResponse>`,
  );
const bytes = (text: string) => Buffer.byteLength(text);

describe('SHIP over STP', () => {
  it('answers a frame with a frame', async () => {
    const { peer } = await setUp();
    peer.send('STP/00/90/<RequestCall><RequestName>SaltoDBTimezoneTable.Delete</RequestName><Params/></RequestCall>');
    expect(await peer.received(20)).toMatch(/^STP\/00\/\d+\/<\?xml .*<Code>502<\/Code>/);
  });

  it.each(['00', '01', '42'])('takes the version %s and answers with its own', async (version) => {
    const { peer } = await setUp();
    peer.send(frame(envelope('GetInfo'), version));
    expect(await peer.received(20)).toMatch(/^STP\/00\//);
  });

  it('answers with other digits when told so', async () => {
    const { peer } = await setUp({ version: '01' });
    peer.send(frame(envelope('GetInfo')));
    expect(await peer.received(20)).toMatch(/^STP\/01\//);
  });

  it('counts bytes, not characters', async () => {
    const { simulator, peer } = await setUp();
    peer.send(insert('É🏠') + insert('A'));
    const both = answered('É🏠') + answered('A');
    expect(await peer.received(bytes(both))).toBe(both);
    expect([...simulator.state.accessLevels.keys()]).toEqual(['É🏠', 'A']);
  });

  it('answers joined calls in order', async () => {
    const { simulator, peer } = await setUp();
    const release = simulator.levers.holdNext();
    peer.send(insert('A') + insert('B') + insert('C'));
    release();
    const all = answered('A') + answered('B') + answered('C');
    expect(await peer.received(bytes(all))).toBe(all);
  });

  it('puts a call together that comes byte by byte', async () => {
    const { peer } = await setUp();
    for (const byte of Buffer.from(insert('É'))) {
      peer.send(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await peer.received(bytes(answered('É')))).toBe(answered('É'));
  });

  it('splits answers into small segments when told so', async () => {
    const { peer } = await setUp({ segmentBytes: 7 });
    peer.send(insert('🏠🏠'));
    expect(await peer.received(bytes(answered('🏠🏠')))).toBe(answered('🏠🏠'));
    expect(peer.segmentCount).toBeGreaterThan(3);
  });

  it('answers a call after the caller has said that no other will come', async () => {
    const { peer } = await setUp();
    peer.send(insert('A'));
    peer.end();
    expect(await peer.closed()).toBe(answered('A'));
  });

  it.each(['<RequestCall>', '', '\uFFFD{}', '<!DOCTYPE x><x/>'])(
    'answers 500 to the body "%s" and goes on',
    async (body) => {
      const { peer } = await setUp();
      peer.send(frame(body) + insert('A'));
      const exception = await peer.received(bytes(answered('A')) + 150);
      expect(exception).toContain('<RequestName/><Exception><Code>500</Code>');
      expect(exception.endsWith(answered('A'))).toBe(true);
    },
  );

  it.each(['GET / HTTP/1.1\r\n', 'STP/00/ten/', 'STP/00/9999999999/', 'stp/00/1/a'])(
    'closes the connection at "%s", after the calls before it',
    async (garbled) => {
      const { simulator, peer } = await setUp();
      peer.send(insert('A') + garbled + insert('B'));
      expect(await peer.closed()).toBe(answered('A'));
      expect([...simulator.state.accessLevels.keys()]).toEqual(['A']);
    },
  );

  it('closes at a body over the limit', async () => {
    const { peer } = await setUp({ maximumBytes: 10 });
    peer.send('STP/00/11/');
    expect(await peer.closed()).toBe('');
  });

  it('has no login', async () => {
    const { simulator, peer } = await setUp();
    simulator.switches.auth = 'basic';
    peer.send(insert('A'));
    expect(await peer.received(bytes(answered('A')))).toBe(answered('A'));
  });

  it('serves several connections, and breaks them all when told so', async () => {
    const { server, connect, peer } = await setUp();
    const other = await connect();
    other.send(insert('A'));
    peer.send(insert('B'));
    expect(await peer.received(bytes(answered('B')))).toBe(answered('B'));
    expect(await other.received(bytes(answered('A')))).toBe(answered('A'));
    expect([server.connectionCount, server.openConnections]).toEqual([2, 2]);
    server.breakConnections();
    await Promise.all([peer.closed(), other.closed()]);
    const again = await connect();
    again.send(insert('C'));
    expect(await again.received(bytes(answered('C')))).toBe(answered('C'));
    expect(server.connectionCount).toBe(3);
  });

  it('is closed although a call is held', async () => {
    const { simulator, server, peer } = await setUp();
    const release = simulator.levers.holdNext();
    peer.send(insert('A'));
    await server.close();
    await peer.closed();
    release();
  });

  it('says so when the simulator itself is broken', async () => {
    const broken = async (): Promise<Response> => {
      throw new Error('a bug');
    };
    const server = await serveStp(broken, { name: 'STP', defaultVersion: '00' });
    ends.push(() => server.close());
    const peer = await connectStpTestPeer(server);
    peer.send(frame('x'));
    expect(await peer.closed()).toBe('The simulator itself failed: Error: a bug');
  });
});

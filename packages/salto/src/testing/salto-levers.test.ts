import { DroppedConnection } from '@acx/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding } from './salto-building';
import { createSaltoSimulator, type SaltoSimulator } from './salto-simulator';
import { connectStpTestPeer } from './salto-stp-test-peer';
import { codeIn, createSaltoTestCaller, envelope } from './salto-test-caller';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const rename = (name: string) => `<SaltoDBGroup><ExtGroupID>APT-501</ExtGroupID><Name>${name}</Name></SaltoDBGroup>`;

/** Asks by one transport; `dropped` when the connection broke. */
const transports = {
  http: async (simulator: SaltoSimulator) => {
    const { call } = createSaltoTestCaller(simulator);
    return (request: string, params?: string) =>
      call(request, params).catch((failure: unknown) => {
        if (failure instanceof DroppedConnection) return 'dropped';
        throw failure;
      });
  },
  stp: async (simulator: SaltoSimulator) => {
    const server = await simulator.listenStp();
    ends.push(() => server.close());
    return async (request: string, params?: string) => {
      const peer = await connectStpTestPeer(server);
      const body = envelope(request, params);
      peer.send(`STP/00/${Buffer.byteLength(body)}/${body}`);
      peer.end();
      return (await peer.closed()) || 'dropped';
    };
  },
};

describe.each(['http', 'stp'] as const)('the levers over %s', (transport) => {
  const setUp = async () => {
    const simulator = createSaltoSimulator({ timeZone: 'UTC' });
    createSaltoBuilding(simulator);
    const ask = await transports[transport](simulator);
    const outcome = async (request: string, params?: string) => {
      const answer = await ask(request, params);
      return answer === 'dropped' ? answer : codeIn(answer);
    };
    const name = () => simulator.state.accessLevels.get('APT-501')?.name;
    return { simulator, ask, outcome, name, update: (to: string) => outcome('SaltoDBGroup.Update', rename(to)) };
  };

  it('break the connection before or after the work', async () => {
    const { simulator, update, name } = await setUp();
    simulator.levers.dropRequest();
    expect([await update('One'), name()]).toEqual(['dropped', 'Wohnung 501 Müller & Söhne']);
    simulator.levers.dropAnswer();
    expect([await update('Two'), name()]).toEqual(['dropped', 'Two']);
    expect([await update('Three'), name()]).toEqual([0, 'Three']);
  });

  it('hold and delay a call', async () => {
    const { simulator, update, name } = await setUp();
    const release = simulator.levers.holdNext();
    const held = update('One');
    simulator.levers.delayNext(2);
    expect([await update('Two'), name()]).toEqual([0, 'Two']);
    release();
    expect([await held, name()]).toEqual([0, 'One']);
  });

  it('choose calls by their name or by what they do', async () => {
    const { simulator, outcome, update } = await setUp();
    simulator.levers.dropRequest({ when: simulator.callOf('SaltoDBGroup.Update') });
    expect([await outcome('GetInfo'), await update('One'), await update('Two')]).toEqual([0, 'dropped', 0]);
    simulator.levers.dropAnswer({ when: simulator.isWrite });
    expect([await outcome('GetInfo'), await update('One')]).toEqual([0, 'dropped']);
  });

  it('are an outage as long as they are told so', async () => {
    const { simulator, outcome } = await setUp();
    simulator.levers.setOutage(true);
    expect([await outcome('GetInfo'), await outcome('GetInfo')]).toEqual(['dropped', 'dropped']);
    simulator.levers.setOutage(false);
    expect(await outcome('GetInfo')).toBe(0);
  });

  it('answer a code and do nothing', async () => {
    const { simulator, ask, outcome, update, name } = await setUp();
    simulator.failNextWithCode(4, { times: 2 });
    expect([await update('One'), await outcome('GetInfo'), await outcome('GetInfo')]).toEqual([4, 4, 0]);
    simulator.failNextWithCode(13, { request: 'SaltoDBGroup.Update' });
    expect([await outcome('GetInfo'), await update('One'), name()]).toEqual([0, 13, 'Wohnung 501 Müller & Söhne']);
    simulator.failNextWithCode(1);
    expect(await ask('GetInfo')).toContain(
      '<RequestName>GetInfo</RequestName><Exception><Code>1</Code><Message>The code 1 was arranged for this call.</Message></Exception>',
    );
  });

  it('lock what is written, not what is read', async () => {
    const { simulator, outcome, update } = await setUp();
    simulator.lockNext(101);
    simulator.lockNext(201, 2);
    expect([
      await outcome('GetInfo'),
      await update('1'),
      await update('2'),
      await update('3'),
      await update('4'),
    ]).toEqual([0, 101, 201, 201, 0]);
  });

  it('are all taken back by a reset, codes included', async () => {
    const { simulator, outcome, update } = await setUp();
    simulator.levers.dropRequest({ times: 9 });
    simulator.failNextWithCode(4, { times: 9 });
    simulator.lockNext(101, 9);
    simulator.levers.reset();
    expect([await outcome('GetInfo'), await update('One')]).toEqual([0, 0]);
  });

  it('count every call, hit or not', async () => {
    const { simulator, outcome, update } = await setUp();
    simulator.levers.dropRequest();
    simulator.failNextWithCode(4);
    await outcome('GetInfo');
    await update('One');
    await outcome('Nothing.Known');
    await outcome('OnlineDoor.Open');
    await outcome('OnlineDoor.GetOnlineStatusList');
    await outcome('<');
    expect(simulator.calls).toEqual([
      { request: 'GetInfo', isWrite: false },
      { request: 'SaltoDBGroup.Update', isWrite: true },
      { request: 'Nothing.Known', isWrite: false },
      { request: 'OnlineDoor.Open', isWrite: true },
      { request: 'OnlineDoor.GetOnlineStatusList', isWrite: false },
      { request: '', isWrite: false },
    ]);
    expect(simulator.levers.requestCount).toBe(6);
    expect(simulator.levers.requests[0]).toBe('POST /');
  });
});

describe('the levers for a status', () => {
  it('answer it over HTTP, and close the connection over STP', async () => {
    const simulator = createSaltoSimulator({ timeZone: 'UTC' });
    const { send } = createSaltoTestCaller(simulator);
    simulator.levers.failNext({ status: 503, headers: { 'retry-after': '7' } });
    const response = await send();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
    const ask = await transports.stp(simulator);
    simulator.levers.failNext({ status: 503 });
    simulator.levers.rateLimitNext({ times: 1 });
    expect([await ask('GetInfo'), await ask('GetInfo')]).toEqual(['dropped', 'dropped']);
    simulator.levers.failNext({ status: 200, body: 'gÄrbled' });
    expect(await ask('GetInfo')).toBe('STP/00/8/gÄrbled');
  });

  it('keep what was sent behind a broken call from being done', async () => {
    const simulator = createSaltoSimulator({ timeZone: 'UTC' });
    const server = await simulator.listenStp();
    ends.push(() => server.close());
    const peer = await connectStpTestPeer(server);
    const body = envelope(
      'SaltoDBGroup.Insert',
      '<SaltoDBGroup><ExtGroupID>A</ExtGroupID><Name>A</Name></SaltoDBGroup>',
    );
    simulator.levers.dropAnswer();
    peer.send(`STP/00/${body.length}/${body}STP/00/${body.length}/${body.replaceAll('>A<', '>B<')}`);
    expect(await peer.closed()).toBe('');
    expect([...simulator.state.accessLevels.keys()]).toEqual(['A']);
  });
});

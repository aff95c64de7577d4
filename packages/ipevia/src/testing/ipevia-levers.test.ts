import { createFixedClock, DroppedConnection } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { ipeviaProfile } from '../wire/ipevia-profile';
import { createIpeviaSimulator } from './ipevia-simulator';
import {
  batchXml,
  createIpeviaTestCaller,
  createXml,
  credentialXml,
  envelope,
  setXml,
  textsIn,
} from './ipevia-test-caller';
import { readIpeviaXml } from './ipevia-xml-input';
import { type IpeviaNode, textOf } from './ipevia-xml-node';

const setUp = () => {
  const clock = createFixedClock('2026-07-01T10:00:00Z');
  const simulator = createIpeviaSimulator({ clock, switches: { auth: 'none' }, authentication: { user: 'parking' } });
  const caller = createIpeviaTestCaller(simulator);
  const outcome = (body: string) =>
    caller.outcome(body).catch((failure: unknown) => {
      if (failure instanceof DroppedConnection) return 'dropped';
      throw failure;
    });
  return { clock, simulator, ...caller, outcome };
};
const ASK = '<tcr:GetServiceCapabilities/>';

describe('levers of the iPevia simulator', () => {
  it('choose requests by operation or by what they do', async () => {
    const { simulator, outcome } = setUp();
    simulator.levers.dropRequest({ when: simulator.callOf('AddToWhitelist') });
    simulator.levers.dropAnswer({ when: simulator.isWrite });
    expect([
      await outcome(ASK),
      await outcome(batchXml('AddToWhitelist', '0000000001')),
      await outcome(batchXml('AddToWhitelist', '0000000002')),
      await outcome(batchXml('AddToWhitelist', '0000000003')),
    ]).toEqual(['ok', 'dropped', 'dropped', 'ok']);
    expect([...simulator.state.whitelist.values()].map(({ value }) => value)).toEqual(['0000000002', '0000000003']);
  });

  it('fail and break everything, and are taken back', async () => {
    const { simulator, outcome } = setUp();
    simulator.levers.failNext({ status: 503 });
    simulator.levers.setOutage(true);
    expect(await outcome(ASK)).toBe('dropped');
    simulator.levers.setOutage(false);
    expect([await outcome(ASK), await outcome(ASK)]).toEqual(['503', 'ok']);
    simulator.levers.failNext({ status: 500 }, { times: 5 });
    simulator.staleNextReference(5);
    simulator.levers.reset();
    expect([await outcome(ASK), await outcome('<tcr:GetCredentialList/>')]).toEqual(['ok', 'ok']);
  });

  it('count every request, hit or not, readable or not', async () => {
    const { simulator, outcome, send } = setUp();
    simulator.levers.dropRequest();
    await outcome(setXml(credentialXml({ token: 'own' })));
    await outcome(ASK);
    await outcome('<tcr:Nothing/>');
    await send({ body: 'x' });
    await send({ method: 'GET' });
    expect(simulator.calls).toEqual([
      { operation: 'SetCredential', isWrite: true },
      { operation: 'GetServiceCapabilities', isWrite: false },
      { operation: 'Nothing', isWrite: false },
      { operation: '', isWrite: false },
      { operation: '', isWrite: false },
    ]);
  });
});

describe("the operators' log", () => {
  it('holds what was accepted, by whom, without whole numbers', async () => {
    const { simulator, outcome } = setUp();
    await outcome(setXml(credentialXml({ token: 'own' })));
    await outcome(setXml(credentialXml({ token: '' })));
    await outcome(batchXml('AddToWhitelist', '0000001234', '0000005678'));
    simulator.addToBlacklist('0000009999');
    simulator.setEnabled('own', false);
    const at = '2026-07-01T10:00:00.000Z';
    expect(simulator.operatorLog).toEqual([
      { at, user: 'parking', action: 'SetCredential', target: 'own' },
      { at, user: 'parking', action: 'AddToWhitelist', target: '…1234' },
      { at, user: 'parking', action: 'AddToWhitelist', target: '…5678' },
      { at, user: 'operator', action: 'addToBlacklist', target: '…9999' },
      { at, user: 'operator', action: 'setEnabled', target: 'own' },
    ]);
  });
});

describe('edits by hand', () => {
  it('refuse what is not there or is no card', () => {
    const { simulator } = setUp();
    simulator.addCredential({ token: 'own' });
    for (const edit of [
      () => simulator.addCredential({ token: 'own' }),
      () => simulator.addCredential({ card: '1' }),
      () => simulator.addCredential({ validFromAt: 'soon' }),
      () => simulator.changeCredential('else', {}),
      () => simulator.removeCredential('else'),
      () => simulator.setEnabled('else', true),
      () => simulator.addToWhitelist('000000000G'),
      () => simulator.removeAccessProfile('else'),
    ])
      expect(edit).toThrow(RangeError);
  });

  it('replace the controller: rights go, the site stays', async () => {
    const { simulator, outcome } = setUp();
    simulator.addCredential({ card: '0000000001' });
    simulator.addToWhitelist('0000000002');
    simulator.addToBlacklist('0000000003');
    simulator.addAccessProfile({ token: 'gym' });
    simulator.replaceController();
    const { credentials, whitelist, blacklist, accessProfiles } = simulator.state;
    expect([credentials.size, whitelist.size, blacklist.size, accessProfiles.size]).toEqual([0, 0, 0, 2]);
    expect([simulator.opens({ card: '0000000001' }), simulator.opens({ card: '0000000002' })]).toEqual([false, false]);
    expect(await outcome(createXml(credentialXml({ value: '0000000001' })))).toBe('ok');
  });

  it('make the same ids from the same seed', () => {
    const ids = (seed: number) => {
      const simulator = createIpeviaSimulator({ seed });
      return [simulator.credentials.password, simulator.addCredential({}).token, simulator.addCredential({}).token];
    };
    expect(ids(3)).toEqual(ids(3));
    expect(new Set([...ids(3), ...ids(4)]).size).toBe(6);
  });
});

describe('wire names', () => {
  it('are those of the profile', async () => {
    const profile = {
      ...ipeviaProfile,
      paths: { credential: '/soap/rights', events: '/soap/events' },
      whitelist: { item: 'Badge' },
      operations: { ...ipeviaProfile.operations, addToWhitelist: 'AddBadges' },
    };
    const simulator = createIpeviaSimulator({ profile, switches: { auth: 'none' } });
    const caller = createIpeviaTestCaller(simulator);
    const body = batchXml('AddBadges', '0000000001').replaceAll('Identifier>', 'Badge>');
    expect([await caller.outcome(body, '/soap/rights'), simulator.opens({ card: '0000000001' })]).toEqual(['ok', true]);
    expect((await caller.send({ body: envelope(body) })).status).toBe(404);
  });
});

describe('awkward answers', () => {
  const all = (node: IpeviaNode): IpeviaNode[] => [node, ...node.children.flatMap(all)];
  it('hold the same in other clothes', async () => {
    const { simulator, call, send } = setUp();
    simulator.addCredential({
      token: 'own',
      card: '00000F1206',
      validFromAt: '2026-07-01T10:00:00Z',
      validToAt: '2026-07-01T10:01:00Z',
    });
    expect(textsIn(await call('<tcr:GetCredentialList/>'), 'Value')).toEqual(['00000F1206']);
    simulator.switches.awkward = true;
    const response = await send({ body: envelope('<tcr:GetCredentialList/>') });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text).toMatch(/^\uFEFF<\?xml.*<!--.*SOAP-ENV:Envelope.*<!\[CDATA\[.*urn:vendor:reserved/s);
    expect(text).not.toContain('tcr:');
    const credential = all(readIpeviaXml(bytes)).find(({ name }) => name === 'Credential');
    const identifier = credential?.children.find(({ name }) => name === 'CredentialIdentifier');
    expect([
      credential && textOf(credential, 'ValidFrom'),
      credential && textOf(credential, 'ValidTo'),
      identifier && textOf(identifier, 'Value'),
    ]).toEqual(['2026-07-01T11:00:00+01:00', '2026-07-01T10:01:00Z', '00000f1206']);
  });

  it('are faults too', async () => {
    const { simulator, call } = setUp();
    simulator.switches.awkward = true;
    const root = readIpeviaXml(new TextEncoder().encode(await call('<tcr:Nothing/>')));
    const values = all(root).filter(({ name, namespace }) => name === 'Value' && namespace !== 'urn:vendor:reserved');
    expect(values.map((node) => node.text.replace(/^\w+/, (prefix) => `{${node.namespaceOf(prefix)}}`))).toEqual([
      '{http://www.w3.org/2003/05/soap-envelope}:Receiver',
      '{http://www.onvif.org/ver10/error}:ActionNotSupported',
    ]);
  });
});

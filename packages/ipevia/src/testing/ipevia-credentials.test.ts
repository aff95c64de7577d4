import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { attributesIn, createIpeviaTestCaller, createXml, credentialXml, setXml, textsIn } from './ipevia-test-caller';

const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const simulator = createIpeviaSimulator({ switches: { auth: 'none', ...switches } });
  const caller = createIpeviaTestCaller(simulator);
  const on = (operation: string, token: string) =>
    `<tcr:${operation}><tcr:Token>${token}</tcr:Token></tcr:${operation}>`;
  const create = async (value: string) =>
    textsIn(await caller.call(createXml(credentialXml({ value }))), 'Token')[0] ?? '';
  const modify = (credential: string) => caller.outcome(`<tcr:ModifyCredential>${credential}</tcr:ModifyCredential>`);
  return { simulator, ...caller, on, create, modify };
};
const own = (value: string, token = 'own') => credentialXml({ token, value });
const DISABLED = '<tcr:Enabled>false</tcr:Enabled>';
const UNSUPPORTED = '500 Receiver ActionNotSupported';

describe('credentials over SOAP', () => {
  it('are created under a token of the controller', async () => {
    const { simulator, outcome, create } = setUp();
    const token = await create('0000000001');
    expect([token.length, simulator.state.credentials.get(token)?.isEnabled]).toEqual([36, true]);
    expect(await outcome(createXml(own('0000000002')))).toBe('400 Sender InvalidArgVal InvalidArgs');
    expect(simulator.state.credentials.size).toBe(1);
  });

  it('are set under a token of the caller, made or replaced with their state', async () => {
    const { simulator, outcome } = setUp();
    expect(await outcome(setXml(own('0000000001')))).toBe('ok');
    expect(await outcome(setXml(own('0000000002'), DISABLED))).toBe('ok');
    const [credential, other] = simulator.state.credentials.values();
    expect([credential?.identifiers[0]?.value, credential?.isEnabled, other]).toEqual(['0000000002', false, undefined]);
    expect(await outcome(setXml(own('0000000003', '')))).toBe('400 Sender InvalidArgVal');
    simulator.switches.takesClientTokens = false;
    expect(await outcome(setXml(own('0000000003')))).toBe(UNSUPPORTED);
  });

  it('are modified as a whole, but for their state', async () => {
    const { simulator, outcome, modify } = setUp();
    await outcome(setXml(credentialXml({ token: 'own', to: '2026-07-01T10:00:00Z' }), DISABLED));
    expect(await modify(own('0000000002').replace(/<tcr:CredentialAccessProfile>.*/, ''))).toBe('ok');
    expect(simulator.state.credentials.get('own')).toMatchObject({
      validToAt: null,
      accessProfiles: [],
      identifiers: [{ value: '0000000002' }],
      isEnabled: false,
    });
    expect([await modify(own('0000000003', 'else')), await modify(own('0000000003', ''))]).toEqual([
      '400 Sender InvalidArgVal NotFound',
      '400 Sender InvalidArgVal',
    ]);
  });

  it('are enabled and disabled with a reason', async () => {
    const { simulator, call, outcome, on } = setUp();
    await outcome(setXml(own('0000000001')));
    expect(
      await outcome(
        '<tcr:DisableCredential><tcr:Token>own</tcr:Token><tcr:Reason>pt:CredentialLost</tcr:Reason></tcr:DisableCredential>',
      ),
    ).toBe('ok');
    const state = await call(on('GetCredentialState', 'own'));
    expect([textsIn(state, 'Enabled'), textsIn(state, 'Reason')]).toEqual([['false'], ['pt:CredentialLost']]);
    expect(simulator.opens({ card: '0000000001' })).toBe(false);
    expect(await outcome(on('EnableCredential', 'own'))).toBe('ok');
    expect(textsIn(await call(on('GetCredentialState', 'own')), 'Reason')).toEqual([]);
    for (const operation of ['EnableCredential', 'DisableCredential', 'GetCredentialState'])
      expect(await outcome(on(operation, 'else'))).toBe('400 Sender InvalidArgVal NotFound');
  });

  it('are deleted, once or as often as one likes', async () => {
    const { simulator, outcome, on } = setUp();
    await outcome(setXml(own('0000000001')));
    expect(await outcome(on('DeleteCredential', 'own'))).toBe('ok');
    expect(simulator.opens({ card: '0000000001' })).toBe(false);
    expect(await outcome(on('DeleteCredential', 'own'))).toBe('400 Sender InvalidArgVal NotFound');
    simulator.switches.deletesUnknown = 'ok';
    expect(await outcome(on('DeleteCredential', 'own'))).toBe('ok');
    expect(simulator.operatorLog.filter(({ action }) => action === 'DeleteCredential')).toHaveLength(1);
  });

  it('are read by token, unknown ones left out, not too many at once', async () => {
    const { call, outcome, create } = setUp({ maximumLimit: 2 });
    const token = await create('0000000001');
    const get = (...tokens: string[]) =>
      `<tcr:GetCredentials>${tokens.map((item) => `<tcr:Token>${item}</tcr:Token>`).join('')}</tcr:GetCredentials>`;
    const answer = await call(get('else', token));
    expect([attributesIn(answer, 'token'), textsIn(answer, 'Value')]).toEqual([[token], ['0000000001']]);
    expect(await outcome(get('a', 'b', token))).toBe('400 Sender InvalidArgVal TooManyItems');
  });

  it('never share an identifier', async () => {
    const { simulator, outcome, modify } = setUp();
    simulator.addCredential({ token: 'foreign', card: '0000000001' });
    await outcome(setXml(own('0000000002')));
    const duplicated = '400 Sender InvalidArgVal DuplicatedIdentifierValue';
    expect([
      await outcome(createXml(credentialXml({ value: '0000000001' }))),
      await outcome(setXml(own('0000000001'))),
      await modify(own('0000000001')),
      await modify(own('0000000002')),
    ]).toEqual([duplicated, duplicated, duplicated, 'ok']);
    simulator.removeCredential('foreign');
    expect(await modify(own('0000000001'))).toBe('ok');
  });

  it.each([
    ['00000F120', 'hexadecimal that is none'],
    ['0F1206', 'three bytes'],
    ['000000000F1206', 'seven bytes'],
    ['', 'nothing'],
  ])('do not have the value %j: %s', async (value) => {
    expect(await setUp().outcome(createXml(credentialXml({ value })))).toBe(
      '400 Sender InvalidArgVal InvalidIdentifierValue',
    );
  });

  it('have only types and formats that are offered, each type once', async () => {
    const { simulator, outcome, call } = setUp();
    const invalid = '400 Sender InvalidArgVal InvalidIdentifierValue';
    const card = credentialXml();
    expect([
      await outcome(createXml(card.replace('WIEGAND37', 'WIEGAND26'))),
      await outcome(createXml(card.replace('pt:CUSTOM', 'pt:Card'))),
      await outcome(createXml(card.replace('pt:CUSTOM', 'constructor'))),
      await outcome(createXml(card.replace(/<tcr:CredentialIdentifier>[\s\S]*?<\/tcr:CredentialIdentifier>/, '$&$&'))),
    ]).toEqual([invalid, invalid, invalid, '500 Receiver CapabilityViolated DuplicatedIdentifierType']);
    simulator.switches.identifierTypes = { 'pt:Card': ['WIEGAND26', 'WIEGAND37'] };
    expect(await outcome(createXml(card.replace('pt:CUSTOM', 'pt:Card').replace('WIEGAND37', 'WIEGAND26')))).toBe('ok');
    const ask = (name: string) =>
      `<tcr:GetSupportedFormatTypes><tcr:CredentialIdentifierTypeName>${name}</tcr:CredentialIdentifierTypeName></tcr:GetSupportedFormatTypes>`;
    expect(textsIn(await call(ask('pt:Card')), 'FormatType')).toEqual(['WIEGAND26', 'WIEGAND37']);
    expect(await outcome(ask('pt:CUSTOM'))).toBe('400 Sender InvalidArgVal');
  });

  it('fit in up to a number, and are not there at all when it is none', async () => {
    const { simulator, outcome, on } = setUp({ maximumCredentials: 1 });
    expect(await outcome(setXml(own('0000000001')))).toBe('ok');
    expect(await outcome(setXml(own('0000000002', 'two')))).toBe('500 Receiver CapabilityViolated MaxCredentials');
    expect(await outcome(setXml(own('0000000003')))).toBe('ok');
    simulator.switches.maximumCredentials = 0;
    expect([await outcome(setXml(own('0000000003'))), await outcome(on('DeleteCredential', 'own'))]).toEqual([
      UNSUPPORTED,
      UNSUPPORTED,
    ]);
    expect(await outcome('<tcr:GetCredentialList/>')).toBe(UNSUPPORTED);
  });

  it('say what they can', async () => {
    const { simulator, call } = setUp();
    const ask = () => call('<tcr:GetServiceCapabilities/>');
    expect(attributesIn(await ask(), 'ClientSuppliedTokenSupported')).toEqual(['true']);
    Object.assign(simulator.switches, {
      takesClientTokens: false,
      maximumWhitelisted: 0,
      maximumBlacklisted: 7,
      maximumLimit: 3,
    });
    const answer = await ask();
    const names = ['ClientSuppliedTokenSupported', 'MaxWhitelistedItems', 'MaxBlacklistedItems', 'MaxLimit'];
    expect(names.map((name) => attributesIn(answer, name))).toEqual([[], [], ['7'], ['3']]);
  });
});

import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import { batchXml, createIpeviaTestCaller, createXml, credentialXml, EVENTS_PATH, setXml } from './ipevia-test-caller';

const WRONG = '400 Sender InvalidArgVal';
const swap = (xml: string, first: RegExp, second: RegExp): string => {
  const [one = '', two = ''] = [first.exec(xml)?.[0], second.exec(xml)?.[0]];
  return xml.replace(one, '<swapped/>').replace(two, one).replace('<swapped/>', two);
};
const whole = credentialXml({ from: '2026-07-01T09:00:00Z', to: '2026-07-01T10:00:00Z' });
const HOLDER = /<tcr:CredentialHolderReference>.*?<\/tcr:CredentialHolderReference>/;
const FROM = /<tcr:ValidFrom>.*?<\/tcr:ValidFrom>/;
const TO = /<tcr:ValidTo>.*?<\/tcr:ValidTo>/;
const EXEMPTED = /<tcr:ExemptedFromAuthentication>.*?<\/tcr:ExemptedFromAuthentication>/;
const VALUE = /<tcr:Value>.*?<\/tcr:Value>/;
const IDENTIFIER = /<tcr:CredentialIdentifier>[\s\S]*?<\/tcr:CredentialIdentifier>/;
const PROFILE = /<tcr:CredentialAccessProfile>.*?<\/tcr:CredentialAccessProfile>/;

describe('a request to the iPevia simulator', () => {
  const setUp = () => {
    const simulator = createIpeviaSimulator({ switches: { auth: 'none' } });
    return { simulator, ...createIpeviaTestCaller(simulator) };
  };

  it.each([
    ['holder after the dates', swap(whole, HOLDER, FROM)],
    ['end before beginning', swap(whole, FROM, TO)],
    ['profile before identifier', swap(whole, IDENTIFIER, PROFILE)],
    ['value before the exemption', swap(whole, EXEMPTED, VALUE)],
    ['format before name', swap(whole, /<tcr:Name>.*?<\/tcr:Name>/, /<tcr:FormatType>.*?<\/tcr:FormatType>/)],
    ['no holder', whole.replace(HOLDER, '')],
    ['no identifier', whole.replace(IDENTIFIER, '')],
    ['no exemption', whole.replace(EXEMPTED, '')],
    ['no value', whole.replace(VALUE, '')],
    ['no token', whole.replace(' token=""', '')],
    ['two holders', whole.replace(HOLDER, '$&$&')],
    ['an unknown element', whole.replace(FROM, '$&<tcr:Colour>red</tcr:Colour>')],
    ['an element of a vendor where none may be', whole.replace(FROM, '$&<x xmlns="u"/>')],
    ['an element of ours where only those of vendors may be', whole.replace(VALUE, '$&<tcr:Colour/>')],
    ['an element in no namespace', whole.replace(HOLDER, '<CredentialHolderReference>x</CredentialHolderReference>')],
    ['text between elements', whole.replace(HOLDER, '$& hello')],
    [
      'an element in a text',
      whole.replace(HOLDER, '<tcr:CredentialHolderReference><b/></tcr:CredentialHolderReference>'),
    ],
    ['a day that does not exist', whole.replace('2026-07-01T09', '2026-06-31T09')],
    ['an instant without offset', whole.replace('09:00:00Z', '09:00:00')],
    ['an exemption that is no boolean', whole.replace('>false<', '>no<')],
    ['a holder of 65 characters', whole.replace('>booking<', `>${'x'.repeat(65)}<`)],
  ])('is refused with %s', async (_title, credential) => {
    const { simulator, outcome } = setUp();
    expect(await outcome(createXml(credential))).toBe(WRONG);
    expect(await outcome(setXml(credential.replace('token=""', 'token="own"')))).toBe(WRONG);
    expect(simulator.state.credentials.size).toBe(0);
  });

  it('is taken with everything that the schema has', async () => {
    const { simulator, outcome } = setUp();
    const all = whole
      .replace('<tcr:CredentialHolder', '<tcr:Description>d</tcr:Description>$&')
      .replace(VALUE, '<tcr:Value> 00000f1206\n</tcr:Value><x xmlns="u"/>')
      .replace(
        '</tcr:Credential>',
        '<tcr:ExtendedGrantTime>1</tcr:ExtendedGrantTime><tcr:Attribute Name="a" Value="b"/><tcr:Extension><x xmlns="u"/></tcr:Extension>$&',
      );
    const state = '<tcr:Enabled>0</tcr:Enabled><tcr:Reason>pt:CredentialLost</tcr:Reason>';
    expect(await outcome(setXml(all.replace('token=""', 'token="own"'), state))).toBe('ok');
    expect(simulator.state.credentials.get('own')).toEqual({
      token: 'own',
      description: 'd',
      holder: 'booking',
      validFromAt: '2026-07-01T09:00:00.000Z',
      validToAt: '2026-07-01T10:00:00.000Z',
      identifiers: [{ typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: '00000F1206', isExempted: false }],
      accessProfiles: [{ accessProfile: 'site', validFromAt: null, validToAt: null }],
      extendedGrantTime: true,
      attributes: [{ name: 'a', value: 'b' }],
      isEnabled: false,
      reason: 'pt:CredentialLost',
    });
  });

  it.each([
    [
      '<tcr:GetCredentialList><tcr:StartReference>x</tcr:StartReference><tcr:Limit>1</tcr:Limit></tcr:GetCredentialList>',
    ],
    ['<tcr:GetCredentialList><tcr:Limit>x</tcr:Limit></tcr:GetCredentialList>'],
    ['<tcr:GetCredentials/>'],
    ['<tcr:GetServiceCapabilities><x xmlns="u"/></tcr:GetServiceCapabilities>'],
    ['<tcr:DeleteCredential/>'],
    ['<tcr:DisableCredential><tcr:Reason>x</tcr:Reason><tcr:Token>x</tcr:Token></tcr:DisableCredential>'],
    ['<tcr:DeleteWhitelist><x xmlns="u"/></tcr:DeleteWhitelist>'],
    [batchXml('AddToWhitelist')],
    [batchXml('RemoveFromWhitelist', '0000000001').replace(VALUE, '')],
    ['<tcr:GetWhitelist><tcr:Value>00</tcr:Value><tcr:FormatType>x</tcr:FormatType></tcr:GetWhitelist>'],
    [createXml(credentialXml(), '<tcr:Reason>x</tcr:Reason>')],
  ])('is refused as %s', async (body) => {
    expect(await setUp().outcome(body)).toBe(WRONG);
  });

  it.each([
    ['<wsnt:Subscribe/>'],
    [
      '<wsnt:Subscribe><wsnt:ConsumerReference><wsnt:Address>http://h</wsnt:Address></wsnt:ConsumerReference></wsnt:Subscribe>',
    ],
    [
      '<wsnt:Subscribe><wsnt:InitialTerminationTime>PT1H</wsnt:InitialTerminationTime><wsnt:ConsumerReference><wsa:Address>http://h</wsa:Address></wsnt:ConsumerReference></wsnt:Subscribe>',
    ],
    [
      '<wsnt:Subscribe><wsnt:ConsumerReference><wsa:Address>here</wsa:Address></wsnt:ConsumerReference></wsnt:Subscribe>',
    ],
  ])('for events is refused as %s', async (body) => {
    expect(await setUp().outcome(body, EVENTS_PATH)).toBe(WRONG);
  });
});

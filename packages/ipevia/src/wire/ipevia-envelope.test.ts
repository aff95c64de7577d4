import { describe, expect, it } from 'vitest';
import { envelopeOf, faultOf } from './__fixtures__/ipevia-test-vendor';
import { readSoapMessage } from './ipevia-envelope';
import { ipeviaProfile } from './ipevia-profile';

const faultIn = (document: string) => {
  const message = readSoapMessage(document, 'XResponse', ipeviaProfile.namespaces);
  if (message.kind !== 'fault') throw new Error(message.kind);
  return message.fault;
};
const code = (value: string): string => `<s:Value>${value}</s:Value>`;

describe('a fault', () => {
  it('is read with nested subcodes', () => {
    expect(faultIn(faultOf(['InvalidArgVal', 'NotFound']))).toEqual({
      codes: ['InvalidArgVal', 'NotFound'],
      isReceiver: false,
      text: 'Ada Lovelace',
    });
  });

  it('is read with flat subcodes, and without any', () => {
    const flat = `<s:Code>${code('s:Receiver')}<s:Subcode>${code('ter:A')}</s:Subcode><s:Subcode>${code('B')}</s:Subcode></s:Code>`;
    expect(faultIn(envelopeOf(`<s:Fault>${flat}</s:Fault>`))).toEqual({ codes: ['A', 'B'], isReceiver: true });
    expect(faultIn(envelopeOf('<s:Fault/>'))).toEqual({ codes: [], isReceiver: false });
  });

  it('is read with a subcode for a value of its own and one in it', () => {
    const both = `<s:Code>${code('s:Sender')}<s:Subcode>${code('ter:A')}${code('ter:B')}</s:Subcode></s:Code>`;
    expect(faultIn(envelopeOf(`<s:Fault>${both}</s:Fault>`)).codes).toEqual(['A']);
  });

  it('names what its detail holds', () => {
    const detail =
      '<s:Detail><r:ResourceUnknownFault xmlns:r="u"><r:Timestamp>x</r:Timestamp></r:ResourceUnknownFault></s:Detail>';
    expect(faultIn(envelopeOf(`<s:Fault>${detail}</s:Fault>`)).codes).toEqual(['ResourceUnknownFault']);
  });

  it('is read in the form of SOAP 1.1 too', () => {
    const old =
      '<s:Fault><faultcode>s:Server</faultcode><faultstring>No</faultstring><detail><NotFound/></detail></s:Fault>';
    expect(faultIn(envelopeOf(old))).toEqual({ codes: ['Server', 'NotFound'], isReceiver: true, text: 'No' });
  });
});

import { ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, credentialXml, failureOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';

const identifiers = [{ typeName: 'pt:CUSTOM', formatType: 'WIEGAND37', value: '00000F1206', isExempted: false }];
const credential = { holder: 'h', identifiers, accessProfiles: [] };

describe('the credentials', () => {
  const vendor = useTestVendor();

  it.each([
    ['a credential that was not asked for', credentialXml('c2')],
    ['a credential twice', credentialXml('c1').repeat(2)],
  ])('are not believed when the answer holds %s', async (_what, content) => {
    vendor.answer(answerTo('GetCredentials', content));
    const failure = await failureOf(vendor.client().credentials.get(['c1']));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'none' });
  });

  it('that do not exist are left out', async () => {
    vendor.answer(answerTo('GetCredentials', credentialXml('c1')));
    expect(await vendor.client().credentials.get(['c1', 'c2'])).toMatchObject([{ token: 'c1' }]);
  });

  it.each(['', '<c:Token/>', '<c:Token>a</c:Token><c:Token>b</c:Token>'])(
    'tell that one was made although its token cannot be read: %s',
    async (content) => {
      vendor.answer(answerTo('CreateCredential', content));
      const failure = await failureOf(vendor.client().credentials.create(credential, { isEnabled: true }));
      expect(failure).toMatchObject({ code: 'response_validation', effect: 'applied' });
    },
  );

  const whole = credentialXml('c1');
  it.each([
    ['no token', whole.replace(' token="c1"', '')],
    ['a token of another namespace only', whole.replace(' token=', ' c:token=')],
    ['no holder', whole.replace(/<c:CredentialHolderReference>.*?<\/c:CredentialHolderReference>/, '')],
    [
      'two holders',
      whole.replace('<c:CredentialIdentifier>', '<c:CredentialHolderReference>x</c:CredentialHolderReference>$&'),
    ],
    ['no identifier', whole.replace(/<c:CredentialIdentifier>.*<\/c:CredentialIdentifier>/, '')],
    ['no type', whole.replace(/<c:Type>.*<\/c:Type>/, '')],
    ['no exemption', whole.replace(/<c:Exempted.*?<\/c:ExemptedFromAuthentication>/, '')],
    ['an exemption that is neither yes nor no', whole.replace('>false<', '>no<')],
    ['half of a byte', whole.replace('00000F1206', '00000F120')],
    ['an empty end', whole.replace('<c:ValidFrom>2026-11-21T08:00:00Z</c:ValidFrom>', '<c:ValidTo/>')],
    ['a date that is none', whole.replace('11-21T', '11-31T')],
    ['a token that could not be read', whole.replace('"c1"', '"c\ufffd"')],
  ])('are not believed with %s', async (_what, xml) => {
    expect(xml).not.toBe(whole);
    vendor.answer(answerTo('GetCredentialList', xml));
    expect(await failureOf(collect(vendor.client().credentials.list()))).toBeInstanceOf(ResponseValidationError);
  });

  it('may say that a date is nil', async () => {
    const nil = '<c:ValidFrom xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/>';
    vendor.answer(answerTo('GetCredentialList', whole.replace('<c:ValidFrom>2026-11-21T08:00:00Z</c:ValidFrom>', nil)));
    const [read] = await collect(vendor.client().credentials.list());
    expect(read?.accessProfiles).toEqual([{ token: 'gate', validFrom: undefined }]);
  });
});

import { describe, expect, it } from 'vitest';
import { readAnswer } from './salto-envelope';
import { saltoProfile } from './salto-profile';

const read = (content: string) =>
  readAnswer(saltoProfile.envelope, 'GetInfo', `<RequestResponse>${content}</RequestResponse>`);
const name = '<RequestName>GetInfo</RequestName>';
const refusal = '<Exception><Code>502</Code><Message>words</Message></Exception>';

describe('the envelope of an answer', () => {
  it('holds the parameters of the request that was asked', () => {
    expect(read(`${name}<Params><a>1</a></Params><More/>`)).toEqual({
      kind: 'params',
      params: { name: 'Params', children: [{ name: 'a', text: '1' }] },
    });
    expect(read(`${name}<Params/>`)).toEqual({ kind: 'params', params: { name: 'Params' } });
  });

  it('holds a refusal, also one that does not know what was asked', () => {
    const expected = { kind: 'exception', code: '502', text: 'words' };
    expect(read(name + refusal)).toEqual(expected);
    expect(read(refusal)).toEqual(expected);
    expect(read(`<RequestName/>${refusal}`)).toEqual(expected);
    expect(read(`${name}<Exception><Code> 0011 </Code></Exception>`)).toEqual({ kind: 'exception', code: '11' });
  });

  it.each([
    ['another request', '<RequestName>getinfo</RequestName><Params/>'],
    ['a refusal of another request', `<RequestName>OnlineDoor.Open</RequestName>${refusal}`],
    ['no request', '<Params/>'],
    ['no parameters', name],
    ['both parameters and a refusal', `${name}<Params/>${refusal}`],
    ['parameters twice', `${name}<Params/><Params/>`],
    ['two requests', `${name}<RequestName>OnlineDoor.Open</RequestName><Params/>`],
    ['a refusal without a code', `${name}<Exception><Message>words</Message></Exception>`],
    ['a refusal in words', `${name}<Exception><Code>many</Code></Exception>`],
    ['a refusal with two codes', `${name}<Exception><Code>1</Code><Code>11</Code></Exception>`],
    ['a refusal that says it is fine', `${name}<Exception><Code>0</Code></Exception>`],
  ])('is not believed with %s', (_what, content) => {
    expect(read(content).kind).toBe('unreadable');
  });

  it('is not believed under another root', () => {
    expect(readAnswer(saltoProfile.envelope, 'GetInfo', `<RequestCall>${name}<Params/></RequestCall>`).kind).toBe(
      'unreadable',
    );
  });
});

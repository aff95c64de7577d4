import { ProviderCallError, ResponseValidationError } from '@acx/core/provider';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, credentialXml, failureOf, faultOf, useTestVendor } from './__fixtures__/ipevia-test-vendor';

const page = (tokens: readonly string[], next?: string): string =>
  answerTo(
    'GetCredentialList',
    `${next === undefined ? '' : `<c:NextStartReference>${next}</c:NextStartReference>`}${tokens.map((token) => credentialXml(token)).join('')}`,
  );
const stale = () => new HttpResponse(faultOf(['InvalidArgVal', 'InvalidStartReference']), { status: 400 });
const startOf = (body: string): string | undefined => /<tcr:StartReference>([^<]*)</.exec(body)?.[1];

describe('a list', () => {
  const vendor = useTestVendor();
  const list = (client = vendor.client()) => client.credentials.list();
  const tokens = async () => (await collect(list())).map(({ token }) => token);

  it('is read page by page until no next reference comes', async () => {
    vendor.answer(page(['a', 'b'], 'n &amp; 1'), page([], 'n2'), page(['c']));
    expect(await tokens()).toEqual(['a', 'b', 'c']);
    expect(vendor.seen.map(({ body }) => startOf(body))).toEqual([undefined, 'n &amp; 1', 'n2']);
    for (const { body } of vendor.seen) expect(body).toContain('<tcr:Limit>100</tcr:Limit>');
  });

  it('asks for as many as the options say, and for no page that nobody wants', async () => {
    vendor.answer(page(['a', 'b'], 'n1'), page(['c']));
    for await (const _first of list(vendor.client({ pageSize: 2 }))) break;
    expect(vendor.seen).toHaveLength(1);
    expect(vendor.seen[0]?.body).toContain('<tcr:Limit>2</tcr:Limit>');
  });

  it('starts over once when its place is lost, and tells nothing twice', async () => {
    vendor.answer(page(['a', 'b'], 'n1'), stale, page(['a'], 'm1'), page(['b', 'c'], 'm2'), page(['d']));
    expect(await tokens()).toEqual(['a', 'b', 'c', 'd']);
    expect(vendor.seen.map(({ body }) => startOf(body))).toEqual([undefined, 'n1', undefined, 'm1', 'm2']);
  });

  it('fails when its place is lost twice', async () => {
    vendor.answer(page(['a'], 'n1'), stale, page(['a', 'b'], 'n2'), stale);
    const failure = await failureOf(tokens());
    expect(failure).toBeInstanceOf(ProviderCallError);
    expect(failure).toMatchObject({ vendorCode: 'invalidStartReference', effect: 'none' });
    expect(vendor.seen).toHaveLength(4);
  });

  it('fails at once when its first page has no place', async () => {
    vendor.answer(stale);
    expect(await failureOf(tokens())).toMatchObject({ vendorCode: 'invalidStartReference' });
    expect(vendor.seen).toHaveLength(1);
  });

  it.each([
    ['its reference stays the same', [page(['a'], 'n1'), page(['b'], 'n1'), page(['c'], 'n1')]],
    ['its references go round', [page(['a'], 'n1'), page(['b'], 'n2'), page(['c'], 'n1')]],
    ['a record comes twice on a page', [page(['a', 'a'])]],
  ])('is not believed when %s', async (_what, answers) => {
    vendor.answer(...answers);
    expect(await failureOf(tokens())).toBeInstanceOf(ResponseValidationError);
  });

  it('is not believed when it goes on without bringing anything', async () => {
    let count = 0;
    vendor.answer(() => {
      count += 1;
      return new HttpResponse(page(['a'], `n${count}`));
    });
    expect(await failureOf(tokens())).toBeInstanceOf(ResponseValidationError);
    expect(vendor.seen.length).toBeLessThan(6);
  });

  it('tells an entry that comes again on a later page only once', async () => {
    vendor.answer(page(['a', 'b'], 'n1'), page(['b', 'c']));
    expect(await tokens()).toEqual(['a', 'b', 'c']);
  });
});

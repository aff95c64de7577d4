import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, failureOf, useTestVendor } from './__fixtures__/salto-test-vendor';

describe('online doors', () => {
  const vendor = useTestVendor();
  const result = (id: string, code: string) =>
    `<OnlineDoorOpenResult><ExtDoorID>${id}</ExtDoorID><ErrorCode>${code}</ErrorCode></OnlineDoorOpenResult>`;
  const answerOpen = (...results: string[]) =>
    vendor.answer(
      answerTo('OnlineDoor.Open', `<OnlineDoorOpenResultList>${results.join('')}</OnlineDoorOpenResultList>`),
    );

  it.each([
    ['a door that nobody asked for', [result('D1', '0'), result('D3', '0')]],
    ['too few doors', [result('D1', '0')]],
    ['too many doors', [result('D1', '0'), result('D2', '0'), result('D3', '0')]],
    ['a door twice', [result('D1', '0'), result('D1', '100'), result('D2', '0')]],
    ['a door without a result', [result('D1', '0'), result('D2', '')]],
    ['a result in words', [result('D1', '0'), result('D2', 'ok')]],
    ['something else', [result('D1', '0'), result('D2', '0'), '<Other/>']],
  ])('are not said to be open by an answer about %s', async (_what, results) => {
    answerOpen(...results);
    const failure = await failureOf(vendor.client().doors.open(['D1', 'D2']));
    expect(failure).toBeInstanceOf(ResponseValidationError);
    expect(failure).toMatchObject({ effect: 'unknown' });
  });

  it.each([[[]], [['']], [['D1', 'D1']]])('are not opened by the ids %j', async (ids) => {
    const { doors } = vendor.client();
    expect(await failureOf(doors.open(ids))).toBeInstanceOf(InvalidInputError);
    expect(await failureOf(doors.listStatus(ids))).toBeInstanceOf(InvalidInputError);
    expect(vendor.seen).toEqual([]);
  });

  it('tell of the doors that were asked for, and of no others', async () => {
    const status = (id: string) =>
      `<OnlineDoorStatus><ExtDoorID>${id}</ExtDoorID><Status>1</Status></OnlineDoorStatus>`;
    vendor.answer(
      answerTo(
        'OnlineDoor.GetOnlineStatusList',
        `<OnlineDoorStatusList>${status('D9')}${status('D2')}</OnlineDoorStatusList>`,
      ),
    );
    expect(await vendor.client().doors.listStatus(['D1', 'D2'])).toEqual([{ id: 'D2', status: '1' }]);
  });
});

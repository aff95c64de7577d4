import { describe, it } from 'vitest';
import { checkHistories, historiesWhere } from './__fixtures__/salto-history';

describe('bookings of two apartments, played by the engine against doors of a Space whose lists are merged', () => {
  it('open every minute that is booked and no other', () => checkHistories(historiesWhere('merge'), 5_000), 900_000);
});

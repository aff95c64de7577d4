import { describe, expect, it } from 'vitest';
import { type BookingsOneAuth, tokenToAuthorization } from './bookings-one-authorization';

describe('the token', () => {
  it.each<[BookingsOneAuth, string]>([
    ['raw', 's3cret'],
    ['bearer', 'Bearer s3cret'],
    ['basic', 'Basic czNjcmV0Og=='],
  ])('is handed over as %s', (auth, header) => {
    expect(tokenToAuthorization('s3cret', auth)).toBe(header);
  });
});

import { createBookingsOneClient } from '../src/wire/bookings-one-client';
import type { BookingsOneClientOptions } from '../src/wire/bookings-one-client-options';
import { codeOf } from './code-of';
import type { Observations } from './observe-contract';

const ways = ['raw', 'basic', 'bearer'] as const;

/** Which way of showing a token is taken, and what the probe answers. */
export async function observeServer(options: BookingsOneClientOptions): Promise<Observations> {
  const { auth = 'raw', ...common } = options;
  const seen: Record<string, unknown> = {};
  const probe = async (changes: Partial<BookingsOneClientOptions>): Promise<unknown> => {
    const client = createBookingsOneClient({ ...common, auth, ...changes });
    try {
      return await client.information();
    } finally {
      await client.close();
    }
  };
  seen['the token is taken'] = await codeOf(async () => {
    const answer = await probe({});
    seen['the probe answers with'] = answer === undefined ? 'nothing' : typeof answer === 'string' ? 'text' : 'JSON';
  });
  for (const way of ways)
    if (way !== auth) seen[`the token is taken when it is shown ${way}`] = await codeOf(() => probe({ auth: way }));
  seen['another token'] = await codeOf(() => probe({ token: 'acx-contract-no-token' }));
  return seen;
}

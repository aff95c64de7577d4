import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { User } from '../contract/session';

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback);
const KEY_BYTES = 32;

/** Who may log in. Of passwords only hashes are kept. */
export interface Logins {
  /** Takes as long for somebody whom nobody knows as for a wrong password. */
  verify(userId: string, password: string): Promise<User | undefined>;
}

export async function createLogins(people: readonly { user: User; password: string }[]): Promise<Logins> {
  const nobody = await hash(randomBytes(16).toString('hex'));
  const known = new Map<string, { user: User; hashed: HashedPassword }>();
  for (const { user, password } of people) known.set(user.id, { user, hashed: await hash(password) });
  return {
    async verify(userId, password) {
      const found = known.get(userId);
      const { salt, key } = found?.hashed ?? nobody;
      const isRight = timingSafeEqual(await scrypt(password, salt, KEY_BYTES), key);
      return isRight ? found?.user : undefined;
    },
  };
}

interface HashedPassword {
  readonly salt: Buffer;
  readonly key: Buffer;
}

async function hash(password: string): Promise<HashedPassword> {
  const salt = randomBytes(16);
  return { salt, key: await scrypt(password, salt, KEY_BYTES) };
}

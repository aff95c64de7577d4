import { parseAnswer } from '@acx/core/provider';
import * as z from 'zod/mini';
import { fieldsOf, textField } from './salto-field';
import { normaliseLocalDateTime } from './salto-local-text';
import type { SaltoCallOptions, SaltoSession } from './salto-session';

/** What Space says of itself. */
export interface SaltoInfo {
  /** `SHIP`. */
  readonly protocol: string;
  /** For example `1.0`. */
  readonly version: string;
  /** Its clock, as local time of the site; absent when it cannot be read. */
  readonly localDateTime?: string;
  readonly language?: string;
}

const schema = z.object({ protocol: z.string(), version: z.string(), localDateTime: textField, language: textField });

/** Asks Space what it is: the smallest call there is. */
export async function readSaltoInfo(session: SaltoSession, options: SaltoCallOptions): Promise<SaltoInfo> {
  const { requests, info: names } = session.profile;
  const operation = 'getInfo';
  const answer = await session.send({ operation, requestName: requests.getInfo, params: [], isWrite: false }, options);
  const fields = fieldsOf(answer, {
    protocol: names.protocol,
    version: names.version,
    localDateTime: names.dateTime,
    language: names.language,
  });
  const context = { providerId: session.providerId, operation, effect: 'none' } as const;
  const info = parseAnswer(schema, fields, context);
  const localDateTime = normaliseLocalDateTime(info.localDateTime ?? '');
  return { ...info, localDateTime };
}

import { AcxError, AuthenticationError, type Effect, ProviderCallError } from '@acx/core/provider';
import { SaltoConflictError } from './wire/salto-conflict-error';

/** What the refusals have in common. */
interface RefusedCall {
  readonly providerId: string;
  readonly operation: string;
  /** What the call was about, for people: `timetable 900`. Never a person, nor an id that may say who it is. */
  readonly target?: string;
  readonly isWrite: boolean;
}

/** An answer that holds an exception instead of parameters. */
export interface SaltoException extends RefusedCall {
  /** SHIP's error code. */
  readonly vendorCode: string;
  /** Space's own words: kept apart, because they may name people. */
  readonly vendorText?: string;
}

/** An answer of Space's web server that is no answer of SHIP. */
export interface SaltoHttpRefusal extends RefusedCall {
  readonly status: number;
  readonly retryAfterMs?: number;
}

interface Row {
  /** What happened, ending a sentence that begins with "Space refused …:". */
  readonly happened: string;
  readonly advice: string;
  readonly isRetryable?: boolean;
  /** The call broke down in the middle: a write may have taken effect. */
  readonly isBreakdown?: boolean;
  /** Somebody else holds what the call needs: told as a SaltoConflictError about this. */
  readonly conflict?: string;
}

const LATER = 'It is tried again later.';
const PROFILE = "Compare the wire profile with the vendor's documents.";
const LICENCE =
  'Ask your SALTO partner for the licence option SPACE-OPT-0018 (SHIP) and check the limits of the licence.';
const KEYS: Row = {
  happened: 'there is a problem with the key',
  advice: 'Look at the key in Space, or encode it again.',
};
const ENCODER: Row = {
  happened: 'there is a problem with the encoder',
  advice: 'Check the encoder and its connection in Space.',
};

/** Every code that is known. */
const rows: Readonly<Record<string, Row>> = {
  1: {
    happened: 'its database has a problem',
    advice: `${LATER} Check the Space server if it goes on.`,
    isRetryable: true,
    isBreakdown: true,
  },
  4: {
    happened: 'it failed for a general reason',
    advice: `${LATER} Look at Space's own log if it goes on.`,
    isRetryable: true,
    isBreakdown: true,
  },
  5: { happened: 'the work was cancelled there', advice: LATER, isRetryable: true },
  6: { happened: 'it does not know the process', advice: PROFILE },
  7: {
    happened: 'it breaks a business rule of Space',
    advice: "Try the same in Space's own screen: it tells the rule.",
  },
  10: {
    happened: 'the id already exists',
    advice: 'Update the existing record, or use another EXT ID.',
    conflict: 'id',
  },
  11: {
    happened: 'the record does not exist',
    advice: 'Check that the EXT ID in the directory is exactly the one in Space, upper and lower case included.',
  },
  12: { happened: 'a value is not allowed', advice: 'Check the EXT IDs and the timetable numbers that are used.' },
  13: { happened: 'the licence does not include it', advice: LICENCE },
  14: { happened: 'a limit of the licence is reached', advice: LICENCE },
  100: {
    happened: 'the door does not exist',
    advice: 'Check that the EXT ID in the directory is exactly the one in Space.',
  },
  101: { happened: 'another process holds the door', advice: LATER, isRetryable: true, conflict: 'door' },
  102: {
    happened: 'the door already exists',
    advice: 'Update the existing door, or use another EXT ID.',
    conflict: 'id',
  },
  200: {
    happened: 'the user does not exist',
    advice: 'Check that the EXT ID of the user is exactly the one in Space.',
  },
  201: {
    happened: 'somebody is editing the user',
    advice: `${LATER} Close the user in Space.`,
    isRetryable: true,
    conflict: 'user',
  },
  202: {
    happened: 'the user already exists',
    advice: 'Update the existing user, or use another EXT ID.',
    conflict: 'id',
  },
  203: {
    happened: 'the card is already in use',
    advice: 'Take the card from its holder in Space, or use another one.',
    conflict: 'card',
  },
  204: {
    happened: 'the user may not belong to these access levels',
    advice: 'Check the access levels of the user in Space.',
  },
  205: { happened: 'the cancellable flag of the key cannot be changed', advice: 'Encode a new key in Space.' },
  206: { happened: 'the key would be valid for too long', advice: 'Shorten its validity to what Space allows.' },
  ...Object.fromEntries([300, 301, 302, 303, 304, 305, 306].map((code) => [code, KEYS])),
  ...Object.fromEntries([400, 401, 403, 404, 405, 406, 407].map((code) => [code, ENCODER])),
  402: { ...ENCODER, advice: `${LATER} ${ENCODER.advice}`, isRetryable: true },
  500: {
    happened: 'the document is not well-formed',
    advice: 'This is a fault of ours, or something on the way changes it. Please report it.',
  },
  501: { happened: 'the call has parts that it does not expect', advice: PROFILE },
  502: { happened: 'it does not know the request', advice: `This version of Space does not have it. ${PROFILE}` },
  503: { happened: 'a value has the wrong type', advice: PROFILE },
  600: { happened: 'a zone cannot change between low and high', advice: 'Make a new zone of the other type in Space.' },
  601: { happened: 'there can be no more than 96 low zones', advice: 'Make the zone a high one in Space.' },
};

const byCode: ReadonlyMap<string, Row> = new Map(Object.entries(rows));

const unknownCode: Row = {
  happened: 'for a reason that we do not know',
  advice:
    "Its own words are in vendorText of the error; they may hold personal data. Look the code up in the vendor's documents.",
  isBreakdown: true,
};

/** The error that tells what an exception of SHIP means, whether the call took effect and what to do. */
export function saltoExceptionToError(exception: SaltoException): AcxError {
  const { providerId, operation, isWrite, vendorCode, vendorText } = exception;
  const { happened, advice, isRetryable = false, isBreakdown, conflict } = byCode.get(vendorCode) ?? unknownCode;
  const effect = isBreakdown && isWrite ? 'unknown' : 'none';
  const message = `${refused(exception)}: ${happened} (code ${vendorCode}); ${told(effect)}. ${advice}`;
  const shared = { providerId, operation, message, vendorCode, isRetryable, vendorText };
  return conflict === undefined
    ? new ProviderCallError({ ...shared, effect })
    : new SaltoConflictError({ ...shared, what: conflict });
}

/** The error that tells what an HTTP status other than 200 means: SHIP's own refusals come with 200 (inferred). */
export function saltoStatusToError(refusal: SaltoHttpRefusal): AcxError {
  const { providerId, operation, isWrite, status, retryAfterMs } = refusal;
  if (status === 401 || status === 403) {
    const message = `${refused(refusal)}: the credentials are not accepted (status ${status}); nothing was changed. Compare authentication in the options with System > General options > SHIP in Space.`;
    return new AuthenticationError({ providerId, operation, status, message });
  }
  const isBreakdown = status >= 500 || status === 408;
  const isRetryable = isBreakdown || status === 429;
  const effect = isWrite && (isBreakdown || status < 300) ? 'unknown' : 'none';
  const advice = isRetryable ? LATER : 'Check the address in the options, and that SHIP is enabled over HTTP in Space.';
  const message = `${refused(refusal)}: its web server answered with status ${status}; ${told(effect)}. ${advice}`;
  return new ProviderCallError({ providerId, operation, message, status, retryAfterMs, isRetryable, effect });
}

function refused({ providerId, operation, target }: RefusedCall): string {
  return `${providerId}: Space refused ${operation}${target === undefined ? '' : ` on ${target}`}`;
}

function told(effect: Effect): string {
  return effect === 'none' ? 'nothing was changed' : 'it is not known whether it took effect';
}

/** True for a refusal by SHIP with one of these codes, for example `isSaltoCode(error, 11)`. */
export function isSaltoCode(error: unknown, ...codes: readonly (number | string)[]): boolean {
  if (!AcxError.isInstance(error) || !('vendorCode' in error)) return false;
  const { vendorCode } = error;
  return codes.some((code) => String(code) === vendorCode);
}

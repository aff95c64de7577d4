import { AcxError, AuthenticationError, type Effect, ProviderCallError } from '@acx/core/provider';
import { IpeviaConflictError } from './wire/ipevia-conflict-error';
import type { IpeviaProfile } from './wire/ipevia-profile';

/** A fault, by its name in the wire profile. */
export type IpeviaFaultName = keyof IpeviaProfile['faults'];

/** What the refusals have in common. */
interface RefusedCall {
  readonly providerId: string;
  readonly operation: string;
  readonly isWrite: boolean;
  readonly status: number;
  readonly retryAfterMs?: number;
}

/** An answer that holds a fault. */
export interface IpeviaFault extends RefusedCall {
  /** Codes as they came, from the outermost to the innermost, without prefixes. */
  readonly codes: readonly string[];
  /** False: the fault says that the sender is to blame. */
  readonly isReceiver: boolean;
  /** The vendor's own words: kept apart, because they may name people. */
  readonly vendorText?: string;
}

interface Row {
  /** What happened, ending a sentence that begins with "iPevia refused …:". */
  readonly happened: string;
  readonly advice: string;
  /** Told as an AuthenticationError. */
  readonly isLogin?: boolean;
  /** Somebody else holds what the call needs: told as an IpeviaConflictError about this. */
  readonly conflict?: string;
}

const LATER = 'It is tried again later.';
const PROFILE = "Compare the wire profile with the vendor's documents.";
const MAPPING = 'Compare type name and format type with the credential mapping of the API user in iPevia.';
const LOGIN = 'Check user, password and kind of authentication, and the rights of the API user in iPevia.';

const rows: Readonly<Record<IpeviaFaultName, Row>> = {
  notFound: {
    happened: 'the record does not exist',
    advice: 'It may have been deleted in iPevia; read before writing.',
  },
  duplicatedIdentifier: {
    happened: 'another credential has the card number',
    advice: 'Use that credential, or take the card number from it in iPevia.',
    conflict: 'card',
  },
  invalidIdentifier: { happened: 'the card number is not valid', advice: `Check the card number. ${MAPPING}` },
  referenceNotFound: {
    happened: 'it refers to something that does not exist',
    advice: 'Check that accessProfile in the options is exactly the token of one in iPevia.',
  },
  invalidStartReference: { happened: 'the list has changed meanwhile', advice: 'Read it from its beginning.' },
  tooManyItems: { happened: 'it holds too many items', advice: 'Send fewer at once; the capabilities tell how many.' },
  maximumCredentials: {
    happened: 'there is no room for another credential',
    advice: 'Delete credentials in iPevia.',
    conflict: 'capacity',
  },
  maximumWhitelisted: {
    happened: 'the whitelist is full',
    advice: 'Remove card numbers from it in iPevia.',
    conflict: 'capacity',
  },
  maximumProfiles: { happened: 'the credential would have too many access profiles', advice: 'Give it fewer.' },
  validityNotSupported: { happened: 'credentials cannot have dates there', advice: 'Leave their dates out.' },
  profileValidityNotSupported: {
    happened: 'access profiles cannot have dates there',
    advice: 'Leave their dates out.',
  },
  clientTokenNotSupported: {
    happened: 'it gives tokens only by itself',
    advice: 'Create credentials without a token, and modify them by the one that was given.',
  },
  identifierTypeNotSupported: { happened: 'it does not know the type of the card number', advice: MAPPING },
  invalidFormatType: { happened: 'it does not know the format of the card number', advice: MAPPING },
  duplicatedIdentifierType: { happened: 'a credential has two card numbers of one type', advice: 'Send one of them.' },
  duplicatedAttribute: { happened: 'an attribute comes twice', advice: 'Send it once.' },
  capabilityViolated: { happened: 'it goes beyond what the site can do', advice: 'Compare it with the capabilities.' },
  invalidArgument: { happened: 'a value is not allowed', advice: `Check the directory. ${PROFILE}` },
  tokenNotEmpty: { happened: 'an argument is not allowed', advice: PROFILE },
  notAuthorized: { happened: 'the login is not accepted', advice: LOGIN, isLogin: true },
  failedAuthentication: {
    happened: 'the login is not accepted',
    advice: `${LOGIN} The clocks of both machines must agree.`,
    isLogin: true,
  },
  invalidSecurity: { happened: 'the login cannot be read', advice: LOGIN, isLogin: true },
  notSupported: {
    happened: 'it does not know the operation',
    advice: `This version of iPevia does not have it. ${PROFILE}`,
  },
  resourceUnknown: { happened: 'the subscription is gone', advice: 'Subscribe anew.' },
  unableToRenew: { happened: 'the term of the subscription is not accepted', advice: 'Ask for another one.' },
};

/** What is told by a status alone. */
const statuses: Readonly<Record<number, string>> = {
  400: `The request was not understood. ${PROFILE}`,
  404: 'Check the address in the options, and the paths of the wire profile.',
  405: 'Check the address in the options: something that is no SOAP service answers there.',
  413: 'Send fewer items at once.',
  415: `SOAP 1.2 is not understood there. ${PROFILE}`,
};

/** The error that tells what a fault means, whether the call took effect and what to do. The innermost code that is known counts. */
export function ipeviaFaultToError(faults: IpeviaProfile['faults'], fault: IpeviaFault): AcxError {
  const { providerId, operation, status, isWrite } = fault;
  const name = fault.codes.map((code) => faultNameOf(faults, code)).findLast((known) => known !== undefined);
  const row = name === undefined ? undefined : rows[name];
  if (status === 401 || status === 403 || row?.isLogin === true) {
    const { happened, advice } = row?.isLogin === true ? row : rows.notAuthorized;
    const message = `${refused(fault)}: ${happened}; nothing was changed. ${advice}`;
    return new AuthenticationError({ providerId, operation, status, message });
  }
  const shared = { providerId, operation, status, vendorText: fault.vendorText };
  if (name === undefined || row === undefined) {
    // A fault of the receiver that has no name we know is the service breaking down, perhaps in the middle of the work.
    const effect: Effect = isWrite && fault.isReceiver ? 'unknown' : 'none';
    const message = `${refused(fault)} for a reason that we do not know; ${told(effect)}. Its own words are in vendorText of the error; they may hold personal data.`;
    return new ProviderCallError({
      ...shared,
      message,
      isRetryable: fault.isReceiver,
      retryAfterMs: fault.retryAfterMs,
      effect,
    });
  }
  const message = `${refused(fault)}: ${row.happened}; nothing was changed. ${row.advice}`;
  if (row.conflict !== undefined)
    return new IpeviaConflictError({
      ...shared,
      message,
      vendorCode: name,
      what: row.conflict,
      // Somebody may make room at any time, and nobody tells us.
      isRetryable: row.conflict === 'capacity',
    });
  return new ProviderCallError({ ...shared, message, vendorCode: name, effect: 'none' });
}

/** The error that tells what a status means that came without a SOAP answer. */
export function ipeviaStatusToError(refusal: RefusedCall): AcxError {
  const { providerId, operation, isWrite, status, retryAfterMs } = refusal;
  if (status === 401 || status === 403) {
    const message = `${refused(refusal)}: the login is not accepted (status ${status}); nothing was changed. ${LOGIN}`;
    return new AuthenticationError({ providerId, operation, status, message });
  }
  // 503 and 429 are said before the work begins.
  const isBreakdown = (status >= 500 && status !== 503) || status === 408;
  const isRetryable = isBreakdown || status === 503 || status === 429;
  const effect: Effect = isWrite && (isBreakdown || status < 300) ? 'unknown' : 'none';
  const advice = isRetryable ? LATER : (statuses[status] ?? 'Check the address in the options.');
  const message = `${refused(refusal)}: its web server answered with status ${status}; ${told(effect)}. ${advice}`;
  return new ProviderCallError({ providerId, operation, message, status, retryAfterMs, isRetryable, effect });
}

function faultNameOf(faults: IpeviaProfile['faults'], code: string): IpeviaFaultName | undefined {
  for (const name in faults) if (isFaultName(name) && faults[name] === code) return name;
  return undefined;
}

function isFaultName(name: string): name is IpeviaFaultName {
  return Object.hasOwn(rows, name);
}

function refused({ providerId, operation }: RefusedCall): string {
  return `${providerId}: iPevia refused ${operation}`;
}

function told(effect: Effect): string {
  return effect === 'none' ? 'nothing was changed' : 'it is not known whether it took effect';
}

/**
 * True for a refusal by one of these faults, for example `isIpeviaFault(error, 'notFound')`. A login that is not accepted is no such
 * refusal but an AuthenticationError.
 */
export function isIpeviaFault(error: unknown, ...names: readonly IpeviaFaultName[]): boolean {
  if (!AcxError.isInstance(error) || !('vendorCode' in error)) return false;
  const { vendorCode } = error;
  return names.some((name) => name === vendorCode);
}

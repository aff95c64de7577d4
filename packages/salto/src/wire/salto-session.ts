import { type Effect, type Logger, ResponseValidationError, type TakeTurn } from '@acx/core/provider';
import { saltoExceptionToError } from '../salto-errors';
import { callToXml, readAnswer, type SaltoAnswer } from './salto-envelope';
import type { SaltoProfile } from './salto-profile';
import type { SaltoTransport } from './salto-transport';
import type { XmlElement } from './salto-xml-element';

/** Options of every call of the client. */
export interface SaltoCallOptions {
  /** Ends the call early. A write that had been sent has the effect `unknown` then. */
  readonly signal?: AbortSignal;
  /** Awaited before the request leaves: see `access.takeTurn`. Default: it leaves at once. */
  readonly takeTurn?: TakeTurn;
}

/** One call of SHIP. */
export interface SaltoCall {
  /** Named in errors. */
  readonly operation: string;
  readonly requestName: string;
  readonly params: readonly XmlElement[];
  /** May it change something at Space? */
  readonly isWrite: boolean;
  /** What it is about, for messages: `access level APT-501`. Never a person. */
  readonly target?: string;
}

/** Makes calls and tells refusals from answers. */
export interface SaltoSession {
  readonly providerId: string;
  readonly profile: SaltoProfile;
  /**
   * The parameters of a successful answer.
   * @throws AcxError for everything else; nothing in its message repeats the words of Space.
   */
  send(call: SaltoCall, options: SaltoCallOptions): Promise<XmlElement>;
}

/** A session over one transport. */
export function createSaltoSession(options: {
  providerId: string;
  profile: SaltoProfile;
  transport: SaltoTransport;
  logger: Logger;
}): SaltoSession {
  const { providerId, profile, transport, logger } = options;

  return {
    providerId,
    profile,
    async send({ operation, requestName, params, isWrite, target }, { signal, takeTurn }) {
      const body = callToXml(profile.envelope, requestName, params);
      const answer = await transport.exchange({
        operation,
        body,
        isWrite,
        signal,
        takeTurn,
        read: (document) => believable(readAnswer(profile.envelope, requestName, document), operation, isWrite),
      });
      if (answer.kind === 'params') {
        logger.debug('Space answered', { providerId, operation });
        return answer.params;
      }
      const { code: vendorCode, text: vendorText } = answer;
      logger.debug('Space refused', { providerId, operation, vendorCode });
      throw saltoExceptionToError({ providerId, operation, target, isWrite, vendorCode, vendorText });
    },
  };

  function believable(
    answer: SaltoAnswer,
    operation: string,
    isWrite: boolean,
  ): Exclude<SaltoAnswer, { readonly kind: 'unreadable' }> {
    if (answer.kind !== 'unreadable') return answer;
    const effect: Effect = isWrite ? 'unknown' : 'none';
    const problems = [{ path: '', message: answer.problem }];
    throw new ResponseValidationError({ providerId, operation, problems, effect });
  }
}

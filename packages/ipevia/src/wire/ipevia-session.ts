import {
  type Clock,
  type Effect,
  encodeXmlText,
  type HttpAnswer,
  type Logger,
  parseRetryAfter,
  ResponseValidationError,
  type TakeTurn,
} from '@acx/core/provider';
import { ipeviaFaultToError, ipeviaStatusToError } from '../ipevia-errors';
import { readSoapMessage } from './ipevia-envelope';
import { type IpeviaOperation, placeOfOperation } from './ipevia-operation';
import type { IpeviaProfile } from './ipevia-profile';
import { createSoapWriter, type SoapElement, type SoapWriter } from './ipevia-soap-writer';
import type { IpeviaTransport } from './ipevia-transport';
import type { XmlElement } from './ipevia-xml-element';

/** Options of every call of the client. */
export interface IpeviaCallOptions {
  /** Ends the call early. A write that had been sent has the effect `unknown` then. */
  readonly signal?: AbortSignal;
  /** Awaited before each request leaves: see `access.takeTurn`. Default: it leaves at once. */
  readonly takeTurn?: TakeTurn;
  /** Told of every answer, whatever its status: for the clock of the vendor's web server. */
  readonly onAnswer?: (answer: { readonly headers: Headers }) => void;
}

/** One call. */
export interface IpeviaCall {
  readonly operation: IpeviaOperation;
  readonly content: SoapElement;
  /** May it change something at the vendor? */
  readonly isWrite: boolean;
  /** Address of a subscription, where the call is about one. */
  readonly address?: string;
}

/** Makes calls and tells refusals from answers. */
export interface IpeviaSession {
  readonly providerId: string;
  readonly profile: IpeviaProfile;
  readonly logger: Logger;
  /**
   * What a successful answer holds.
   * @throws AcxError for everything else; nothing in its message repeats the words of iPevia.
   */
  send(call: IpeviaCall, options: IpeviaCallOptions): Promise<XmlElement>;
}

/** A session over one transport. The first call loads what writes messages. */
export function createIpeviaSession(options: {
  providerId: string;
  baseUrl: string;
  profile: IpeviaProfile;
  transport: IpeviaTransport;
  clock: Clock;
  logger: Logger;
}): IpeviaSession {
  const { providerId, profile, transport, clock, logger } = options;
  const base = new URL(options.baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  let writer: Promise<SoapWriter> | undefined;

  return {
    providerId,
    profile,
    logger,
    async send({ operation, content, isWrite, address }, { signal, takeTurn, onAnswer }) {
      const { path, namespace, action } = placeOfOperation(profile, operation);
      writer ??= createSoapWriter(profile);
      const write = (await writer).write;
      const target = new URL(address ?? `${base.origin}${basePath}${path}`, base);
      const header = transport.headerXml() + (namespace === 'credential' ? '' : addressingXml(action, target.href));
      const message = write(profile.operations[operation], content, header);
      // The login goes to no other server, whatever address an answer has named.
      const uri = `${target.pathname}${target.search}`;
      const answer = await transport.exchange({ operation, uri, message, isWrite, signal, takeTurn });
      onAnswer?.(answer);
      return read(operation, answer, isWrite);
    },
  };

  function read(operation: IpeviaOperation, answer: HttpAnswer, isWrite: boolean): XmlElement {
    const { status, text, headers } = answer;
    const refusal = {
      providerId,
      operation,
      isWrite,
      status,
      retryAfterMs: parseRetryAfter(headers.get('retry-after'), clock.nowMs()),
    };
    const message = readSoapMessage(text, `${profile.operations[operation]}Response`, profile.namespaces);
    if (message.kind === 'fault') {
      const { codes, isReceiver, text: vendorText } = message.fault;
      const error = ipeviaFaultToError(profile.faults, { ...refusal, codes, isReceiver, vendorText });
      logger.debug('iPevia refused', { providerId, operation, status });
      throw error;
    }
    if (status !== 200) throw ipeviaStatusToError(refusal);
    if (message.kind === 'content') {
      logger.debug('iPevia answered', { providerId, operation });
      return message.content;
    }
    const effect: Effect = isWrite ? 'unknown' : 'none';
    throw new ResponseValidationError({
      providerId,
      operation,
      problems: [{ path: '', message: message.problem }],
      effect,
    });
  }

  function addressingXml(action: string, to: string): string {
    const { action: actionName, to: toName } = profile.addressing;
    const declared = `xmlns:wsa="${profile.namespaces.addressing}"`;
    return (
      `<wsa:${actionName} ${declared}>${encodeXmlText(action)}</wsa:${actionName}>` +
      `<wsa:${toName} ${declared}>${encodeXmlText(to)}</wsa:${toName}>`
    );
  }
}

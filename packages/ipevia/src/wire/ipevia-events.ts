import {
  type Clock,
  encodeXmlText,
  type Instant,
  instantFromMs,
  instantToMs,
  parseAnswer,
  ResponseValidationError,
} from '@acx/core/provider';
import * as z from 'zod/mini';
import { fieldsOf, instantField } from './ipevia-field';
import { checkInput } from './ipevia-input';
import type { IpeviaNotification } from './ipevia-notification';
import { readNotifications } from './ipevia-notification-reader';
import { readIpeviaNotify } from './ipevia-notify';
import type { IpeviaOperation } from './ipevia-operation';
import type { IpeviaCallOptions, IpeviaSession } from './ipevia-session';
import { ATTRIBUTES, type SoapElement, TEXT } from './ipevia-soap-writer';
import type { IpeviaSubscription, IpeviaTerm } from './ipevia-subscription';
import { onlyChildOf, type XmlElement } from './ipevia-xml-element';

/** What a pull has brought. */
export interface IpeviaPulled {
  /** The vendor's clock. */
  readonly currentTime: Instant;
  /** By the vendor's clock. */
  readonly terminationTime: Instant;
  readonly notifications: readonly IpeviaNotification[];
}

/** The events of the site: door events, and nothing else where the vendor can tell topics apart. */
export interface IpeviaEvents {
  /** Has events sent to an address. The subscription ends by itself when it is not renewed. */
  subscribe(
    request: { readonly consumerUrl: string; readonly seconds: number },
    options?: IpeviaCallOptions,
  ): Promise<IpeviaSubscription>;
  /** Has events kept until they are pulled. It ends by itself when it is not renewed. */
  createPullPoint(request: { readonly seconds: number }, options?: IpeviaCallOptions): Promise<IpeviaSubscription>;
  renew(
    request: { readonly address: string; readonly seconds: number },
    options?: IpeviaCallOptions,
  ): Promise<IpeviaTerm>;
  unsubscribe(request: { readonly address: string }, options?: IpeviaCallOptions): Promise<void>;
  /**
   * The events that have come meanwhile. What was answered is gone at the vendor, so a lost answer loses events; the effect of such a
   * failure is `unknown`. Of several events those that cannot be read are left out and counted in the log; when none can be read the
   * pull fails.
   * @param request.timeoutSeconds How long the vendor waits for a first event; shortened to half of the client's time-out.
   * @param request.limit Events at most.
   */
  pull(
    request: { readonly address: string; readonly timeoutSeconds: number; readonly limit: number },
    options?: IpeviaCallOptions,
  ): Promise<IpeviaPulled>;
  /** Reads a message in which events were pushed. @throws ResponseValidationError when it is none. */
  readNotify(document: string): readonly IpeviaNotification[];
}

const secondsInput = z.int().check(z.minimum(1), z.maximum(366 * 86_400));
const addressInput = z.string().check(
  z.maxLength(4096),
  z.refine((address) => URL.canParse(address), 'must be an address'),
);
const consumerInput = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).check(z.maxLength(4096));

/** The event calls of one session. */
export function createIpeviaEvents(
  session: IpeviaSession,
  options: {
    readonly baseUrl: string;
    readonly timeoutMs: number;
    readonly clock: Clock;
  },
): IpeviaEvents {
  const { providerId, profile, logger } = session;
  const names = profile.subscription;
  const termSchema = z.object({
    currentTime: z.optional(instantField),
    terminationTime: z.optional(instantField),
  });

  function termOf(operation: IpeviaOperation, answer: XmlElement, seconds: number): IpeviaTerm {
    const fields = fieldsOf(answer, { currentTime: names.currentTime, terminationTime: names.termination });
    const term = parseAnswer(termSchema, fields, { providerId, operation, effect: 'applied' });
    // A vendor that names no end has taken the one that was asked for.
    const fromMs = term.currentTime === undefined ? options.clock.nowMs() : instantToMs(term.currentTime);
    return { ...term, terminationTime: term.terminationTime ?? instantFromMs(fromMs + seconds * 1000) };
  }

  function subscriptionOf(operation: IpeviaOperation, answer: XmlElement, seconds: number): IpeviaSubscription {
    const reference = onlyChildOf(answer, names.reference);
    const told = reference === undefined ? undefined : onlyChildOf(reference, names.address)?.text;
    const parameters = reference === undefined ? undefined : onlyChildOf(reference, names.referenceParameters);
    const fail = (path: string, message: string): ResponseValidationError =>
      new ResponseValidationError({ providerId, operation, problems: [{ path, message }], effect: 'applied' });
    if (parameters?.children !== undefined)
      throw fail(names.referenceParameters, 'tell subscriptions apart, which is not supported: only their paths are');
    const address =
      told !== undefined && URL.canParse(told, options.baseUrl) ? new URL(told, options.baseUrl) : undefined;
    if (address === undefined || !/^https?:$/.test(address.protocol))
      throw fail(names.address, 'must be an http(s) address');
    return { address: address.href, ...termOf(operation, answer, seconds) };
  }

  const { accessControl } = profile.topics;
  const filter: SoapElement = {
    [names.topicExpression]: {
      [ATTRIBUTES]: { 'xmlns:tns1': profile.namespaces.topics, Dialect: names.topicDialect },
      [TEXT]: `tns1:${accessControl}//.`,
    },
  };

  return {
    async subscribe(request, callOptions = {}) {
      checkInput(z.object({ consumerUrl: consumerInput, seconds: secondsInput }), request);
      const { consumerUrl, seconds } = request;
      const content = {
        [names.consumer]: { [names.address]: encodeXmlText(consumerUrl) },
        [names.filter]: filter,
        [names.initialTermination]: `PT${seconds}S`,
      };
      const answer = await session.send({ operation: 'subscribe', content, isWrite: true }, callOptions);
      return subscriptionOf('subscribe', answer, seconds);
    },

    async createPullPoint(request, callOptions = {}) {
      checkInput(z.object({ seconds: secondsInput }), request);
      const content = { [names.filter]: filter, [names.initialTermination]: `PT${request.seconds}S` };
      const answer = await session.send({ operation: 'createPullPoint', content, isWrite: true }, callOptions);
      return subscriptionOf('createPullPoint', answer, request.seconds);
    },

    async renew(request, callOptions = {}) {
      checkInput(z.object({ address: addressInput, seconds: secondsInput }), request);
      const { address, seconds } = request;
      const content = { [names.termination]: `PT${seconds}S` };
      const answer = await session.send({ operation: 'renew', content, isWrite: true, address }, callOptions);
      return termOf('renew', answer, seconds);
    },

    async unsubscribe(request, callOptions = {}) {
      checkInput(z.object({ address: addressInput }), request);
      const { address } = request;
      await session.send({ operation: 'unsubscribe', content: {}, isWrite: true, address }, callOptions);
    },

    async pull(request, callOptions = {}) {
      const timeoutInput = z.number().check(z.minimum(0), z.maximum(3600));
      const limitInput = z.int().check(z.minimum(1), z.maximum(10_000));
      checkInput(z.object({ address: addressInput, timeoutSeconds: timeoutInput, limit: limitInput }), request);
      const { address, timeoutSeconds, limit } = request;
      const seconds = Math.min(timeoutSeconds, options.timeoutMs / 2000);
      const content = { [names.timeout]: `PT${Number(seconds.toFixed(3))}S`, [names.messageLimit]: String(limit) };
      const operation = 'pullMessages';
      const answer = await session.send({ operation, content, isWrite: true, address }, callOptions);
      const context = { providerId, operation, effect: 'applied' } as const;
      const fields = fieldsOf(answer, { currentTime: names.currentTime, terminationTime: names.termination });
      const term = parseAnswer(z.object({ currentTime: instantField, terminationTime: instantField }), fields, context);
      const { notifications, unreadable } = readNotifications(profile.notification, answer);
      if (unreadable > 0 && notifications.length === 0) {
        const problems = [{ path: profile.notification.item, message: 'cannot be read' }];
        throw new ResponseValidationError({ ...context, problems });
      }
      if (unreadable > 0)
        logger.warn('Events were left out that cannot be read', { providerId, operation, unreadable });
      return { ...term, notifications };
    },

    readNotify: (document) => readIpeviaNotify(profile, document, providerId),
  };
}

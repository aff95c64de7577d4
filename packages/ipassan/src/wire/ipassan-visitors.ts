import { parseAnswer, parseWithMessages } from '@acx/core/provider';
import { isNotFound } from '../ipassan-errors';
import { type IpassanListOptions, readIpassanList } from './ipassan-pages';
import { fillIpassanPath } from './ipassan-path';
import type { IpassanCallOptions, IpassanSession } from './ipassan-session';
import {
  type IpassanCreatedVisitor,
  type IpassanVisitor,
  ipassanIssuedPinSchema,
  ipassanShownPinSchema,
  ipassanVisitorSchema,
} from './ipassan-visitor';
import {
  checkVisitorInput,
  checkVisitorUpdate,
  type IpassanVisitorInput,
  type IpassanVisitorUpdate,
  visitorToForm,
} from './ipassan-visitor-input';
import { ipassanWrittenSchema } from './ipassan-written';

/**
 * The visitors of the site. A visitor holds no access profiles: the PIN opens what the host may pass, for the length of the visit.
 * No error and no log line of these calls holds a PIN or a visitor's name.
 */
export interface IpassanVisitors {
  /** Every visit, cancelled ones included, page by page. The items hold PINs: never log them. */
  list(options?: IpassanListOptions): AsyncIterable<IpassanVisitor>;
  /** One visit; `undefined` when there is none with this uuid. It holds the PIN: never log it. */
  get(uuid: string, options?: IpassanCallOptions): Promise<IpassanVisitor | undefined>;
  /**
   * Creates a visit; iPassan makes the PIN and mails it to host and visitor. Never log what is returned.
   * @throws InvalidInputError before anything is sent, with every problem of the input.
   * @throws ProviderCallError with the vendorCode `host_not_linked` when the host is no person of the site.
   * @throws ResponseValidationError when the answer holds no PIN of 4 to 8 digits: with the effect `applied` the visit is there, and
   * `reference` finds it in the list; with `unknown` it may be.
   */
  create(visitor: IpassanVisitorInput, options?: IpassanCallOptions): Promise<IpassanCreatedVisitor>;
  /**
   * Changes the given times only; iPassan mails the change. Answers the PIN where iPassan's answer shows one; that it shows none proves
   * nothing, because what the answer holds is unknown: ask `get`. Never log what is returned.
   * @throws InvalidInputError before anything is sent, as for `create`; also for any other field.
   * @throws ProviderCallError with the vendorCode `not_found` when the visit is gone, `only_times` when iPassan saw another change in it.
   */
  update(
    uuid: string,
    visitor: IpassanVisitorUpdate,
    options?: IpassanCallOptions,
  ): Promise<Pick<IpassanVisitor, 'pin'>>;
  /**
   * Cancels the visit: its PIN stops working, its entry stays and shows none. iPassan tells the visitor.
   * @throws ProviderCallError with the vendorCode `not_found` when there is no such visit.
   */
  cancel(uuid: string, options?: IpassanCallOptions): Promise<void>;
}

/** The visitor calls of one session. */
export function createIpassanVisitors(session: IpassanSession, site: string, pageSize: number): IpassanVisitors {
  const { providerId, profile } = session;
  const names = profile.visitor;
  const item = ipassanVisitorSchema(names);
  const written = ipassanWrittenSchema(names.uuid);
  const issuedPin = ipassanIssuedPinSchema(names.pin);
  const shownPin = ipassanShownPinSchema(names.pin);
  const visitorsPath = fillIpassanPath(profile.paths.visitors, { site });
  const visitorPath = (visitor: string): string => fillIpassanPath(profile.paths.visitor, { site, visitor });
  const targetOf = (uuid: string): string => `visit ${uuid}`;

  return {
    list: (options = {}) =>
      readIpassanList({ session, operation: 'listVisitors', path: visitorsPath, item, pageSize }, options),
    async get(uuid, options = {}) {
      const operation = 'getVisitor';
      const path = visitorPath(uuid);
      try {
        const answer = await session.send({ operation, method: 'GET', path, target: targetOf(uuid) }, options);
        // As with persons, an answer without a uuid means that there is none (inferred).
        if (!parseWithMessages(written, answer).success) return undefined;
        return parseAnswer(item, answer, { providerId, operation, effect: 'none' });
      } catch (failure) {
        if (isNotFound(failure)) return undefined;
        throw failure;
      }
    },
    async create(visitor, options = {}) {
      const operation = 'createVisitor';
      checkVisitorInput(visitor);
      const form = visitorToForm(names, visitor);
      const answer = await session.send({ operation, method: 'POST', path: visitorsPath, form }, options);
      const { uuid } = parseAnswer(written, answer, { providerId, operation, effect: 'unknown' });
      const { pin } = parseAnswer(issuedPin, answer, { providerId, operation, effect: 'applied' });
      return { uuid, pin };
    },
    async update(uuid, visitor, options = {}) {
      const operation = 'updateVisitor';
      checkVisitorUpdate(visitor);
      const form = visitorToForm(names, { startsAt: visitor.startsAt, endsAt: visitor.endsAt });
      const path = visitorPath(uuid);
      const answer = await session.send({ operation, method: 'PUT', path, target: targetOf(uuid), form }, options);
      if (answer === undefined) return {};
      parseAnswer(written, answer, { providerId, operation, effect: 'unknown' });
      return parseAnswer(shownPin, answer, { providerId, operation, effect: 'applied' });
    },
    async cancel(uuid, options = {}) {
      const path = visitorPath(uuid);
      await session.send({ operation: 'cancelVisitor', method: 'DELETE', path, target: targetOf(uuid) }, options);
    },
  };
}

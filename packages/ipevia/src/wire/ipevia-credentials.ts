import { encodeXmlText, parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import type {
  IpeviaAccessProfile,
  IpeviaCredential,
  IpeviaCredentialInfo,
  IpeviaCredentialInput,
  IpeviaCredentialState,
} from './ipevia-credential';
import {
  credentialFields,
  credentialInfoSchema,
  credentialSchema,
  credentialStateSchema,
  infoFields,
  stateFields,
} from './ipevia-credential-reader';
import { accessProfileToElement, credentialToElement, stateToElement } from './ipevia-credential-writer';
import { eachOf, fieldsOf, tokenField } from './ipevia-field';
import {
  accessProfileInput,
  checkInput,
  credentialInput,
  newCredentialInput,
  reasonInput,
  stateInput,
  tokenInput,
} from './ipevia-input';
import type { IpeviaOperation } from './ipevia-operation';
import { readIpeviaList } from './ipevia-pages';
import type { IpeviaCallOptions, IpeviaSession } from './ipevia-session';
import type { SoapElement } from './ipevia-soap-writer';
import { onlyChildOf } from './ipevia-xml-element';

/** A credential with the token that it has. */
export type IpeviaKnownCredential = IpeviaCredentialInput & { readonly token: string };

/** The credentials of the site. Everything but tokens may be personal data: never log it. */
export interface IpeviaCredentials {
  /** What every credential is called and when it is valid, page by page. */
  listInfo(options?: IpeviaCallOptions): AsyncIterable<IpeviaCredentialInfo>;
  /** Every credential, page by page. */
  list(options?: IpeviaCallOptions): AsyncIterable<IpeviaCredential>;
  /** Those of the given credentials that exist, in one call: give at most `maximumLimit` tokens. */
  get(tokens: readonly string[], options?: IpeviaCallOptions): Promise<readonly IpeviaCredential[]>;
  /** Makes a credential; the answer is the token that the vendor gave it. */
  create(credential: IpeviaCredentialInput, state: IpeviaCredentialState, options?: IpeviaCallOptions): Promise<string>;
  /** Makes a credential with a token of your own, or replaces the one that has it. Only where `takesClientTokens`. */
  set(credential: IpeviaKnownCredential, state: IpeviaCredentialState, options?: IpeviaCallOptions): Promise<void>;
  /** Replaces all of a credential but its state. */
  modify(credential: IpeviaKnownCredential, options?: IpeviaCallOptions): Promise<void>;
  delete(token: string, options?: IpeviaCallOptions): Promise<void>;
  getState(token: string, options?: IpeviaCallOptions): Promise<IpeviaCredentialState>;
  enable(token: string, options?: IpeviaCallOptions & { readonly reason?: string }): Promise<void>;
  disable(token: string, options?: IpeviaCallOptions & { readonly reason?: string }): Promise<void>;
  /** Adds profiles to a credential, or gives those that it has other dates. Its other profiles stay. At least one. */
  setAccessProfiles(
    token: string,
    profiles: readonly IpeviaAccessProfile[],
    options?: IpeviaCallOptions,
  ): Promise<void>;
  /** Takes profiles from a credential. At least one. */
  deleteAccessProfiles(token: string, profileTokens: readonly string[], options?: IpeviaCallOptions): Promise<void>;
}

const tokensInput = z.array(tokenInput).check(z.minLength(1, 'must hold at least one token'));
const profilesInput = z.array(accessProfileInput).check(z.minLength(1, 'must hold at least one access profile'));

/** The credential calls of one session. */
export function createIpeviaCredentials(session: IpeviaSession, pageSize: number): IpeviaCredentials {
  const { providerId, profile } = session;
  const names = profile.credential;
  const list = { session, pageSize, keyOf: ({ token }: { token: string }) => token };

  /** A write whose answer holds nothing. */
  async function write(operation: IpeviaOperation, content: SoapElement, options: IpeviaCallOptions): Promise<void> {
    await session.send({ operation, content, isWrite: true }, options);
  }

  async function switchState(
    operation: 'enableCredential' | 'disableCredential',
    token: string,
    { reason, ...options }: IpeviaCallOptions & { readonly reason?: string },
  ): Promise<void> {
    checkInput(z.object({ token: tokenInput, reason: z.optional(reasonInput) }), { token, reason });
    const said = reason === undefined ? undefined : encodeXmlText(reason);
    await write(operation, { [names.tokenElement]: encodeXmlText(token), [names.reason]: said }, options);
  }

  return {
    listInfo: (options = {}) =>
      readIpeviaList(
        {
          ...list,
          operation: 'getCredentialInfoList',
          itemName: names.info,
          fields: (element) => infoFields(names, element),
          schema: credentialInfoSchema,
        },
        options,
      ),

    list: (options = {}) =>
      readIpeviaList(
        {
          ...list,
          operation: 'getCredentialList',
          itemName: names.item,
          fields: (element) => credentialFields(names, element),
          schema: credentialSchema,
        },
        options,
      ),

    async get(tokens, options = {}) {
      checkInput(z.object({ tokens: tokensInput }), { tokens });
      const operation = 'getCredentials';
      const content = { [names.tokenElement]: tokens.map(encodeXmlText) };
      const answer = await session.send({ operation, content, isWrite: false }, options);
      const context = { providerId, operation, effect: 'none' } as const;
      const records = eachOf(answer, names.item, (element) => credentialFields(names, element));
      const found = parseAnswer(z.array(credentialSchema), records, context);
      const asked = new Set(tokens);
      // Each may come once.
      if (found.every(({ token }) => asked.delete(token))) return found;
      const problems = [{ path: names.item, message: 'was not asked for, or comes twice' }];
      throw new ResponseValidationError({ ...context, problems });
    },

    async create(credential, state, options = {}) {
      checkInput(z.object({ credential: newCredentialInput, state: stateInput }), { credential, state });
      const operation = 'createCredential';
      const content = {
        [names.item]: credentialToElement(names, credential),
        [names.state]: stateToElement(names, state),
      };
      const answer = await session.send({ operation, content, isWrite: true }, options);
      const context = { providerId, operation, effect: 'applied' } as const;
      return parseAnswer(z.object({ token: tokenField }), fieldsOf(answer, { token: names.tokenElement }), context)
        .token;
    },

    async set(credential, state, options = {}) {
      checkInput(z.object({ credential: credentialInput, state: stateInput }), { credential, state });
      const data = {
        [names.item]: credentialToElement(names, credential),
        [names.stateInData]: stateToElement(names, state),
      };
      await write('setCredential', { [names.data]: data }, options);
    },

    async modify(credential, options = {}) {
      checkInput(z.object({ credential: credentialInput }), { credential });
      await write('modifyCredential', { [names.item]: credentialToElement(names, credential) }, options);
    },

    async delete(token, options = {}) {
      checkInput(z.object({ token: tokenInput }), { token });
      await write('deleteCredential', { [names.tokenElement]: encodeXmlText(token) }, options);
    },

    async getState(token, options = {}) {
      checkInput(z.object({ token: tokenInput }), { token });
      const operation = 'getCredentialState';
      const content = { [names.tokenElement]: encodeXmlText(token) };
      const answer = await session.send({ operation, content, isWrite: false }, options);
      const state = onlyChildOf(answer, names.state);
      const fields = state === undefined ? undefined : stateFields(names, state);
      return parseAnswer(credentialStateSchema, fields, { providerId, operation, effect: 'none' });
    },

    enable: (token, options = {}) => switchState('enableCredential', token, options),
    disable: (token, options = {}) => switchState('disableCredential', token, options),

    async setAccessProfiles(token, profiles, options = {}) {
      checkInput(z.object({ token: tokenInput, profiles: profilesInput }), { token, profiles });
      const content = {
        [names.credentialToken]: encodeXmlText(token),
        [names.accessProfile]: profiles.map((one) => accessProfileToElement(names, one)),
      };
      await write('setCredentialAccessProfiles', content, options);
    },

    async deleteAccessProfiles(token, profileTokens, options = {}) {
      checkInput(z.object({ token: tokenInput, profileTokens: tokensInput }), { token, profileTokens });
      const content = {
        [names.credentialToken]: encodeXmlText(token),
        [names.accessProfileToken]: profileTokens.map(encodeXmlText),
      };
      await write('deleteCredentialAccessProfiles', content, options);
    },
  };
}

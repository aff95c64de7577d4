import { encodeXmlText, parseAnswer } from '@acx/core/provider';
import * as z from 'zod/mini';
import { attributesOf, eachOf, fieldsOf, flagField, numberField, tokenField } from './ipevia-field';
import { checkInput, nameInput } from './ipevia-input';
import type { IpeviaCallOptions, IpeviaSession } from './ipevia-session';
import { onlyChildOf } from './ipevia-xml-element';

/** What the credential service of this installation can do. */
export interface IpeviaServiceCapabilities {
  /** Names of the types of identifiers that it takes. */
  readonly identifierTypes: readonly string[];
  /** Records per page and items per call, at most. */
  readonly maximumLimit: number;
  /** Credentials can have dates. */
  readonly hasValidity: boolean;
  /** Access profiles of a credential can have dates. */
  readonly hasProfileValidity: boolean;
  /** False: of a date only the day counts. */
  readonly validityHasTime: boolean;
  /** 0: there are no credentials at all. */
  readonly maximumCredentials: number;
  /** Access profiles of a credential, at most. */
  readonly maximumProfiles: number;
  /** Credentials can be set with tokens of your own. */
  readonly takesClientTokens: boolean;
  /** 0: there is no whitelist. */
  readonly maximumWhitelisted: number;
  /** 0: there is no blacklist. */
  readonly maximumBlacklisted: number;
}

/** A format of card numbers. */
export interface IpeviaFormatType {
  readonly formatType: string;
  readonly description: string;
}

/** What can be asked about the service itself. */
export interface IpeviaCapabilities {
  getServiceCapabilities(options?: IpeviaCallOptions): Promise<IpeviaServiceCapabilities>;
  /** The formats that a type of identifiers can have. */
  getSupportedFormatTypes(typeName: string, options?: IpeviaCallOptions): Promise<readonly IpeviaFormatType[]>;
}

const capabilitiesSchema: z.ZodMiniType<IpeviaServiceCapabilities> = z.object({
  identifierTypes: z.array(tokenField),
  maximumLimit: z.pipe(numberField, z.int().check(z.minimum(1, 'must be at least 1'))),
  hasValidity: flagField,
  hasProfileValidity: flagField,
  validityHasTime: flagField,
  maximumCredentials: numberField,
  maximumProfiles: numberField,
  takesClientTokens: z.pipe(z._default(z.string(), 'false'), flagField),
  maximumWhitelisted: z.pipe(z._default(z.string(), '0'), numberField),
  maximumBlacklisted: z.pipe(z._default(z.string(), '0'), numberField),
});

const formatTypesSchema: z.ZodMiniType<IpeviaFormatType[]> = z.array(
  z.object({ formatType: tokenField, description: z.string() }),
);

/** The calls about the service itself. */
export function createIpeviaCapabilities(session: IpeviaSession): IpeviaCapabilities {
  const { providerId, profile } = session;
  return {
    async getServiceCapabilities(options = {}) {
      const operation = 'getServiceCapabilities';
      const answer = await session.send({ operation, content: {}, isWrite: false }, options);
      const { item, identifierType, canResetAntipassback: _unused, ...attributes } = profile.capabilities;
      const capabilities = onlyChildOf(answer, item);
      const fields =
        capabilities === undefined
          ? undefined
          : {
              ...attributesOf(capabilities, attributes),
              identifierTypes: eachOf(capabilities, identifierType, ({ text }) => text),
            };
      return parseAnswer(capabilitiesSchema, fields, { providerId, operation, effect: 'none' });
    },

    async getSupportedFormatTypes(typeName, options = {}) {
      checkInput(z.object({ typeName: nameInput }), { typeName });
      const operation = 'getSupportedFormatTypes';
      const { typeName: typeNameElement, item, formatType, description } = profile.formatType;
      const content = { [typeNameElement]: encodeXmlText(typeName) };
      const answer = await session.send({ operation, content, isWrite: false }, options);
      const formats = eachOf(answer, item, (element) => fieldsOf(element, { formatType, description }));
      return parseAnswer(formatTypesSchema, formats, { providerId, operation, effect: 'none' });
    },
  };
}

import type * as z from 'zod/mini';
import { ConfigurationError } from '../errors/configuration-error';
import { ConflictError } from '../errors/conflict-error';
import { describeIssues } from '../errors/describe-issues';
import { parseWithMessages } from '../errors/parse-with-messages';
import { isSameJson, type JsonObject } from '../model/json';
import type { CallOptions } from '../ports/call-options';
import { requireStorage } from './require-storage';

/** One value in a provider's storage that all its workers share. */
export interface SharedRecord<Content> {
  /** As it is stored now; what it begins with when nothing is stored. */
  read(): Promise<Content>;
  /**
   * Changes it. `edit` is called again with the newest content when somebody else was faster, so it must be pure. Resolves with what is stored
   * then.
   * @throws ConflictError when somebody else is faster again and again; nothing was stored, and it may be tried again.
   */
  change(edit: (content: Content) => Content): Promise<Content>;
  /** False as long as nobody has ever stored anything. */
  isStored(): Promise<boolean>;
}

/** Each lost race means that somebody else got ahead, so so many in a row mean that something is broken. */
const MOST_RACES = 100;

/**
 * Opens a record in the storage that the engine gives with every call.
 * @param record.name What it is, in words for people: `list of timetable slots`.
 * @throws ConfigurationError without storage, and, when it is read, for a content that this version cannot understand.
 */
export function openSharedRecord<Content extends JsonObject>(
  record: { providerId: string; key: string; name: string; schema: z.ZodMiniType<Content>; initial: Content },
  options: CallOptions,
): SharedRecord<Content> {
  const { providerId, key, name, schema, initial } = record;
  const storage = requireStorage(providerId, options);
  const parse = (value: unknown): Content => {
    if (value === undefined) return initial;
    const result = parseWithMessages(schema, value);
    if (result.success) return result.data;
    throw new ConfigurationError({
      subject: `The stored ${name} of ${providerId} (run the version of its package that made it, or a newer one)`,
      problems: describeIssues(result.error),
    });
  };

  return {
    read: async () => parse((await storage.read(key))?.value),
    isStored: async () => (await storage.read(key)) !== undefined,
    async change(edit) {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const stored = await storage.read(key);
        const before = parse(stored?.value);
        const value = edit(before);
        if (stored !== undefined && isSameJson(value, before)) return before;
        if (await storage.compareAndSet(key, { expectedVersion: stored?.version, value })) return value;
      }
      throw new ConflictError({
        what: key,
        message: `${providerId}: the ${name} is changed by too many workers at once, so nothing was done. It is tried again.`,
        isRetryable: true,
      });
    },
  };
}

import { ConfigurationError } from '../errors/configuration-error';
import { parseOptions } from '../options/parse-options';
import type { Directory, DirectoryAnswer, DirectoryQuestion, HolderEntry, ResourceEntry } from '../ports/directory';
import { type DirectoryDocument, directoryDocumentSchema, holderKey } from './directory-document';

/** A directory that lives in one JSON document. */
export interface InMemoryDirectory extends Directory {
  lookUp(question: DirectoryQuestion): DirectoryAnswer;
  /**
   * Takes a new document in place of the old one; a wrong one changes nothing. Bookings that are already stored keep their mapping until
   * they are stored again.
   * @throws ConfigurationError that names every wrong path.
   */
  replace(document: unknown): void;
}

/**
 * Reads a directory from a JSON document, given as text or as an object.
 * @throws ConfigurationError that names every wrong path, for example `resources[3].places[0].timeZone`.
 */
export function createInMemoryDirectory(document: DirectoryDocument | string | unknown): InMemoryDirectory {
  let entries = readDocument(document);
  return {
    lookUp: ({ resourceId, holderIds }) => ({
      resource: entries.resources.get(resourceId),
      holders: holderIds.flatMap((holderId) => {
        const entry = entries.holders.get(holderKey(holderId, entries.holderIds));
        // Named as it was asked for, so that whoever asked finds it again.
        return entry === undefined ? [] : { ...entry, holderId };
      }),
    }),
    replace(next) {
      entries = readDocument(next);
    },
  };
}

function readDocument(input: unknown) {
  const value = typeof input === 'string' ? parseJson(input) : input;
  const document = parseOptions('The directory', directoryDocumentSchema, value);
  const { timeZone: siteTimeZone, holderIds } = document;
  const resourceEntries = document.resources.map((resource): ResourceEntry => {
    const { id, audience, accessLevels, use, places, checkIn, accessControl } = resource;
    const resourcePlaces = places.map(({ provider, place, timeZone, slotMinutes, earlyMinutes, lateMinutes }) => ({
      providerId: provider,
      place,
      settings: { timeZone: timeZone ?? siteTimeZone, ...(slotMinutes === undefined ? {} : { slotMinutes }) },
      earlyMinutes,
      lateMinutes,
    }));
    return {
      resourceId: id,
      audience,
      use,
      places: resourcePlaces,
      // What says nothing new is left out, so that answers stay equal to those that were stored without it.
      ...(accessLevels.length === 0 ? {} : { accessLevels }),
      ...(checkIn === 'none' ? {} : { checkIn }),
      ...(accessControl ? {} : { accessControl }),
    };
  });
  const holderEntries = document.holders.map(({ id, subjects, accessLevels }): HolderEntry => {
    return {
      holderId: id,
      subjects: subjects.map(({ provider, subject }) => ({ providerId: provider, subject })),
      ...(accessLevels.length === 0 ? {} : { accessLevels }),
    };
  });
  return {
    holderIds,
    resources: new Map(resourceEntries.map((entry) => [entry.resourceId, entry])),
    holders: new Map(holderEntries.map((entry) => [holderKey(entry.holderId, holderIds), entry])),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationError({ subject: 'The directory', problems: [{ path: '', message: 'is not valid JSON' }] });
  }
}

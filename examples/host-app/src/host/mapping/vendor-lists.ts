import { type AccessProvider, AcxError } from '@acx/core';
import type { Choice, Choices } from '../../contract/mapping';
import type { IntegrationBook } from '../integrations/integration-book';

/** What there is to choose from, asked of the vendors themselves. */
export interface VendorLists {
  /** Absent lists could not be read, or are not offered; then `words` says why. */
  read(integrationId: string): Promise<Choices & { readonly hasPlaces: boolean; readonly hasSubjects: boolean }>;
  /** Reads the lists of all integrations, for their names. Those that cannot be read are left out. */
  readAll(): Promise<void>;
  /**
   * The name of a place or a subject, as far as somebody has read the list.
   * @param ours What we call it: rooms of another product are in no list, so they are told by our name and their id.
   */
  nameOf(integrationId: string, value: string, ours?: string): string;
}

const READ_MS = 30_000;
/** iPassan's visits are no asset, so they are in no list of its own. */
const VISITS: Choice = { value: 'visits', name: 'Visits with a PIN' };

export function createVendorLists(integrations: IntegrationBook): VendorLists {
  const names = new Map<string, string>();
  const keyOf = (integrationId: string, value: string): string => JSON.stringify([integrationId, value]);

  const readAll = async (integrationId: string, provider: AccessProvider) => {
    const signal = AbortSignal.timeout(READ_MS);
    const places: Choice[] = [];
    const row = integrations.find(integrationId);
    // A car park has an id only; whoever has set it up has given it a name.
    for await (const { place, name } of provider.listPlaces?.({ signal }) ?? [])
      places.push({ value: place, name: name === place ? (row?.name ?? name) : name });
    if (row?.kind === 'ipassan') places.push(VISITS);
    const subjects: Choice[] = [];
    for await (const { subject, name } of provider.listSubjects?.({ signal }) ?? [])
      subjects.push({ value: subject, name });
    for (const { value, name } of [...places, ...subjects]) names.set(keyOf(integrationId, value), name);
    const [hasPlaces, hasSubjects] = [provider.listPlaces !== undefined, provider.listSubjects !== undefined];
    const unlisted = [...(hasPlaces ? [] : ['places']), ...(hasSubjects ? [] : ['subjects'])].join(' and ');
    const words = unlisted === '' ? {} : { words: `It lists no ${unlisted}, so they are typed in.` };
    return { places, subjects, hasPlaces, hasSubjects, ...words };
  };

  const lists: VendorLists = {
    async readAll() {
      await Promise.allSettled(integrations.list().map(({ id }) => lists.read(id)));
    },
    async read(integrationId) {
      const nothing = { places: [], subjects: [], hasPlaces: false, hasSubjects: false };
      const provider = integrations.connect(integrationId);
      if (provider === undefined) return { ...nothing, words: 'It lists no rooms: type the id that a room has there.' };
      try {
        return await readAll(integrationId, provider);
      } catch (failure) {
        if (!AcxError.isInstance(failure)) throw failure;
        return { ...nothing, words: failure.message };
      } finally {
        await provider.close();
      }
    },
    nameOf(integrationId, value, ours = 'Room') {
      const isRoom = integrations.find(integrationId)?.kind === 'bookings_one';
      return names.get(keyOf(integrationId, value)) ?? (isRoom ? `${ours} (${value})` : value);
    },
  };
  return lists;
}

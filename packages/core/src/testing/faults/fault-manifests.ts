import type { FakeProviderOptions } from '../fake/fake-provider-options';

/** A kind of vendor. */
export interface FaultManifest {
  readonly title: string;
  readonly manifest: Omit<FakeProviderOptions, 'vendor'>;
}

/** The kinds of vendor on which histories are played. */
export const faultManifests: readonly FaultManifest[] = [
  { title: 'dates of its own and one window at a time', manifest: {} },
  {
    title: 'dates of its own, four windows, many changes in a call',
    manifest: { windowsPerGrant: 4, laneBy: 'subject', changesPerCall: 3 },
  },
  { title: 'no dates at all', manifest: { nativeValidity: false, changesPerCall: 5 } },
  { title: 'dates of its own and no marks', manifest: { marker: false, windowsPerGrant: 2, changesPerCall: 2 } },
  { title: 'neither dates nor marks', manifest: { marker: false, nativeValidity: false } },
  { title: 'no way to read back', manifest: { readBack: false, listing: false, changesPerCall: 2 } },
];

import type { FakeProviderOptions } from '../fake/fake-provider-options';

/** The kinds of vendor on which every law is played. */
export const lawManifests: readonly { title: string; manifest: Omit<FakeProviderOptions, 'vendor'> }[] = [
  { title: 'dates of its own and one window at a time', manifest: {} },
  { title: 'dates of its own and four windows', manifest: { windowsPerGrant: 4, laneBy: 'subject' } },
  { title: 'no dates at all', manifest: { nativeValidity: false, changesPerCall: 5 } },
  { title: 'no way to read back', manifest: { readBack: false, listing: false } },
];

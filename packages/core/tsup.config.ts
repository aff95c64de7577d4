import { packageBuild } from '../../tsup.base.ts';

export default packageBuild({
  index: 'src/index.ts',
  provider: 'src/provider.ts',
  ledger: 'src/ledger.ts',
  testing: 'src/testing.ts',
  // No entries: files of their own, so that a bundle of a host that uses neither leaves them out.
  'door-list': 'src/doors/door-list.ts',
  'follow-bookings': 'src/source/follow-bookings.ts',
});

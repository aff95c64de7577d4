import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import type { SimulatedAsset, SimulatedPerson, SimulatedSite } from './ipassan-records';
import type { IpassanCall } from './ipassan-route';

/** The site of the path. known: a wrong site answers "Access Denied". */
export function siteOf(call: IpassanCall, { store, switches, profile }: IpassanContext): SimulatedSite {
  const site = store.sites.get(call.ids['site'] ?? '');
  if (site === undefined || switches.deniesSites) throw new IpassanFailure('wrong_site', profile.refusals.wrong_site);
  return site;
}

/** The person with this uuid, if the site has one. */
export function personAt(site: SimulatedSite, uuid: string, { store }: IpassanContext): SimulatedPerson | undefined {
  const person = store.persons.get(uuid);
  return person?.site === site.uuid ? person : undefined;
}

/** The asset of the path, for its bookings: the caller must be its manager, to read as well as to write (known; for reading assumed). */
export function managedAssetOf(call: IpassanCall, site: SimulatedSite, context: IpassanContext): SimulatedAsset {
  const { store, profile } = context;
  const uuid = call.ids['asset'] ?? '';
  const asset = store.assets.get(uuid);
  if (asset?.site !== site.uuid)
    throw new IpassanFailure('not_found', `The asset ${uuid} was ${profile.refusals.not_found}.`);
  if (!asset.isManagedByCaller)
    throw new IpassanFailure('not_manager', `The operator is ${profile.refusals.not_manager}: ${asset.name}.`);
  return asset;
}

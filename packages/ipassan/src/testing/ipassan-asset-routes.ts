import type { IpassanContext } from './ipassan-context';
import { toPage } from './ipassan-page';
import type { IpassanRoute } from './ipassan-route';
import { siteOf } from './ipassan-site-check';

/** The assets of a site (assumed; that the host chooses from a list of them is known). Every asset is listed, managed or not. */
export function ipassanAssetRoutes(context: IpassanContext): IpassanRoute[] {
  const { store, switches, profile } = context;
  return [
    {
      method: 'GET',
      path: profile.paths.assets,
      answer(call) {
        const site = siteOf(call, context);
        return toPage({
          items: [...store.assets.values()].filter((asset) => asset.site === site.uuid),
          toJson: (asset) => ({
            [profile.asset.uuid]: asset.uuid,
            [profile.asset.name]: asset.name,
            [profile.asset.slotMinutes]: asset.slotMinutes,
            [profile.asset.maximumMinutes]: asset.maximumMinutes,
          }),
          query: call.query,
          switches,
        });
      },
    },
  ];
}

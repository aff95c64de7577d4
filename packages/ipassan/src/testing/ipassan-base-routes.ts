import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { toPage } from './ipassan-page';
import type { IpassanRoute } from './ipassan-route';

/** Bases and their sites (known). */
export function ipassanBaseRoutes({ store, switches, profile }: IpassanContext): IpassanRoute[] {
  return [
    {
      method: 'GET',
      path: profile.paths.bases,
      answer: ({ query }) =>
        toPage({
          items: [...store.bases.values()],
          toJson: ({ name, displayname, uuid }) => ({ name, displayname, uuid }),
          query,
          switches,
        }),
    },
    {
      method: 'GET',
      path: profile.paths.sites,
      answer({ ids, query }) {
        const base = store.bases.get(ids['base'] ?? '');
        // assumed: a wrong base is denied as a wrong site is
        if (base === undefined) throw new IpassanFailure('wrong_site', profile.refusals.wrong_site);
        return toPage({
          items: [...store.sites.values()].filter((site) => site.base === base.uuid),
          toJson: ({ name, uuid }) => ({ name, uuid }),
          query,
          switches,
        });
      },
    },
  ];
}

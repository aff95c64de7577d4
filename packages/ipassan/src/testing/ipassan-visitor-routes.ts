import type { JsonValue } from '@acx/core/provider';
import type { IpassanContext } from './ipassan-context';
import { IpassanFailure } from './ipassan-failure';
import { refuseMissingField } from './ipassan-form';
import { toPage } from './ipassan-page';
import type { SimulatedSite, SimulatedVisitor } from './ipassan-records';
import type { IpassanCall, IpassanRoute } from './ipassan-route';
import { personAt, siteOf } from './ipassan-site-check';
import { storeVisitor, toWholeSeconds, type VisitorWindow } from './ipassan-store-visitor';
import { readTimeField, writeTimeField } from './ipassan-time-field';

/** Longest name of a visitor (assumed). */
const NAME_LENGTH = 255;

/**
 * Visitors (paths, fields and verbs assumed). Known: the answer of a create tells the PIN, a host who is not linked is refused, only start
 * and end can be changed, and deleting cancels the visit while its entry stays.
 */
export function ipassanVisitorRoutes(context: IpassanContext): IpassanRoute[] {
  const { store, switches, profile } = context;
  const { visitors: all, visitor: one } = profile.paths;
  const fields = profile.visitor;

  const notFound = (uuid: string): never => {
    throw new IpassanFailure('not_found', `The visitor ${uuid} was ${profile.refusals.not_found}.`);
  };
  const existing = (call: IpassanCall, site: SimulatedSite): SimulatedVisitor => {
    const uuid = call.ids['visitor'] ?? '';
    const visitor = store.visitors.get(uuid);
    return visitor?.site === site.uuid ? visitor : notFound(uuid);
  };
  const readName = (form: URLSearchParams): string => {
    const name = form.get(fields.name) ?? '';
    if (name.trim() === '') return refuseMissingField(fields.name);
    if (name.length <= NAME_LENGTH) return name;
    throw new IpassanFailure('invalid', `The field ${fields.name} of ${name} is longer than ${NAME_LENGTH}.`);
  };
  const checkedWindow = (window: VisitorWindow): VisitorWindow => {
    const kept = toWholeSeconds(window);
    if (kept.endsAt <= kept.startsAt) throw new IpassanFailure('invalid', 'The end must be after the start.');
    return kept;
  };
  const readReference = (form: URLSearchParams): string | null =>
    fields.reference !== null && switches.keepsReference ? form.get(fields.reference) : null;
  const toJson = (visitor: SimulatedVisitor, site: SimulatedSite, tellsPin = switches.tellsPinAgain): JsonValue => {
    const pin = visitor.isCancelled || !tellsPin ? null : visitor.pin;
    return {
      [fields.uuid]: visitor.uuid,
      [fields.host]: visitor.host,
      [fields.name]: visitor.name,
      [fields.startsAt]: writeTimeField(visitor.startsAt, site, switches),
      [fields.endsAt]: writeTimeField(visitor.endsAt, site, switches),
      ...(pin !== null || switches.hiddenPin === 'null' ? { [fields.pin]: pin } : {}),
      ...(fields.reference !== null && switches.keepsReference ? { [fields.reference]: visitor.reference } : {}),
    };
  };

  return [
    {
      method: 'GET',
      path: all,
      answer(call) {
        const site = siteOf(call, context);
        // assumed, as lists of persons: no filtering; visits that are over stay as cancelled ones do (known)
        const items = [...store.visitors.values()].filter((visitor) => visitor.site === site.uuid);
        return toPage({ items, toJson: (visitor) => toJson(visitor, site), query: call.query, switches });
      },
    },
    {
      method: 'POST',
      path: all,
      answer(call) {
        const site = siteOf(call, context);
        const name = readName(call.form);
        const hostUuid = call.form.get(fields.host) ?? refuseMissingField(fields.host);
        const window = checkedWindow({
          startsAt: readTimeField(call.form, fields.startsAt) ?? refuseMissingField(fields.startsAt),
          endsAt: readTimeField(call.form, fields.endsAt) ?? refuseMissingField(fields.endsAt),
        });
        const host = personAt(site, hostUuid, context);
        // known that it fails; a host who is there but holds no profile is taken (assumed), and the PIN opens nothing
        if (host === undefined)
          throw new IpassanFailure('host_not_linked', `No visit of ${name}: the ${profile.refusals.host_not_linked}.`);
        const reference = readReference(call.form);
        return toJson(storeVisitor(context, { host, name, ...window, reference, madeBy: 'api' }), site, true);
      },
    },
    {
      method: 'GET',
      path: one,
      answer(call) {
        const site = siteOf(call, context);
        return toJson(existing(call, site), site);
      },
    },
    {
      method: 'PUT',
      path: one,
      answer(call) {
        const site = siteOf(call, context);
        const former = existing(call, site);
        // known: nothing but the times; that a form with anything else in it is refused as a whole is assumed
        for (const field of call.form.keys())
          if (field !== fields.startsAt && field !== fields.endsAt)
            throw new IpassanFailure('only_times', `Of the visit of ${former.name} ${profile.refusals.only_times}.`);
        if (former.isCancelled && switches.changesCancelledVisits === 'not-found') notFound(former.uuid);
        const window = checkedWindow({
          startsAt: readTimeField(call.form, fields.startsAt) ?? former.startsAt,
          endsAt: readTimeField(call.form, fields.endsAt) ?? former.endsAt,
        });
        const changed = { ...former, ...window };
        store.visitors.set(changed.uuid, changed);
        return toJson(changed, site);
      },
    },
    {
      method: 'DELETE',
      path: one,
      answer(call) {
        const former = existing(call, siteOf(call, context));
        if (former.isCancelled && switches.deletesCancelledVisits === 'not-found') notFound(former.uuid);
        store.visitors.set(former.uuid, { ...former, isCancelled: true });
        return undefined;
      },
    },
  ];
}

import { type AccessEvent, type CallOptions, fingerprint } from '@acx/core/provider';
import type { IpeviaDoorEvent } from './ipevia-door-event';
import type { IpeviaEventSettings } from './ipevia-event-options';

/** What door events become access events with. */
export interface IpeviaAccessEventOptions {
  readonly providerId: string;
  /** The place of every event. */
  readonly site: string;
  readonly options: Pick<IpeviaEventSettings, 'entrance' | 'exits' | 'accessPoints'>;
  /** The card of an identifier's hexadecimal value, in its canonical text; `undefined` for what is none. Pure. */
  cardOf(identifierValueHex: string): string | undefined;
  /**
   * The card of a credential, in its canonical text; `undefined` for one that has none or is unknown. May ask the vendor; where that cannot be
   * asked the card is unknown, because an event without its card is better than none.
   */
  cardOfToken(token: string, options: CallOptions): Promise<string | undefined>;
}

/** Tells door events as access events of one place. */
export interface IpeviaAccessEvents {
  /** In the same order; those of other access points are left out. Each credential is looked up once. */
  of(events: readonly IpeviaDoorEvent[], callOptions: CallOptions): Promise<readonly AccessEvent[]>;
}

/** See {@link IpeviaAccessEvents}. */
export function createIpeviaAccessEvents(settings: IpeviaAccessEventOptions): IpeviaAccessEvents {
  const { providerId, site, options } = settings;
  const exits = new Set(options.exits);
  const ours = options.accessPoints === undefined ? undefined : new Set(options.accessPoints);
  const isOurs = ({ accessPoint }: IpeviaDoorEvent): boolean =>
    ours === undefined || (accessPoint !== undefined && ours.has(accessPoint));

  /** A point that is not told may be an exit, where there is one. */
  const isEntry = ({ type, accessPoint }: IpeviaDoorEvent): boolean => {
    if (type === 'denied' || (options.entrance !== 'either' && type !== options.entrance)) return false;
    return accessPoint === undefined ? exits.size === 0 : !exits.has(accessPoint);
  };

  return {
    async of(events, callOptions) {
      const lookUp = createLookup(settings, callOptions);
      const found: AccessEvent[] = [];
      for (const event of events.filter(isOurs)) {
        const subject = await subjectOf(settings, event, lookUp);
        found.push({
          id: `ipevia/${providerId}/${fingerprint(event.sameness)}`,
          type: event.type,
          providerId,
          place: site,
          ...(subject === undefined ? {} : { subject }),
          at: event.at,
          ...(isEntry(event) ? { isEntry: true } : {}),
          ...(event.reason === undefined ? {} : { reason: event.reason }),
          raw: event.raw,
        });
      }
      return found;
    },
  };
}

type Lookup = (token: string) => Promise<string | undefined>;

async function subjectOf(
  { cardOf }: IpeviaAccessEventOptions,
  { cardHex, credential }: IpeviaDoorEvent,
  lookUp: Lookup,
): Promise<string | undefined> {
  const card = cardHex === undefined ? undefined : cardOf(cardHex);
  return card ?? (credential === undefined ? undefined : lookUp(credential));
}

function createLookup({ cardOfToken }: IpeviaAccessEventOptions, callOptions: CallOptions): Lookup {
  const known = new Map<string, string | undefined>();
  return async (token) => {
    if (known.has(token)) return known.get(token);
    const card = await cardOfToken(token, callOptions);
    known.set(token, card);
    return card;
  };
}

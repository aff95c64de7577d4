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
   * The cards of credentials by token, in their canonical text; those that have none or are unknown are left out. May ask the vendor; where that
   * cannot be asked a card is unknown, because an event without its card is better than none.
   */
  cardsOfTokens(tokens: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, string>>;
}

/** Tells door events as access events of one place. */
export interface IpeviaAccessEvents {
  /** In the same order; those of other access points are left out. Each credential is looked up once. */
  of(events: readonly IpeviaDoorEvent[], callOptions: CallOptions): Promise<readonly AccessEvent[]>;
}

/** See {@link IpeviaAccessEvents}. */
export function createIpeviaAccessEvents(settings: IpeviaAccessEventOptions): IpeviaAccessEvents {
  const { providerId, site, options, cardOf, cardsOfTokens } = settings;
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
      const told = events.filter(isOurs).map((event) => {
        const { cardHex } = event;
        return { event, card: cardHex === undefined ? undefined : cardOf(cardHex) };
      });
      const asked = told.flatMap(({ event: { credential }, card }) =>
        card === undefined && credential !== undefined ? [credential] : [],
      );
      const cards = asked.length === 0 ? new Map<string, string>() : await cardsOfTokens(asked, callOptions);
      return told.map(({ event, card }): AccessEvent => {
        const subject = card ?? cards.get(event.credential ?? '');
        return {
          id: `ipevia/${providerId}/${fingerprint(event.sameness)}`,
          type: event.type,
          providerId,
          place: site,
          ...(subject === undefined ? {} : { subject }),
          at: event.at,
          ...(isEntry(event) ? { isEntry: true } : {}),
          ...(event.reason === undefined ? {} : { reason: event.reason }),
          raw: event.raw,
        };
      });
    },
  };
}

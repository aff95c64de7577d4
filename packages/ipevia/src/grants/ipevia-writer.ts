import type { CallOptions, Clock } from '@acx/core/provider';
import type { IpeviaCardRules } from '../card/ipevia-card-number';
import type { IpeviaGrantState } from '../convert/ipevia-grant-state';
import type { IpeviaServiceCapabilities } from '../wire/ipevia-capabilities';
import type { IpeviaClient } from '../wire/ipevia-client';
import { type IpeviaOwnBook, type IpeviaOwnRecords, openIpeviaOwnBook, withoutOldRecords } from './ipevia-own-book';

/** What rights of one installation are written and read with. */
export interface IpeviaWriter {
  readonly providerId: string;
  readonly site: string;
  readonly client: IpeviaClient;
  readonly clock: Clock;
  /** Type and format that are sent with every card number. */
  readonly identifier: { readonly typeName: string; readonly formatType: string };
  readonly card: IpeviaCardRules;
  /** Begins the names of our credentials. */
  readonly mark: string;
  /** Token of the access profile that opens the site; needed for credentials only. */
  readonly accessProfile: string;
  /** Every number on the whitelist is ours. */
  readonly ownsWhitelist: boolean;
  /** What the service can do, asked once and remembered. */
  readonly readCapabilities: (options: CallOptions) => Promise<IpeviaServiceCapabilities>;
}

/** The work of one run on the site. */
export interface IpeviaWork {
  readonly writer: IpeviaWriter;
  readonly book: IpeviaOwnBook;
  /** Our own records as they are now, without old ones. */
  readonly readOwn: () => Promise<IpeviaOwnRecords>;
  /** Of the marks that this run makes. */
  readonly markId: string;
  readonly options: CallOptions;
}

/** One change, read. */
export interface IpeviaStep {
  readonly grantKey: string;
  readonly card: string;
  /** The card as the vendor's identifier value. */
  readonly hex: string;
  readonly reference?: string;
  /** What the vendor is believed to hold. */
  readonly before?: IpeviaGrantState;
  /** What it should hold; absent when nothing. */
  readonly after?: IpeviaGrantState;
}

/** @throws ConfigurationError for a caller that gives no storage. */
export function createIpeviaWork(writer: IpeviaWriter, options: CallOptions): IpeviaWork {
  const book = openIpeviaOwnBook(writer.providerId, options);
  return {
    writer,
    book,
    markId: globalThis.crypto.randomUUID(),
    readOwn: async () => withoutOldRecords(await book.read(), writer.clock.nowMs()),
    options,
  };
}

import type { CallLimit } from '../../model/call-limit';
import { FAKE_DELIVERY_SECRET } from './fake-delivery';
import type { FakeVendor } from './fake-vendor';

/** What kind of vendor the fake plays. Each option has the default of an easy vendor. */
export interface FakeProviderOptions {
  readonly vendor: FakeVendor;
  /** Default `fake`. */
  readonly id?: string;
  /** The vendor opens and closes by itself at a window's ends. Default true. */
  readonly nativeValidity?: boolean;
  /** How many separate windows one record holds. Only with native validity. Default 1. */
  readonly windowsPerGrant?: number;
  /** Windows begin and end on multiples of this, counted from local midnight; it must divide a day. Default 1. */
  readonly resolutionSeconds?: number;
  /** Longest window of one record, in minutes. Default: no limit. */
  readonly maximumMinutes?: number;
  /** How long before its window a right is written, in minutes. Only with native validity. Default 14 days. */
  readonly horizonMinutes?: number;
  /** Whether `readGrants` is there. Default true. */
  readonly readBack?: boolean;
  /** Whether `listGrants` is there. Default true. */
  readonly listing?: boolean;
  /** Whether records carry the grant key. Default true. */
  readonly marker?: boolean;
  /** Whether `events` is there. Default true. */
  readonly events?: boolean;
  /** How door events come: asked for, sent by the vendor itself, or both ways. Only with `events`. Default `pull`. */
  readonly eventsBy?: 'pull' | 'push' | 'both';
  /** What the vendor shows when it sends door events. Default: what the fake vendor shows by itself. */
  readonly deliverySecret?: string;
  /**
   * How exactly subjects are written. `any_case`: upper and lower case are one subject, and lower case is how it is stored. Default
   * `exact`.
   */
  readonly subjectSpelling?: 'exact' | 'any_case';
  /** Most changes in one write call. Default 1. */
  readonly changesPerCall?: number;
  /** Most records in one answer of a list or a read. Default 50. */
  readonly pageSize?: number;
  /** What must be written by one worker at a time. Default `place`. */
  readonly laneBy?: 'place' | 'subject';
  /** Default 4. */
  readonly concurrentLanes?: number;
  /** What the manifest tells of the vendor's limit. Default: no limit is known. */
  readonly callLimit?: CallLimit;
}

/** The same with every default filled in. */
export type FakeManifest = Required<Omit<FakeProviderOptions, 'vendor' | 'maximumMinutes' | 'callLimit'>> &
  Pick<FakeProviderOptions, 'maximumMinutes' | 'callLimit'>;

const MINUTES_PER_DAY = 24 * 60;

/** Fills in the defaults. */
export function toFakeManifest(options: FakeProviderOptions): FakeManifest {
  const { nativeValidity = true, windowsPerGrant = 1, horizonMinutes = 14 * MINUTES_PER_DAY } = options;
  return {
    id: options.id ?? 'fake',
    nativeValidity,
    windowsPerGrant: nativeValidity ? windowsPerGrant : 1,
    horizonMinutes: nativeValidity ? horizonMinutes : 0,
    resolutionSeconds: options.resolutionSeconds ?? 1,
    maximumMinutes: options.maximumMinutes,
    readBack: options.readBack ?? true,
    listing: options.listing ?? true,
    marker: options.marker ?? true,
    events: options.events ?? true,
    eventsBy: options.eventsBy ?? 'pull',
    deliverySecret: options.deliverySecret ?? FAKE_DELIVERY_SECRET,
    subjectSpelling: options.subjectSpelling ?? 'exact',
    changesPerCall: options.changesPerCall ?? 1,
    pageSize: options.pageSize ?? 50,
    laneBy: options.laneBy ?? 'place',
    concurrentLanes: options.concurrentLanes ?? 4,
    callLimit: options.callLimit,
  };
}

import type { Clock } from '@acx/core/provider';
import type { IpassanMark } from '../convert/ipassan-grant-key';
import type { IpassanClient } from '../wire/ipassan-client';

/** What visits are written and read with. */
export interface IpassanVisitWriter {
  readonly providerId: string;
  readonly client: Pick<IpassanClient, 'visitors'>;
  /** Times are written as the clock of this zone shows them. */
  readonly timeZone: string;
  readonly mark: IpassanMark;
  /** Whether reading a visit that is not cancelled tells its PIN. */
  readonly tellsPinAgain: boolean;
  readonly clock: Clock;
}

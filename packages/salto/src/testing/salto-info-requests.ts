import type { SaltoContext } from './salto-context';
import { readFields } from './salto-fields';
import { unpadDate } from './salto-local-text';
import { leaf } from './salto-node';
import type { SaltoRequest } from './salto-request';

export function saltoInfoRequests({ profile, clock, localTimeAt, switches }: SaltoContext): SaltoRequest[] {
  const { info } = profile;
  return [
    {
      name: profile.requests.getInfo,
      isWrite: false,
      answer(params) {
        readFields(params, []);
        const { date, time } = localTimeAt(clock.nowMs());
        const now = `${date}T${time}`;
        return [
          leaf(info.protocol, 'SHIP'), // known
          leaf(info.version, '1.0'), // known
          leaf(info.dateTime, switches.awkward ? unpadDate(now) : now),
          leaf(info.language, 'en'), // assumed
        ];
      },
    },
  ];
}

import { parseAnswer, ResponseValidationError } from '@acx/core/provider';
import * as z from 'zod/mini';
import { readSoapMessage } from './ipevia-envelope';
import { eachOf } from './ipevia-field';
import type { IpeviaNotification } from './ipevia-notification';
import { notificationFields, notificationSchema } from './ipevia-notification-reader';
import type { IpeviaProfile } from './ipevia-profile';

const notificationsSchema = z.array(notificationSchema);

/**
 * Reads a message in which iPevia pushes events. All of them must be readable: the sender keeps what is refused. Bound its length before.
 * @param providerId Named in errors.
 * @throws ResponseValidationError for anything else; it repeats nothing of the document.
 */
export function readIpeviaNotify(
  profile: IpeviaProfile,
  document: string,
  providerId = 'ipevia',
): readonly IpeviaNotification[] {
  const operation = 'readNotify';
  const message = readSoapMessage(document, profile.notification.root, profile.namespaces);
  if (message.kind !== 'content') {
    const problem = message.kind === 'fault' ? 'holds a fault' : message.problem;
    const problems = [{ path: '', message: problem }];
    throw new ResponseValidationError({ providerId, operation, problems, effect: 'none' });
  }
  const notifications = eachOf(message.content, profile.notification.item, (element) =>
    notificationFields(profile.notification, element),
  );
  return parseAnswer(notificationsSchema, notifications, { providerId, operation, effect: 'none' });
}

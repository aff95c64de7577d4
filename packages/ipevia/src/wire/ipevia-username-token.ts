import { createHash, randomBytes } from 'node:crypto';
import { type Clock, encodeXmlText, instantFromMs } from '@acx/core/provider';
import type { IpeviaProfile } from './ipevia-profile';

/** Digest of a password for a WS-UsernameToken: Base64 of SHA-1 over nonce, creation and password. */
export function passwordDigest(options: { nonce: Buffer; created: string; password: string }): string {
  const { nonce, created, password } = options;
  return createHash('sha1').update(nonce).update(created, 'utf8').update(password, 'utf8').digest('base64');
}

/** A new WS-UsernameToken as XML for the header of a SOAP message. The password itself is not in it. */
export function usernameTokenXml(options: {
  names: IpeviaProfile['security'];
  user: string;
  password: string;
  clock: Clock;
}): string {
  const { names, user, password, clock } = options;
  const nonce = randomBytes(16);
  const created = instantFromMs(clock.nowMs());
  const digest = passwordDigest({ nonce, created, password });
  return [
    `<wsse:${names.item} xmlns:wsse="${names.namespace}" xmlns:wsu="${names.utilityNamespace}" soap:mustUnderstand="true">`,
    `<wsse:${names.usernameToken}>`,
    `<wsse:${names.username}>${encodeXmlText(user)}</wsse:${names.username}>`,
    `<wsse:${names.password} ${names.passwordKind}="${names.passwordType}">${digest}</wsse:${names.password}>`,
    `<wsse:${names.nonce} ${names.nonceKind}="${names.nonceEncoding}">${nonce.toString('base64')}</wsse:${names.nonce}>`,
    `<wsu:${names.created}>${created}</wsu:${names.created}>`,
    `</wsse:${names.usernameToken}></wsse:${names.item}>`,
  ].join('');
}

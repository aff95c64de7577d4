/** A host as QR codes are compared with it: lower case, its port where it is not 443. `undefined` for what is more or less than a host. */
export function readQrHost(host: string): string | undefined {
  if (!/^[^\s/\\?#@%]+$/.test(host) || !URL.canParse(`https://${host}`)) return undefined;
  return new URL(`https://${host}`).host;
}

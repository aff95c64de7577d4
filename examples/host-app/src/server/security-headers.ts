import type { MiddlewareHandler } from 'hono';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** No script, style or frame of anybody else; nothing of an answer is kept by a cache. */
export function securityHeaders({ isSecure }: { isSecure: boolean }): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    if (isSecure) context.header('strict-transport-security', 'max-age=31536000');
    if (context.req.path.startsWith('/api/')) context.header('cache-control', 'no-store');
  };
}

/** Refuses names that somebody else could let point to this machine. */
export function allowedHosts(names: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    if (!names.includes(host)) return context.json({ message: 'This is not our name.', problems: [] }, 421);
    return next();
  };
}

/**
 * Only what this server itself sends runs or loads. Styles are also allowed inline, as the component library writes
 * them; WebAssembly, for the hashing of files before they are sent; blob: for their thumbnails and workers.
 */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const EVERYWHERE: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Adds what every answer carries; below /api nothing is kept by a cache unless its handler said so. */
export function secured(response: Response, path: string, secure: boolean): Response {
  for (const [name, value] of Object.entries(EVERYWHERE)) response.headers.set(name, value)
  if (secure) response.headers.set('strict-transport-security', 'max-age=31536000')
  if (path.startsWith('/api') && !response.headers.has('cache-control'))
    response.headers.set('cache-control', 'no-store')
  return response
}

/**
 * Headers of the served app. The policy is that of index.html plus what only a header can say: no other site
 * may frame the app.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  // Resolvers are the user's choice: any over TLS, and those on this machine.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const APP_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // The service worker must see a new version at once; hashed files are found by their name anyway.
  'cache-control': 'no-cache',
};

/** For `assets/` where the app is hosted: a hash of the content is in each name there. */
export const HASHED_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** What the renderer's `index.html` carries where a response's own nonce belongs. */
export const noncePlaceholder = '__CSP_NONCE__'

/** The policy of the window's page: scripts and styles of our own origin or carrying `nonce`, nothing embedded, nothing sent anywhere. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What the renderer's `index.html` carries where a response's own nonce belongs. */
export const noncePlaceholder = '__CSP_NONCE__'

/**
 * The policy both shells send with every page: scripts and styles of our own origin (or carrying `nonce`), nothing embedded,
 * nothing sent anywhere else. `connect` is `'self'` where the page opens a WebSocket and `'none'` where it talks over IPC.
 */
export function contentSecurityPolicy(nonce: string, connect: "'self'" | "'none'"): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

declare global {
  /** Where the scroll lock under dialogs looks for its style nonce. */
  var __webpack_nonce__: string | undefined
}

/** The nonce of this response's content security policy; empty when the page was served without one. */
export const cspNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** Gives the nonce to libraries that make style elements by themselves. */
export function shareNonce(): void {
  globalThis.__webpack_nonce__ = cspNonce() || undefined
}

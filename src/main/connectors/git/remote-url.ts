const scpLike = /^\w[\w.~+-]*@\w[\w.-]*:(?![/-])\S+$/
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * What is wrong with a remote's address, or null. Accepted: https, ssh, file (and http on this computer alone) URLs, and
 * `user@host:path`. Refused: passwords in the address, other transports, anything git could take for an option.
 */
export function remoteProblem(remote: string): string | null {
  if (remote.startsWith('-')) return 'Not an address'
  if (scpLike.test(remote)) return null
  if (!URL.canParse(remote) || /\s/.test(remote)) return 'Not an address: use https://… or ssh://…'
  const url = new URL(remote)
  if (url.password !== '') return 'Leave the password out of the address: put it into the access token field'
  switch (url.protocol) {
    case 'https:':
      return url.username === '' ? null : 'Leave the user name out of the address: put it into its own field'
    case 'http:':
      return loopback.has(url.hostname) ? null : 'Use https: http would send everything in the open'
    case 'ssh:':
      return url.hostname === '' || url.hostname.startsWith('-') || url.username.startsWith('-')
        ? 'Not an address'
        : null
    case 'file:':
      return url.hostname === '' || url.hostname === 'localhost' ? null : 'Use a path on this computer'
    default:
      return 'Only https, ssh and file addresses are supported'
  }
}

/** Where a token is sent, as git's `http.<url>` settings want it; null for addresses that take none. */
export function tokenOrigin(remote: string): string | null {
  if (!URL.canParse(remote)) return null
  const url = new URL(remote)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : null
}

/** A short name: the last part of the path without `.git`. */
export function remoteName(remote: string): string {
  const parts = remote.split(/[/:\\]/).filter(part => part !== '')
  return parts.at(-1)?.replace(/\.git$/, '') || remote
}

const scpLike = /^(?:[^@/\s]+@)?([^:/\s]+):(?!\/\/)(.+)$/

/**
 * What all addresses of one repository at a host have in common: `github.com/owner/name`, in lower case. Null for paths on this
 * computer and what is no address.
 */
export function repositoryLocation(address: string): string | null {
  const text = address.trim()
  if (URL.canParse(text) && /^(?:https?|ssh|git|git\+ssh):$/.test(new URL(text).protocol)) {
    const { protocol, hostname, host, pathname } = new URL(text)
    // The port is the web server's only with http; ssh is behind another.
    return locationOf(protocol.startsWith('http') ? host : hostname, pathname)
  }
  if (/^[a-z][\w+.-]*:\/\//i.test(text) || /^[a-z]:[\\/]/i.test(text)) return null
  const [, host, path] = scpLike.exec(text) ?? []
  return host === undefined || path === undefined ? null : locationOf(host, path)
}

function locationOf(host: string, path: string): string | null {
  const name = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/i, '')
  if (host === '' || name === '') return null
  // GitHub is reached there where port 22 is closed.
  return `${host.replace(/^ssh\.github\.com$/i, 'github.com').replace(/^www\./i, '')}/${name}`.toLowerCase()
}

export interface Endpoints {
  /** What every request's address begins with. */
  readonly origin: string
  /** REST, below the origin: `/api/v3` or nothing. */
  readonly rest: string
  readonly graphql: string
  /** Where repositories are in a browser and cloned from: `https://github.com`. */
  readonly web: string
  /** The host of that: `github.com`. */
  readonly host: string
}

/**
 * Where a GitHub is asked, by any address people know it by: `https://github.com`, `https://api.github.com`, `https://acme.ghe.com`,
 * or that of an Enterprise Server with or without `/api/v3`.
 */
export function endpointsOf(address: string): Endpoints {
  const { protocol, host, origin } = new URL(address)
  const name = host.toLowerCase().replace(/^(api|www)\./, '')
  if (name === 'github.com' || name.endsWith('.ghe.com')) {
    return {
      origin: `${protocol}//api.${name}`,
      rest: '',
      graphql: '/graphql',
      web: `${protocol}//${name}`,
      host: name,
    }
  }
  return { origin, rest: '/api/v3', graphql: '/api/graphql', web: origin, host: host.toLowerCase() }
}

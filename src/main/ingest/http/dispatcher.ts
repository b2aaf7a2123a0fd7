import { createSecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
import { trustedCertificates } from '../../connectors/sdk/trusted-certificates.ts'

const timeouts = { headersTimeout: 120_000, bodyTimeout: 60_000 }

/**
 * Makes the connections to one origin at the first call: through the proxy the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY),
 * trusting the system's certificates and those given. A thread that sends nothing does not load what it takes: 5 MB.
 */
export function createDispatcher(origin: string, ca: string | undefined): () => Promise<Dispatcher> {
  const connect = { timeout: 15_000, ...(origin.startsWith('https:') && { secureContext: trusting(ca) }) }
  let made: Promise<Dispatcher> | null = null
  return () => {
    made ??= import('undici').then(
      ({ EnvHttpProxyAgent }) => new EnvHttpProxyAgent({ ...timeouts, connect, requestTls: connect }),
    )
    return made
  }
}

function trusting(ca: string | undefined) {
  return createSecureContext({ ca: [...trustedCertificates(ca)] })
}

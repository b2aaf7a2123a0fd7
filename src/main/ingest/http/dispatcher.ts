import { createSecureContext } from 'node:tls'
import { type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { trustedCertificates } from '../../connectors/sdk/trusted-certificates.ts'

const timeouts = { headersTimeout: 120_000, bodyTimeout: 60_000 }

/**
 * The connections to one origin: through the proxy the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), trusting the
 * system's certificates and those given.
 */
export function createDispatcher(origin: string, ca: string | undefined): Dispatcher {
  const connect = { timeout: 15_000, ...(origin.startsWith('https:') && { secureContext: trusting(ca) }) }
  return new EnvHttpProxyAgent({ ...timeouts, connect, requestTls: connect })
}

function trusting(ca: string | undefined) {
  return createSecureContext({ ca: [...trustedCertificates(ca)] })
}

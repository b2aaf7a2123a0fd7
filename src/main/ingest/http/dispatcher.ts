import { createSecureContext } from 'node:tls'
import type { Dispatcher, EnvHttpProxyAgent } from 'undici'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { trustedCertificates } from '../../connectors/sdk/trusted-certificates.ts'

const timeouts = { headersTimeout: 120_000, bodyTimeout: 60_000 }

/**
 * Makes the connections to one origin at the first call: through the proxy the environment names (HTTP_PROXY, HTTPS_PROXY, NO_PROXY),
 * trusting the system's certificates and those given. A thread that sends nothing does not load what it takes: 5 MB. The call rejects
 * with `remote.unreachable` when what the environment names is no proxy.
 */
export function createDispatcher(origin: string, ca: string | undefined): () => Promise<Dispatcher> {
  const connect = { timeout: 15_000, ...(origin.startsWith('https:') && { secureContext: trusting(ca) }) }
  const options = { ...timeouts, connect, requestTls: connect }
  let made: Promise<Dispatcher> | null = null
  return () => {
    made ??= import('undici').then(({ EnvHttpProxyAgent }) => throughProxy(EnvHttpProxyAgent, options))
    return made
  }
}

function throughProxy(Agent: typeof EnvHttpProxyAgent, options: EnvHttpProxyAgent.Options): Dispatcher {
  try {
    return new Agent(options)
  } catch {
    // The error itself may show the proxy's password.
    throw new WeirError('remote.unreachable', {
      hint: 'The proxy that the environment names (HTTP_PROXY, HTTPS_PROXY) is no address such as http://proxy.example:8080. Correct it, then start Weir again.',
    })
  }
}

function trusting(ca: string | undefined) {
  return createSecureContext({ ca: [...trustedCertificates(ca)] })
}

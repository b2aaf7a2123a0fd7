import { WeirError } from '../../../shared/contract/weir-error.ts'

export interface NetworkFault {
  readonly fault: WeirError
  /** Whether trying again may help. */
  readonly transient: boolean
}

/** What kept a request from being answered, as a fault that names the host and what can be done. */
export function networkFault(error: unknown, host: string, title: string): NetworkFault {
  const code = codeOf(error)
  const certificate = certificateHints[code] ?? (/^ERR_TLS|^ERR_SSL|^CERT_/.test(code) ? plainTls : undefined)
  const hint = certificate ?? hints[code] ?? 'The connection broke off. Check the network, then try again.'
  const fault = new WeirError('remote.unreachable', {
    hint: `${title} (${host}) cannot be reached: ${hint}`,
    details: { host, reason: code, ...(certificate === ownCa && { untrusted: true }) },
  })
  return { fault, transient: certificate === undefined }
}

const resolveHint = 'there is no such host, or no network. Check the address, the network and the proxy.'
const timeHint = 'it did not answer in time. Check the network, the VPN and the proxy.'
const hints: Readonly<Record<string, string>> = {
  ENOTFOUND: resolveHint,
  EAI_AGAIN: resolveHint,
  EAI_NODATA: resolveHint,
  ECONNREFUSED: 'nothing listens at this address. Check the address and the port.',
  ENETUNREACH: 'there is no way to its network. Check the network and the VPN.',
  EHOSTUNREACH: 'there is no way to it. Check the network and the VPN.',
  ETIMEDOUT: timeHint,
  UND_ERR_CONNECT_TIMEOUT: timeHint,
  UND_ERR_HEADERS_TIMEOUT: timeHint,
  UND_ERR_BODY_TIMEOUT: timeHint,
}

const ownCa =
  'its certificate was issued by nobody this computer trusts. Give the certificate of your own CA in the settings.'
const plainTls = 'no secure connection came about. Check the address (https or http) and the proxy.'
const certificateHints: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ownCa,
  SELF_SIGNED_CERT_IN_CHAIN: ownCa,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ownCa,
  UNABLE_TO_GET_ISSUER_CERT: ownCa,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ownCa,
  CERT_HAS_EXPIRED: 'its certificate has expired. Tell whoever runs it.',
  CERT_NOT_YET_VALID: "its certificate is not valid yet. Check this computer's clock.",
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host. Check the address.',
  EPROTO: plainTls,
}

/** The innermost code: undici and Node wrap the socket's error. */
function codeOf(error: unknown): string {
  let code = 'unknown'
  let current = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string') code = current.code
    current = current instanceof AggregateError ? current.errors[0] : current.cause
  }
  return code
}

import { getCACertificates } from 'node:tls'

/** The certificates (PEM) that are trusted: Node's, the system's, and those given. */
export const trustedCertificates = (own: string | undefined): readonly string[] => [
  ...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(own === undefined ? [] : [own])]),
]

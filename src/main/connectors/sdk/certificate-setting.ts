import { z } from 'zod'
import { pemBlock } from './pem.ts'

const pem = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g

/** Certificates in PEM form, trusted besides the system's; empty for none. */
export const CertificateSetting = z
  .string()
  .max(100_000)
  .refine(text => text.replaceAll(pem, '').trim() === '', {
    error: 'Paste the text of a PEM file: BEGIN CERTIFICATE …',
  })
  .transform(text => [...text.matchAll(pem)].map(([, body = '']) => pemBlock('CERTIFICATE', body)).join(''))

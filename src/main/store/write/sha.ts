import { WeirError } from '../../../shared/contract/weir-error.ts'

/** A sha as its blob. @throws WeirError `record.invalid` when it is not 40 or 64 hex digits. */
export function shaBlob(hex: string): Buffer {
  const blob = Buffer.from(hex, 'hex')
  if (blob.length * 2 === hex.length && (blob.length === 20 || blob.length === 32)) return blob
  throw new WeirError('record.invalid', {
    hint: 'A commit id is not 40 or 64 hexadecimal digits.',
    details: { id: hex.slice(0, 80) },
  })
}

import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { WeirError } from '../../../shared/contract/weir-error.ts'

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const

export const acceptedEncodings = 'gzip, deflate, br'

/**
 * A body, whole and unpacked.
 * @throws WeirError `remote.rejected` when it is larger than `maxBytes`; stream and zlib errors when it is cut off or damaged.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
  { maxBytes, onBytes }: { readonly maxBytes: number; readonly onBytes: (bytes: number) => void },
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    onBytes(chunk.length)
    length += chunk.length
    if (length > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  const packed = Buffer.concat(chunks, length)
  const name = encoding?.trim().toLowerCase() ?? ''
  if (!isKnown(name) || length === 0) return packed
  try {
    return await unpackers[name](packed, { maxOutputLength: maxBytes })
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(maxBytes)
    throw error
  }
}

const isKnown = (name: string): name is keyof typeof unpackers => Object.hasOwn(unpackers, name)

const tooLarge = (maxBytes: number) =>
  new WeirError('remote.rejected', {
    hint: 'The remote sent more in one answer than Weir takes. If it persists, report it.',
    details: { maxBytes },
  })

import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A set of commits by their ids, one bit each: those of one repository lie close together. */
export interface CommitSet {
  has(id: number): boolean
  /** Packs the set with these ids added to it. */
  packedWith(ids: Iterable<number>): Buffer
}

const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Packs a set of commits. */
export const packCommits = (ids: Iterable<number>): Buffer => setOf(new Uint8Array()).packedWith(ids)

/** Opens what `packCommits` has packed. */
export const openCommits = (packed: Buffer): CommitSet => setOf(zstdDecompressSync(packed))

function setOf(bits: Uint8Array): CommitSet {
  return {
    has: id => ((bits[id >> 3] ?? 0) & (1 << (id & 7))) !== 0,
    packedWith(ids) {
      const added = [...ids]
      const highest = added.reduce((max, id) => Math.max(max, id), 0)
      const whole = new Uint8Array(Math.max(bits.length, (highest >> 3) + 1))
      whole.set(bits)
      for (const id of added) whole[id >> 3] = (whole[id >> 3] ?? 0) | (1 << (id & 7))
      return zstdCompressSync(whole, compression)
    },
  }
}

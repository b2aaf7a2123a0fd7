/** Object names in order, as git lists them: one per line, all of one width. Kept as bytes, so a part of it can be piped back as it is. */
export interface ShaList {
  readonly length: number
  at(index: number): string
  /** The lines of [start, end). */
  lines(start: number, end: number): Buffer
  slice(start: number, end: number): string[]
}

/** @throws Error when the bytes are not such a list. */
export function shaList(bytes: Buffer): ShaList {
  const width = bytes.length === 0 ? 1 : bytes.indexOf(0x0a) + 1
  if (bytes.length % width !== 0) throw new Error(`Not a list of object names: ${bytes.length} bytes, ${width} each`)
  const at = (index: number) => bytes.toString('latin1', index * width, (index + 1) * width - 1)
  return {
    length: bytes.length / width,
    at,
    lines: (start, end) => bytes.subarray(start * width, end * width),
    slice: (start, end) => Array.from({ length: end - start }, (_, index) => at(start + index)),
  }
}

/** How much is read at a time. Large enough for speed, small enough that a pause, a crash or a force stop loses little. */
export interface ReadSizes {
  /** Commits a git process is given: it opens them all before it prints the first. */
  readonly commitSlice: number
  readonly commitPage: number
  /** Object names in a page of a sweep or of deletions. */
  readonly keyPage: number
  readonly refPage: number
  /** Most and fewest commits a process counting lines is given: each new process costs it what it had cached. */
  readonly largestLinePart: number
  readonly smallestLinePart: number
  readonly linePage: number
}

export const readSizes: ReadSizes = {
  commitSlice: 20_000,
  commitPage: 5_000,
  keyPage: 20_000,
  refPage: 5_000,
  largestLinePart: 12_000,
  smallestLinePart: 1_000,
  linePage: 2_000,
}

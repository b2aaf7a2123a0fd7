/** A change of the field that marks an issue as blocked. */
export interface FlagChange {
  readonly at: number
  readonly wasSet: boolean
  readonly isSet: boolean
}

/** A half-open time an issue was flagged; `Infinity` ends the one that lasts. */
export type FlagTime = readonly [from: number, to: number]

/** The times an issue was flagged, in order and apart from one another. `changes` come by time. */
export function flagTimes(
  { createdAt, flagged }: { readonly createdAt: number; readonly flagged: boolean },
  changes: readonly FlagChange[],
): FlagTime[] {
  const times: FlagTime[] = []
  let since = (changes[0]?.wasSet ?? flagged) ? createdAt : null
  for (const { at, isSet } of changes) {
    if (isSet) since ??= Math.max(at, createdAt)
    else if (since !== null) {
      if (at > since) times.push([since, at])
      since = null
    }
  }
  if (since !== null) times.push([since, Number.POSITIVE_INFINITY])
  return times
}

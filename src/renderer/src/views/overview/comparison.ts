/** How a value stands against the one of the period before. */
export interface Comparison {
  readonly direction: 'up' | 'down' | 'same'
  /** Whether the change is for the better; null where nothing changed. */
  readonly better: boolean | null
  /** `25% more`; without an amount where the value before was 0. */
  readonly change: string
}

export interface Wording {
  readonly up: string
  readonly down: string
  readonly good: 'up' | 'down'
}

/**
 * Compares a value with the one before it; null when either is missing. A change that shows neither in whole per cent nor in the values
 * as `format` writes them is none.
 */
export function compare(
  current: number | null,
  previous: number | null,
  wording: Wording,
  format: (value: number) => string,
): Comparison | null {
  if (current === null || previous === null) return null
  const percent = previous === 0 ? null : Math.round((100 * (current - previous)) / previous)
  if (percent === 0 || format(current) === format(previous))
    return { direction: 'same', better: null, change: 'unchanged' }
  const direction = current > previous ? 'up' : 'down'
  const amount = percent === null ? '' : `${Math.abs(percent)}% `
  return { direction, better: direction === wording.good, change: `${amount}${wording[direction]}` }
}

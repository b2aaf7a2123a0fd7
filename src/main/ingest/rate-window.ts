export interface RateWindow {
  /** Notes a value at a time in epoch ms; both only grow. */
  add(at: number, value: number): void
  /** Growth per ms over the window; null while there is too little to say. */
  perMs(): number | null
}

const leastSpanMs = 250

/** How fast a value grows, over the last `windowMs`. */
export function createRateWindow(windowMs: number): RateWindow {
  let samples: { readonly at: number; readonly value: number }[] = []
  return {
    add(at, value) {
      samples.push({ at, value })
      const within = samples.findIndex(sample => at - sample.at <= windowMs)
      if (within > 1) samples = samples.slice(within - 1)
    },
    perMs() {
      const first = samples[0]
      const last = samples.at(-1)
      if (!first || !last || last.at - first.at < leastSpanMs) return null
      return (last.value - first.value) / (last.at - first.at)
    },
  }
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The shortest row 0, step, 2·step … that reaches `max`, with at most five steps. */
const upTo = (max: number, step: number): number[] =>
  Array.from({ length: Math.max(1, Math.ceil(max / step)) + 1 }, (_, index) => index * step)

/** The labels of a count axis from 0 to at least `max`: whole numbers in steps of 1, 2 or 5 times a power of ten. */
export function countTicks(max: number): number[] {
  const rough = Math.max(1, max / 4)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough) ?? rough
  return upTo(max, step)
}

const durationSteps = [
  ...[1, 5, 10, 15, 30].map(count => count * minute),
  ...[1, 2, 3, 6, 12].map(count => count * hour),
  ...[1, 2, 5, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].map(count => count * day),
]

/** The labels of a duration axis (ms) from 0 to at least `max`: steps that people count in. */
export function durationTicks(maxMs: number): number[] {
  const step = durationSteps.find(candidate => maxMs / candidate <= 4)
  return upTo(maxMs, step ?? Math.ceil(maxMs / 4 / day) * day)
}

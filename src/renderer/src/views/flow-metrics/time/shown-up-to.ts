/**
 * How far (ms) the axis of a scatter plot reaches: to the longest time, unless that is far beyond the rest. Then what takes longer is
 * drawn at the upper edge.
 */
export const shownUpTo = (longestMs: number, p95Ms: number | null): number =>
  p95Ms !== null && p95Ms > 0 ? Math.min(longestMs, 2.5 * p95Ms) : longestMs

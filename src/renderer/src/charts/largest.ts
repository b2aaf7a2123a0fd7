/** The places of the largest values, the largest first, at most so many; equal ones in their order. */
export const largest = (values: readonly number[], most: number): readonly number[] =>
  [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, most)

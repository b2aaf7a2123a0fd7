/** The places of those values that stood in the list before. */
export function repeated(values: readonly (string | number)[]): number[] {
  const seen = new Set<string | number>()
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [index]
    seen.add(value)
    return []
  })
}

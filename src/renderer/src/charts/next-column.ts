/** The column (0-based) a key leads to from `index` among `count`; null where the key does not move. */
export function nextColumn(key: string, index: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10))
  const target = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    PageUp: index - page,
    PageDown: index + page,
    Home: 0,
    End: count - 1,
  }[key]
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target))
}

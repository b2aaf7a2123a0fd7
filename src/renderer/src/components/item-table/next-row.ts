/** The row (0-based) a key leads to from `index` among `total`, with `page` rows on screen; null where the key does not move. */
export function nextRow(key: string, index: number, total: number, page: number): number | null {
  const target = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    PageUp: index - page,
    PageDown: index + page,
    Home: 0,
    End: total - 1,
  }[key]
  return target === undefined || total === 0 ? null : Math.max(0, Math.min(total - 1, target))
}

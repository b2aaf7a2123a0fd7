/** A length of time in its two largest units: `3 d 4 h`, `12 min`, `40 s`; a dash for none. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '–'
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const joined = (large: number, largeUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`

export const formatCount = (count: number): string => count.toLocaleString('en')

/** Lines of equally wide columns: text, in the first ones, to the left, numbers to the right. */
export function formatTable(rows: readonly (readonly string[])[], { textColumns = 1 } = {}): string[] {
  const columns = Math.max(0, ...rows.map(row => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(row => (row[column] ?? '').length)),
  )
  return rows.map(row =>
    widths
      .map((width, column) =>
        column < textColumns ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd(),
  )
}

import type { SourceOption } from '../../../../shared/model/connection.ts'

/** The options whose name or description holds every word of the search, ignoring case. */
export function filterOptions(options: readonly SourceOption[], search: string): readonly SourceOption[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  return options.filter(({ name, description }) => {
    const text = `${name} ${description}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

import type { Repository } from '../../../../../shared/model/repository.ts'

/** The active repositories whose name or connection holds every word of the search, ignoring case. */
export function matchingRepositories(repositories: readonly Repository[], search: string): readonly Repository[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return repositories.filter(({ active, name, connectionName }) => {
    const text = `${name} ${connectionName}`.toLowerCase()
    return active && words.every(word => text.includes(word))
  })
}

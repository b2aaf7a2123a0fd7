/** As many as are shown at once. */
export const shownMembers = 30

/** Those whose name or description holds every word of the search, ignoring case. */
export function matchingMembers<Each extends { readonly name: string; readonly about: string }>(
  all: readonly Each[],
  search: string,
): readonly Each[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ name, about }) => words.every(word => `${name} ${about}`.toLowerCase().includes(word)))
}

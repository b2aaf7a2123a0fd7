import { type ListOptions, listIds } from './list-issues.ts'
import type { Remote } from './remote.ts'

type IdOptions = Omit<ListOptions, 'since' | 'idsOnly'>

const asked = new WeakMap<Remote, Map<string, Promise<readonly string[]>>>()

/**
 * Begins to list every id of a source, for the sweep that follows: to be called when the list of what is fetched has ended, so that
 * everything fetched was there before. What was begun for the same source earlier in the run is given up.
 */
export function askIdsAhead(remote: Remote, sourceId: string, options: IdOptions): void {
  const ids = everyId(remote, options)
  // Whoever takes them meets the failure.
  ids.catch(() => undefined)
  const ofRemote = asked.get(remote) ?? new Map<string, Promise<readonly string[]>>()
  asked.set(remote, ofRemote.set(sourceId, ids))
}

/** Every id of a source, as it was begun to be listed ahead, or listed now. @throws ListingBroken as `listIds` does. */
export function takeIds(remote: Remote, sourceId: string, options: IdOptions): Promise<readonly string[]> {
  const ofRemote = asked.get(remote)
  const ahead = ofRemote?.get(sourceId)
  ofRemote?.delete(sourceId)
  return ahead ?? everyId(remote, options)
}

async function everyId(remote: Remote, options: IdOptions): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const page of listIds(remote, options)) for (const id of page) ids.push(id)
  return ids
}

import { type Comparison, compare } from './compare.ts'
import { beginPass, type HistoryCursor, type HistoryItem, type HistoryPage } from './cursor.ts'
import { parentsFirst } from './parents-first.ts'
import { type HistoryReader, readPass } from './read-pass.ts'

/**
 * Reads commits that are not on the default branch and yet deployed, released, tagged or run: each is asked for once. What GitHub does not
 * know is remembered as such. Returns the cursor it ends with.
 */
export async function* readAsides(
  reader: HistoryReader,
  start: HistoryCursor,
  wanted: readonly string[],
): AsyncGenerator<HistoryPage, HistoryCursor> {
  const { done } = start
  if (done === null) return start
  let cursor = start
  const again = Object.keys(cursor.asides).filter(sha => cursor.asides[sha] === 'again')
  const all = [...new Set([...again, ...wanted])].filter(sha => cursor.asides[sha] !== 'unknown')
  let asked = 0
  let unknown = 0
  /** Read, and not stored yet. */
  let records: HistoryItem[] = []
  let unsaved = 0
  const waiting = new Set<string>()
  const missing = (shas: readonly string[]) => reader.missing(shas.filter(sha => !waiting.has(sha)))
  const page = (): HistoryPage => {
    const made = { records, cursor }
    records = []
    unsaved = 0
    waiting.clear()
    return made
  }
  for (const sha of all) {
    // One that was read before may have brought it.
    if (cursor.asides[sha] !== 'again' && missing([sha]).length === 0) continue
    if (asked++ >= reader.sizes.asides) {
      reader.log('info', `More than ${reader.sizes.asides} commits off the default branch: the next sync reads on.`)
      break
    }
    const found = await compare(reader.remote, reader.place, done, sha, reader.sizes.listed)
    const state = stateOf({ missing, since: reader.since }, sha, found)
    if (state === 'unclosed') {
      if (unsaved > 0) yield page()
      const read = yield* readPass(reader, cursor, beginPass(sha, { aside: true, full: false }))
      if (read !== 'lost') {
        cursor = read
        continue
      }
    }
    const known = state === 'stored'
    if (!known) unknown++
    if (known && typeof found === 'object') {
      records.push(...inOrder(found))
      for (const commit of found.commits) waiting.add(commit.sha)
    }
    cursor = { ...cursor, asides: { ...cursor.asides, [sha]: known ? 'stored' : 'unknown' }, pass: null }
    unsaved++
    if (unsaved >= reader.sizes.asidePage) yield page()
  }
  if (unsaved > 0) yield page()
  if (unknown > 0)
    reader.log('warn', `GitHub does not know ${unknown} commits any more that deployments, tags or runs point at.`)
  return cursor
}

/** `unclosed`: what leads to it was not all given, or the branches have nothing in common. */
function stateOf(
  { missing, since }: Pick<HistoryReader, 'missing' | 'since'>,
  sha: string,
  found: Awaited<ReturnType<typeof compare>>,
): 'stored' | 'unknown' | 'unclosed' {
  if (found === 'unknown') return 'unknown'
  if (found === 'unrelated') return 'unclosed'
  const given = new Set(found.commits.map(commit => commit.sha))
  // It leads to the default branch, and yet is not among what was read: older than that.
  if (!given.has(sha)) return missing([sha]).length > 0 ? 'unknown' : 'stored'
  const outside = found.commits.flatMap(({ parents }) => parents.filter(parent => !given.has(parent)))
  return since === null && missing(outside).length > 0 ? 'unclosed' : 'stored'
}

function inOrder({ commits, unreadable }: Comparison): HistoryPage['records'] {
  const places = new Map(commits.map(({ sha }, place) => [sha, place]))
  const order = parentsFirst(commits.map(({ parents }) => parents.flatMap(sha => places.get(sha) ?? [])))
  return [...unreadable, ...[...order].flatMap(place => commits[place] ?? [])]
}

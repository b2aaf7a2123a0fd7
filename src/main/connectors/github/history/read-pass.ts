import { CursorRefused } from '../graphql.ts'
import type { Remote } from '../remote.ts'
import type { RepositoryPlace } from '../repository-place.ts'
import type { GithubSizes } from '../sizes.ts'
import { compare } from './compare.ts'
import { beginPass, type HistoryCursor, type HistoryPage, type HistoryPass } from './cursor.ts'
import type { CommitLister, CommitPage } from './list-commits.ts'
import { openSpool, type Spool } from './spool.ts'

/** What reading a repository's history takes. */
export interface HistoryReader {
  readonly remote: Remote
  readonly place: RepositoryPlace
  readonly lister: CommitLister
  readonly sizes: GithubSizes
  readonly spoolPath: string
  /** Older commits are not read: what leads to them ends there. Epoch ms. */
  readonly since: number | null
  /** Which of these commits are not stored. A stored one has all that leads to it. */
  readonly missing: (shas: readonly string[]) => readonly string[]
  readonly log: (level: 'info' | 'warn', message: string) => void
}

/** Places lost in a row. */
const standstillsAtMost = 2
const toldEvery = 10_000
const nothing: CommitPage = { commits: [], unreadable: [], next: null, total: null }

/**
 * Reads the history of a commit as far as it is not stored: lists it newest first into the spool, then gives it parents first. What
 * was cut off goes on where it was. Returns the cursor it ends with; `lost` when GitHub does not know the commit.
 */
export async function* readPass(
  reader: HistoryReader,
  cursor: HistoryCursor,
  begun: HistoryPass,
): AsyncGenerator<HistoryPage, HistoryCursor | 'lost'> {
  const kept = await openSpool(reader.spoolPath, begun)
  const spool = kept ?? (await openSpool(reader.spoolPath, { count: 0, last: '' }))
  if (spool === null) throw new Error('An empty spool fits')
  try {
    const listed = yield* list(reader, cursor, kept ? begun : beginPass(begun.to, begun), spool)
    if (listed === 'lost') return 'lost'
    yield* write(reader, cursor, listed, spool)
    if (listed.aside) {
      const stored = { ...cursor, asides: { ...cursor.asides, [listed.to]: 'stored' as const }, pass: null }
      yield { records: [], cursor: stored }
      return stored
    }
    const stored = { ...cursor, done: listed.to, pass: null }
    if (listed.full) {
      yield { records: [], cursor: stored, seen: spool.shas, sweepComplete: true }
      return stored
    }
    const gone = await whatIsGone(reader, cursor.done, listed.to, spool)
    if (gone !== null) {
      const asides = gone.length === 0 ? cursor.asides : toAskAgain(cursor.asides)
      const deleted = gone.map(key => ({ kind: 'commit' as const, key }))
      yield { records: [], cursor: { ...stored, asides }, deleted }
      return { ...stored, asides }
    }
  } finally {
    await spool.close()
  }
  reader.log(
    'warn',
    'The default branch was rewritten, and GitHub has forgotten how it was: its history is read again.',
  )
  return yield* readPass(reader, { ...cursor, done: null }, beginPass(begun.to, { aside: false, full: true }))
}

async function* list(
  { lister, missing, since, log }: HistoryReader,
  cursor: HistoryCursor,
  begun: HistoryPass,
  spool: Spool,
): AsyncGenerator<HistoryPage, HistoryPass | 'lost'> {
  let pass = begun
  let standstills = 0
  const unstored = (shas: readonly string[]) => new Set(pass.full ? shas : missing(shas))
  const isListed = (sha: string) => spool.has(sha)
  /** Parents that are neither stored nor listed yet. */
  const open = new Set<string>()
  const awaitParents = (parents: readonly string[]) => {
    for (const sha of unstored(parents.filter(parent => !isListed(parent)))) open.add(sha)
  }
  for (let at = 0; at < spool.shas.length; at++) awaitParents(spool.parentsOf(at))

  while (pass.listing !== null) {
    const { tip, next } = pass.listing
    let page: CommitPage | null
    try {
      page = await lister.page(tip, next)
    } catch (error) {
      if (!(error instanceof CursorRefused) || next === null || ++standstills > standstillsAtMost) throw error
      pass = { ...pass, listing: { tip, next: null } }
      continue
    }
    if (page === null && tip === pass.to && spool.shas.length === 0) return 'lost'
    const { commits, unreadable, next: following, total } = page ?? nothing
    const fresh = commits.filter(({ sha }) => !isListed(sha))
    const wanted = unstored(fresh.map(({ sha }) => sha))
    const taken = fresh.filter(({ sha }, at) => wanted.has(sha) && fresh.findIndex(one => one.sha === sha) === at)
    const before = spool.shas.length
    await spool.append(taken)
    for (const { sha } of taken) open.delete(sha)
    for (const { parents } of taken) awaitParents(parents)
    if (Math.floor(before / toldEvery) < Math.floor(spool.shas.length / toldEvery))
      log('info', `${spool.shas.length} commits listed so far.`)

    const allStored = commits.length > 0 && fresh.length === commits.length && taken.length === 0
    const goesOn = following !== null && following !== next && !allStored
    const walked = goesOn ? pass.walked : [...pass.walked, tip]
    const nextTip = goesOn ? tip : [...open].find(sha => !walked.includes(sha))
    const over = open.size === 0 || nextTip === undefined || (pass.full && following === null && since !== null)
    pass = {
      ...pass,
      ...spool.mark(),
      walked,
      listing: over ? null : { tip: nextTip, next: goesOn ? following : null },
    }
    yield { records: unreadable, cursor: { ...cursor, pass }, ...(pass.full && total !== null && { total }) }
  }
  if (open.size > 0 && since === null)
    log('warn', `GitHub did not show ${open.size} commits that others name as parents: the history ends there.`)
  return pass
}

async function* write(
  { sizes }: HistoryReader,
  cursor: HistoryCursor,
  listed: HistoryPass,
  spool: Spool,
): AsyncGenerator<HistoryPage> {
  const order = spool.order()
  const total = order.length
  for (let at = listed.written; at < total; at += sizes.commitPage) {
    const records = await spool.read(order.subarray(at, at + sizes.commitPage))
    yield { records, cursor: { ...cursor, pass: { ...listed, written: at + records.length } }, total }
  }
}

/** What led to the old head and not to the new one; null when GitHub has forgotten it. Asked only where the branch may have been rewritten. */
async function whatIsGone(
  { remote, place, sizes }: HistoryReader,
  old: string | null,
  head: string,
  spool: Spool,
): Promise<readonly string[] | null> {
  const leadsOn = spool.shas.some((sha, at) => sha === old || spool.parentsOf(at).includes(old ?? ''))
  if (old === null || old === head || leadsOn) return []
  const left = await compare(remote, place, head, old, sizes.listed)
  return left === 'unknown' || left === 'unrelated' ? null : left.commits.map(({ sha }) => sha)
}

const toAskAgain = (asides: HistoryCursor['asides']): HistoryCursor['asides'] =>
  Object.fromEntries(Object.entries(asides).map(([sha, state]) => [sha, state === 'unknown' ? state : 'again']))

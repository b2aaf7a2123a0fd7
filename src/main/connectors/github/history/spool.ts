import { mkdir, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { CommitEntity } from '../../../../shared/model/entities.ts'
import { parentsFirst } from './parents-first.ts'

/** How much of a spool a cursor has seen: so many commits, the last of which is this one. */
export interface SpoolMark {
  readonly count: number
  readonly last: string
}

/**
 * Commits listed newest first, kept in a file until all are there: the store takes parents before their children. Only their names
 * and parents are in memory.
 */
export interface Spool {
  has(sha: string): boolean
  mark(): SpoolMark
  /** Their names, as they were listed. */
  readonly shas: readonly string[]
  parentsOf(place: number): readonly string[]
  append(commits: readonly CommitEntity[]): Promise<void>
  /** Where each stands when parents come first. */
  order(): Int32Array
  read(places: Iterable<number>): Promise<readonly CommitEntity[]>
  close(): Promise<void>
}

/**
 * Opens the spool at `path` as it was at the mark, or an empty one. Null when what is there does not fit the mark: the listing is to be
 * begun again. @throws WeirError `store.full`, `store.readonly`.
 */
export async function openSpool(path: string, mark: SpoolMark): Promise<Spool | null> {
  const file = await openFile(path, mark.count === 0 ? 'w+' : 'a+').catch(toFault)
  const shas: string[] = []
  const parents: (readonly string[])[] = []
  const starts = [0]
  const places = new Map<string, number>()

  function note(commit: CommitEntity, bytes: number): void {
    places.set(commit.sha, shas.length)
    shas.push(commit.sha)
    parents.push(commit.parents)
    starts.push((starts.at(-1) ?? 0) + bytes)
  }

  const stored = await readLines(file, mark.count, note)
  if (!stored || (shas.at(-1) ?? '') !== mark.last) {
    await file.close()
    return null
  }
  if (mark.count > 0) await file.truncate(starts.at(-1) ?? 0)

  return {
    shas,
    has: sha => places.has(sha),
    mark: () => ({ count: shas.length, last: shas.at(-1) ?? '' }),
    parentsOf: place => parents[place] ?? [],
    async append(commits) {
      const lines = commits.map(commit => ({ commit, line: Buffer.from(`${JSON.stringify(commit)}\n`) }))
      await file.appendFile(Buffer.concat(lines.map(({ line }) => line))).catch(toFault)
      for (const { commit, line } of lines) note(commit, line.length)
    },
    order: () => parentsFirst(parents.map(own => own.flatMap(sha => places.get(sha) ?? []))),
    async read(wanted) {
      const commits: CommitEntity[] = []
      for (const place of wanted) {
        const start = starts[place] ?? 0
        const line = Buffer.alloc((starts[place + 1] ?? start) - start)
        await file.read(line, 0, line.length, start)
        commits.push(JSON.parse(line.toString('utf8')) as CommitEntity)
      }
      return commits
    },
    close: () => file.close(),
  }
}

export const removeSpool = (path: string): Promise<void> => rm(path, { force: true })

async function openFile(path: string, flags: string) {
  await mkdir(dirname(path), { recursive: true })
  return open(path, flags)
}

/** @throws WeirError `store.full`, `store.readonly`, and what is neither as it is. */
function toFault(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const hint = 'The disk is full. Free some space on the disk that holds the data folder, then try again.'
    throw new WeirError('store.full', { hint, cause: error })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const hint = 'Weir may not write to its data folder. Give your account the right to write to it.'
    throw new WeirError('store.readonly', { hint, cause: error })
  }
  throw error
}

/** Whether there are so many whole lines. What follows was written by a run that ended before it could say so. */
async function readLines(
  file: Awaited<ReturnType<typeof open>>,
  count: number,
  note: (commit: CommitEntity, bytes: number) => void,
): Promise<boolean> {
  if (count === 0) return true
  let left = count
  try {
    for await (const line of file.readLines({ autoClose: false, start: 0 })) {
      note(JSON.parse(line) as CommitEntity, Buffer.byteLength(line) + 1)
      left--
      if (left === 0) return true
    }
  } catch {
    // A line that was cut off: the disk was full, or the machine stopped.
  }
  return false
}

import type { CommitStatsEntity } from '../../../shared/model/entities.ts'

/** A letter first, so that a commit's line cannot be taken for a file's, which begins with a digit or `-`. */
export const numstatFormatArgs = ['--numstat', '-z', '-M', '--format=tformat:c%H']

export interface NumstatParser {
  /** Adds the commits that are complete: a commit is when the next one begins. */
  push(chunk: Buffer, into: CommitStatsEntity[]): void
  /** Adds the last commit. Only after git has ended without an error: until then it may have files to come. */
  end(into: CommitStatsEntity[]): void
}

const NUL = 0
const TAB = 0x09
const NEWLINE = 0x0a
const ZERO = 0x30
const COMMIT = 0x63

const Expect = { Item: 0, Sha: 1, Added: 2, Deleted: 3, Name: 4, RestOfName: 5, OldName: 6, NewName: 7 } as const
type Expect = (typeof Expect)[keyof typeof Expect]

/**
 * Parses `git log` with `numstatFormatArgs`, byte by byte, from chunks cut anywhere:
 * `c<sha> NUL [newline] { added TAB deleted TAB name NUL | added TAB deleted TAB NUL old NUL new NUL }`. Binary files count as
 * files without lines.
 */
export function createNumstatParser(): NumstatParser {
  let expect: Expect = Expect.Item
  let sha = ''
  let open = false
  let additions = 0
  let deletions = 0
  let files = 0
  let lines = 0

  const finish = (into: CommitStatsEntity[]) => {
    if (open) into.push({ kind: 'commit_stats', sha, additions, deletions, files })
    open = false
  }

  return {
    end: finish,
    push(chunk, into) {
      const length = chunk.length
      let at = 0
      while (at < length) {
        switch (expect) {
          case Expect.Item: {
            const byte = chunk[at] ?? 0
            if (byte === COMMIT) {
              finish(into)
              open = true
              sha = ''
              additions = 0
              deletions = 0
              files = 0
              expect = Expect.Sha
              at++
            } else if (byte === NEWLINE || byte === NUL) at++
            else {
              files++
              expect = Expect.Added
            }
            break
          }
          case Expect.Sha: {
            const end = chunk.indexOf(NUL, at)
            sha += chunk.toString('latin1', at, end === -1 ? length : end)
            if (end !== -1) expect = Expect.Item
            at = end === -1 ? length : end + 1
            break
          }
          case Expect.Added:
          case Expect.Deleted: {
            const byte = chunk[at++] ?? 0
            if (byte !== TAB) {
              if (byte >= ZERO) lines = lines * 10 + byte - ZERO
              break
            }
            if (expect === Expect.Added) additions += lines
            else deletions += lines
            lines = 0
            expect = expect === Expect.Added ? Expect.Deleted : Expect.Name
            break
          }
          case Expect.Name:
            expect = chunk[at] === NUL ? Expect.OldName : Expect.RestOfName
            at++
            break
          default: {
            const end = chunk.indexOf(NUL, at)
            at = end === -1 ? length : end + 1
            if (end !== -1) expect = expect === Expect.OldName ? Expect.NewName : Expect.Item
          }
        }
      }
    },
  }
}

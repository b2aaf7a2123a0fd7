import type { CommitEntity } from '../../../shared/model/entities.ts'
import type { CommandRunner, RunningCommand } from '../sdk/connector.ts'
import { commitFormatArgs, createCommitParser } from './commit-parser.ts'
import { localProblem } from './faults.ts'
import { mailmapConfig } from './mailmap.ts'
import { startGit } from './program.ts'
import type { RepositoryInfo } from './repository-info.ts'
import type { ShaList } from './sha-list.ts'
import type { ReadSizes } from './sizes.ts'

export interface CommitBatch {
  readonly commits: readonly CommitEntity[]
  readonly bytes: number
  /** Commits of this batch whose author or committer line was damaged. */
  readonly repaired: readonly string[]
}

/**
 * Reads the listed commits from `start` on, in order, in pages. While one git prints, the next one already opens
 * its commits. @throws WeirError `source.unreadable`.
 */
export async function* readCommits(
  commands: CommandRunner,
  info: RepositoryInfo,
  list: ShaList,
  start: number,
  { commitSlice, commitPage }: ReadSizes,
): AsyncGenerator<CommitBatch> {
  const startSlice = (at: number): RunningCommand | null =>
    at < list.length ? startLog(commands, info, list.lines(at, at + commitSlice)) : null
  let running = startSlice(start)
  let next: RunningCommand | null = null
  let position = start
  try {
    for (let at = start; running; at += commitSlice) {
      next = startSlice(at + commitSlice)
      const parser = createCommitParser()
      const commits: CommitEntity[] = []
      let bytes = 0
      let repaired = 0
      const take = (): CommitBatch => {
        const batch = { commits: commits.splice(0, commitPage), bytes, repaired: parser.repaired.slice(repaired) }
        repaired = parser.repaired.length
        position += batch.commits.length
        bytes = 0
        return batch
      }
      for await (const chunk of running.stdout) {
        parser.push(chunk, commits)
        bytes += chunk.length
        while (commits.length >= commitPage) yield take()
      }
      const { code, stderr } = await running.exit
      if (commits.length > 0) yield take()
      const expected = Math.min(at + commitSlice, list.length)
      if (code !== 0 || !parser.atEnd || position !== expected) throw localProblem(stderr, info.cwd)
      running = next
      next = null
    }
  } finally {
    running?.kill()
    next?.kill()
  }
}

function startLog(commands: CommandRunner, info: RepositoryInfo, shas: Buffer): RunningCommand {
  return startGit(commands, ['log', '--no-walk=unsorted', '--stdin', ...commitFormatArgs], {
    cwd: info.cwd,
    input: [shas],
    config: mailmapConfig(info),
  })
}

import type { CommitEntity } from '../../../shared/model/entities.ts'
import type { CommandRunner, RunningCommand } from '../sdk/connector.ts'
import { commitFormatArgs, createCommitParser } from './commit-parser.ts'
import { localProblem } from './faults.ts'
import { mailmapConfig } from './mailmap.ts'
import { startGit } from './program.ts'
import type { RepositoryInfo } from './repository-info.ts'
import type { ShaList } from './sha-list.ts'

/** Commits one git reads at once: it opens them all before it prints the first. */
const sliceSize = 20_000
const pageSize = 5_000

export interface CommitBatch {
  readonly commits: readonly CommitEntity[]
  readonly bytes: number
  /** Commits of this batch whose author or committer line was damaged. */
  readonly repaired: readonly string[]
}

/**
 * Reads the listed commits from `start` on, in order, in batches of about 5,000. While one git prints, the next one already opens
 * its commits. @throws WeirError `source.unreadable`.
 */
export async function* readCommits(
  commands: CommandRunner,
  info: RepositoryInfo,
  list: ShaList,
  start: number,
): AsyncGenerator<CommitBatch> {
  const startSlice = (at: number): RunningCommand | null =>
    at < list.length ? startLog(commands, info, list.lines(at, at + sliceSize)) : null
  let running = startSlice(start)
  let next: RunningCommand | null = null
  let position = start
  try {
    for (let at = start; running; at += sliceSize) {
      next = startSlice(at + sliceSize)
      const parser = createCommitParser()
      let commits: CommitEntity[] = []
      let bytes = 0
      let repaired = 0
      const take = (): CommitBatch => {
        const batch = { commits, bytes, repaired: parser.repaired.slice(repaired) }
        repaired = parser.repaired.length
        position += commits.length
        commits = []
        bytes = 0
        return batch
      }
      for await (const chunk of running.stdout) {
        parser.push(chunk, commits)
        bytes += chunk.length
        if (commits.length >= pageSize) yield take()
      }
      const { code, stderr } = await running.exit
      if (commits.length > 0) yield take()
      const expected = Math.min(at + sliceSize, list.length)
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

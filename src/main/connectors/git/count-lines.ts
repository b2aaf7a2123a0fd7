import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { CommitStatsEntity } from '../../../shared/model/entities.ts'
import type { CommandRunner, RunningCommand } from '../sdk/connector.ts'
import { createChannel } from './channel.ts'
import { localProblem } from './faults.ts'
import type { Part, PartQueue } from './line-work.ts'
import { createNumstatParser, numstatFormatArgs } from './numstat-parser.ts'
import { startGit } from './program.ts'
import type { ShaList } from './sha-list.ts'

/** So many commits may be uncountable before it must be the repository: most of its contents are not here. */
const uncountableAllowed = 100

export interface CountedBatch {
  readonly part: Part
  readonly records: readonly CommitStatsEntity[]
  /** Commits that git cannot count, because contents are missing. */
  readonly uncountable: readonly string[]
  readonly bytes: number
}

export interface CountOptions {
  readonly commands: CommandRunner
  readonly cwd: string
  readonly list: ShaList
  readonly queue: PartQueue
  readonly programs: number
  readonly batchSize: number
}

/**
 * Counts the lines of the queue's commits by several programs, each on a part at a time; batches of a part come in order, those of
 * different parts as they are ready. A commit that cannot be counted is left out; ends early when hardly any can.
 * @throws WeirError `run.interrupted` when a program was ended from outside.
 */
export async function* countLines({
  commands,
  cwd,
  list,
  queue,
  programs,
  batchSize,
}: CountOptions): AsyncGenerator<CountedBatch> {
  const channel = createChannel<CountedBatch>(2 * programs)
  const running = new Set<RunningCommand>()
  let counted = 0
  let uncountable = 0
  const hopeless = () => uncountable > uncountableAllowed && uncountable > counted

  const countPart = async (part: Part) => {
    let at = part.at
    const put = (records: readonly CommitStatsEntity[], skipped: readonly string[], bytes: number) => {
      for (const { sha } of records) if (sha !== list.at(at++)) throw localProblem(`expected ${list.at(at - 1)}`, cwd)
      at += skipped.length
      counted += records.length
      uncountable += skipped.length
      return channel.put({ part, records, uncountable: skipped, bytes })
    }
    while (at < part.end && !hopeless()) {
      const command = startNumstat(commands, cwd, list.lines(at, part.end))
      running.add(command)
      const parser = createNumstatParser()
      const records: CommitStatsEntity[] = []
      let bytes = 0
      for await (const chunk of command.stdout) {
        parser.push(chunk, records)
        bytes += chunk.length
        while (records.length >= batchSize) {
          await put(records.splice(0, batchSize), [], bytes)
          bytes = 0
        }
      }
      const { code } = await command.exit
      running.delete(command)
      if (code === null) throw interrupted()
      if (code === 0) parser.end(records)
      await put(records, [], bytes)
      if (code !== 0 && at < part.end) await put([], [list.at(at)], 0)
      else if (at < part.end) throw localProblem(`ended before ${list.at(at)}`, cwd)
    }
  }
  const work = async () => {
    for (let part = queue.take(); part && !hopeless(); part = queue.take()) await countPart(part)
  }

  const workers = Promise.all(Array.from({ length: programs }, work))
  workers.then(
    () => channel.close(),
    error => channel.close(error),
  )
  try {
    yield* channel.read()
  } finally {
    channel.close(interrupted())
    for (const command of running) command.kill()
  }
}

function startNumstat(commands: CommandRunner, cwd: string, shas: Buffer): RunningCommand {
  const quiet = ['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=none']
  return startGit(commands, ['log', '--no-walk=unsorted', '--stdin', ...numstatFormatArgs, ...quiet], {
    cwd,
    input: [shas],
  })
}

const interrupted = () =>
  new WeirError('run.interrupted', { hint: 'Git was ended while it counted lines. The next run goes on from there.' })

import { SingleBar } from 'cli-progress'
import type { JobProgress } from '../../shared/model/job.ts'
import { progressLine } from './progress-line.ts'
import type { Terminal } from './terminal.ts'

/** Shows how a sync comes on. */
export interface ProgressDisplay {
  show(progress: JobProgress): void
  /** A line of its own, above the bar where there is one. */
  say(line: string): void
  end(): void
}

const barSteps = 1000

/** A bar on a screen; elsewhere a line for each stream and each further tenth. */
export const createProgressDisplay = (terminal: Terminal): ProgressDisplay =>
  terminal.isScreen ? bar(terminal) : plainLines(terminal)

function bar(terminal: Terminal): ProgressDisplay {
  const create = () =>
    new SingleBar({
      format: '{bar} {line}',
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
      linewrap: true,
      gracefulExit: false,
      stream: process.stdout,
    })
  let drawn: SingleBar | null = null
  const end = () => {
    drawn?.stop()
    drawn = null
  }
  return {
    show(progress) {
      const done = Math.round((progress.fraction ?? 0) * barSteps)
      const line = progressLine(progress)
      if (drawn) return drawn.update(done, { line })
      drawn = create()
      drawn.start(barSteps, done, { line })
    },
    say(line) {
      end()
      terminal.out(line)
    },
    end,
  }
}

function plainLines(terminal: Terminal): ProgressDisplay {
  let last = ''
  return {
    show(progress) {
      const tenth = Math.floor((progress.fraction ?? 0) * 10)
      const mark = `${progress.jobId} ${progress.dataSourceName} ${progress.stream} ${tenth}`
      if (mark === last) return
      last = mark
      terminal.out(progressLine(progress))
    },
    say: line => terminal.out(line),
    end() {},
  }
}

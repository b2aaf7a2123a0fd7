import type { MeasuredSync } from './measured-sync.ts'

/** One run over one repository; times in ms. */
export interface RepositoryTimes {
  /** Programs that wanted a processor in the minute before: above 1, the machine was busy with something else. */
  readonly load: number
  /** `git log --all --numstat`, before and after the full sync. */
  readonly beforeMs: number
  readonly afterMs: number
  readonly full: MeasuredSync
  /** What git alone takes to tell that nothing has changed. */
  readonly refsMs: number
  readonly unchanged: MeasuredSync
  readonly hundred: MeasuredSync
}

/** Prints the runs' medians, with the lowest and the highest where there are several. */
export function report(commits: number, runs: readonly RepositoryTimes[]): void {
  const git = ({ beforeMs, afterMs }: RepositoryTimes) => (beforeMs + afterMs) / 2
  const line = (
    what: string,
    value: (run: RepositoryTimes) => number,
    show: (value: number) => string,
    note: string,
  ) => {
    const values = runs.map(value).sort((a, b) => a - b)
    const [low = 0, high = 0] = [values[0], values.at(-1)]
    const median = (values[(values.length - 1) >> 1] ?? 0) / 2 + (values[values.length >> 1] ?? 0) / 2
    const range = runs.length > 1 ? ` [${show(low)} – ${show(high)}]` : ''
    console.log(`  ${what.padEnd(36)}${show(median).padStart(10)}${range}   ${note}`)
  }
  line('git log --all --numstat', git, seconds, 'mean of one before and one after')
  line(
    'load of the machine before',
    run => run.load,
    value => value.toFixed(1),
    'should be well below its processors',
  )
  line('metrics on screen', run => run.full.usableMs, seconds, 'commits, graph, people, tags, deployments')
  line('  against git', run => run.full.usableMs / git(run), ratio, 'target 0.20')
  line('  commits per second', run => commits / (run.full.usableMs / 1000), count, '')
  line('everything, lines included', run => run.full.totalMs, seconds, '')
  line('  against git', run => run.full.totalMs / git(run), ratio, 'target 0.90')
  line('peak memory', run => run.full.peakMemoryMb, megabytes, 'target 400 MB for 100,000 commits; git not counted')
  line('event-loop delay p99', run => run.full.loopDelayP99Ms, milliseconds, 'main process, target 20 ms')
  line('event-loop delay, longest', run => run.full.loopDelayMaxMs, milliseconds, '')
  line('sync without changes', run => run.unchanged.totalMs, seconds, '')
  line('  git alone', run => run.refsMs, seconds, 'git rev-parse, git for-each-ref')
  line('  the rest', run => run.unchanged.totalMs - run.refsMs, seconds, 'target 0.30 s')
  line('  rows written', run => run.unchanged.written, count, '')
  line('sync of 100 new commits', run => run.hundred.totalMs, seconds, '')
  line('  metrics on screen', run => run.hundred.usableMs, seconds, '')
  line('  rows written', run => run.hundred.written, count, '')
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`
const megabytes = (value: number) => `${value.toFixed(0)} MB`
const ratio = (value: number) => `${value.toFixed(3)} ×`
const count = (value: number) => Math.round(value).toLocaleString('en')

import type { Downloaded } from './download.ts'
import type { MeasuredSync } from './measured-remote-sync.ts'

export interface RemoteTimes {
  /** Programs that wanted a processor in the minute before. */
  readonly load: number
  readonly full: MeasuredSync
  readonly downloaded: Downloaded
  readonly unchanged: MeasuredSync
}

/** What is told of the requests of the full sync besides their number. */
export type OfRequests<Times> = readonly (readonly [what: string, value: (run: Times) => number])[]

export interface ReportOptions<Times> {
  readonly noun: string
  readonly records: number
  readonly runs: readonly Times[]
  readonly ofRequests: OfRequests<Times>
}

/** Prints the runs' medians, with the lowest and the highest where there are several. */
export function reportRemote<Times extends RemoteTimes>({
  noun,
  records,
  runs,
  ofRequests,
}: ReportOptions<Times>): void {
  const line = (what: string, value: (run: Times) => number, show: (value: number) => string, note = '') => {
    const values = runs.map(value).sort((a, b) => a - b)
    const [low = 0, high = 0] = [values[0], values.at(-1)]
    const median = ((values[(values.length - 1) >> 1] ?? 0) + (values[values.length >> 1] ?? 0)) / 2
    const range = runs.length > 1 ? ` [${show(low)} – ${show(high)}]` : ''
    console.log(`  ${what.padEnd(36)}${show(median).padStart(10)}${range}   ${note}`)
  }
  line('load of the machine before', run => run.load, decimal)
  line('the same requests, only downloaded', run => run.downloaded.totalMs, seconds)
  line('  transferred', run => run.downloaded.bytes / 1e6, megabytes)
  line('first sync', run => run.full.totalMs, seconds)
  line('  against downloading', run => run.full.totalMs / run.downloaded.totalMs, ratio, 'target 1.20')
  line(`  ${noun} per second`, run => records / (run.full.totalMs / 1000), count)
  line('  processor time', run => run.full.processorMs, seconds, 'of all threads')
  line('  requests', run => run.full.requests, count)
  for (const [what, value] of ofRequests) line(`  ${what}`, value, count)
  line('peak memory', run => run.full.peakMemoryMb, megabytes)
  line('event-loop delay p99', run => run.full.loopDelayP99Ms, milliseconds, 'main process, target 20 ms')
  line('event-loop delay, longest', run => run.full.loopDelayMaxMs, milliseconds)
  line('sync without changes', run => run.unchanged.totalMs, seconds)
  line('  requests', run => run.unchanged.requests, count)
  line('  records read', run => run.unchanged.read, count, 'should be 0')
  line('  rows written', run => run.unchanged.written, count, 'should be 0')
}

const decimal = (value: number) => value.toFixed(1)
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const milliseconds = (ms: number) => `${ms.toFixed(1)} ms`
const megabytes = (value: number) => `${value.toFixed(0)} MB`
const ratio = (value: number) => `${value.toFixed(3)} ×`
const count = (value: number) => Math.round(value).toLocaleString('en')

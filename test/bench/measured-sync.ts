import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connectGit, settled } from '../support/client-steps.ts'
import { openTestApplication } from '../support/test-application.ts'

/** What one sync took in a process of its own. Times in ms; memory in MB, git's own processes not counted. */
export interface MeasuredSync {
  /** Until commits, graph, people and tags were stored and the deployments worked out. */
  readonly usableMs: number
  readonly totalMs: number
  readonly read: number
  readonly written: number
  readonly loopDelayP99Ms: number
  readonly loopDelayMaxMs: number
  readonly peakMemoryMb: number
}

const [data, repository] = process.argv.slice(2)
if (!data || !repository) throw new Error('usage: measured-sync.ts DATA REPOSITORY')

const app = await openTestApplication(data, { bundledThreads: true })
const known = await app.client.request('connections.list')
const { jobId } = known[0] ?? (await connectGit(app.client, { folders: [repository] }))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const startedAt = performance.now()
let usableMs: number | null = null
app.client.on('data_changed', ({ tables }) => {
  if (tables.includes('deployments')) usableMs ??= performance.now() - startedAt
})
await app.client.request('jobs.runNow', { jobId })
const job = await settled(app.client, jobId)
const totalMs = performance.now() - startedAt
delay.disable()
await app.close()
if (job.state !== 'FINISHED' || !job.lastRun) throw new Error(`the sync ended ${job.state}: ${job.fault?.hint}`)

const measured: MeasuredSync = {
  usableMs: usableMs ?? totalMs,
  totalMs,
  read: job.lastRun.read,
  written: job.lastRun.written,
  loopDelayP99Ms: delay.percentile(99) / 1e6,
  loopDelayMaxMs: delay.max / 1e6,
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(measured))

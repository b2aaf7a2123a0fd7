import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connectGit, settled } from '../support/client-steps.ts'
import { openTestApplication } from '../support/test-application.ts'

/** What one sync took in a process of its own. Times in ms; memory in MB, git's own processes not counted. */
export interface MeasuredSync {
  /** Until commits, graph, people and tags were stored, the deployments worked out, and the Overview's questions answered. */
  readonly usableMs: number
  /** Until the job has ended and its metrics are there. */
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
let shown: Promise<number> | null = null
app.client.on('data_changed', ({ tables }) => {
  if (tables.includes('deployments')) shown ??= askForOverview()
})
await app.client.request('jobs.runNow', { jobId })
const job = await settled(app.client, jobId)
const totalMs = performance.now() - startedAt
delay.disable()
const usableMs = (await shown) ?? totalMs
await app.close()
if (job.state !== 'FINISHED' || !job.lastRun) throw new Error(`the sync ended ${job.state}: ${job.fault?.hint}`)

const measured: MeasuredSync = {
  usableMs,
  totalMs: Math.max(totalMs, usableMs),
  read: job.lastRun.read,
  written: job.lastRun.written,
  loopDelayP99Ms: delay.percentile(99) / 1e6,
  loopDelayMaxMs: delay.max / 1e6,
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(measured))

/** Asks what the Overview asks, for a year by weeks; resolves to the time since the sync was started. */
async function askForOverview(): Promise<number> {
  const to = Date.now()
  const filter = { from: to - 365 * 86_400_000, to, bucket: 'week', timeZone: 'UTC', repositoryIds: null } as const
  await Promise.all([
    app.client.request('repositories.list'),
    app.client.request('metrics.dora', filter),
    app.client.request('metrics.activity', filter),
  ])
  return performance.now() - startedAt
}

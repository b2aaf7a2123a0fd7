import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connect, settled } from '../support/client-steps.ts'
import { openTestApplication } from '../support/test-application.ts'

/** What one sync took in a process of its own. Times in ms, memory in MB. */
export interface MeasuredSync {
  readonly totalMs: number
  readonly read: number
  readonly written: number
  readonly requests: number
  /** Of all threads. */
  readonly processorMs: number
  readonly loopDelayP99Ms: number
  readonly loopDelayMaxMs: number
  readonly peakMemoryMb: number
}

/** Syncs every data source, or those of one kind, into a data folder, connecting to the remote first where the folder is new. */
const [data = '', form = '', kind = ''] = process.argv.slice(2)
const app = await openTestApplication(data, { bundledThreads: true })
const known = await app.client.request('connections.list')
const take = (option: { readonly kind: string }) => kind === '' || option.kind === kind
const { jobId } = known[0] ?? (await connect(app.client, JSON.parse(form), { name: 'Remote', take }))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
process.send?.('begins')
const startedAt = performance.now()
const used = process.cpuUsage()
await app.client.request('jobs.runNow', { jobId })
const job = await settled(app.client, jobId)
const totalMs = performance.now() - startedAt
const { user, system } = process.cpuUsage(used)
delay.disable()
await app.close()
if (job.state !== 'FINISHED' || !job.lastRun) throw new Error(`the sync ended ${job.state}: ${job.fault?.hint}`)

const { read, written, requests } = job.lastRun
const measured: MeasuredSync = {
  totalMs,
  read,
  written,
  requests,
  processorMs: (user + system) / 1000,
  loopDelayP99Ms: delay.percentile(99) / 1e6,
  loopDelayMaxMs: delay.max / 1e6,
  peakMemoryMb: process.resourceUsage().maxRSS / 1024,
}
process.send?.(measured)
process.disconnect?.()

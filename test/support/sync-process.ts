import { derived, settled } from './client-steps.ts'
import { openTestApplication } from './test-application.ts'

/**
 * A process that syncs the first job of a data folder and ends; made to be killed. Prints `found` and how the job was left,
 * `running` when its sync has begun, `done` when everything is.
 */
const [dataFolder = '', deployments = '0'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const app = await openTestApplication(dataFolder, { ingest: new URL('small-pages-thread.ts', import.meta.url) })
const [job] = await app.client.request('jobs.list')
if (!job) throw new Error('no job')
say(`found ${job.fault?.code ?? job.state}`)
const stopListening = app.client.on('job_status', ({ state }) => {
  if (state !== 'RUNNING') return
  stopListening()
  say('running')
})
if (job.state !== 'FINISHED') await app.client.request('jobs.runNow', { jobId: job.id })
const { state, fault } = await settled(app.client, job.id)
if (state !== 'FINISHED') throw new Error(`the sync ended as ${state}: ${fault?.code}`)
await derived(app.client, Number(deployments))
await app.close()
say('done')

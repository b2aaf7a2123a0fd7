import { settled } from './client-steps.ts'
import { openTestApplication } from './test-application.ts'

/** A process that syncs the first job of a data folder by a sign-in, and ends; made to be killed. */
const [dataFolder = '', api = '', callbackPort = '0'] = process.argv.slice(2)
const oauth = { hosts: { auth: api, api }, callbackPort: Number(callbackPort) }
const app = await openTestApplication(dataFolder, { oauth })
const [job] = await app.client.request('jobs.list')
if (!job) throw new Error('no job')
await app.client.request('jobs.runNow', { jobId: job.id })
const { state, fault } = await settled(app.client, job.id)
if (state !== 'FINISHED') throw new Error(`the sync ended as ${state}: ${fault?.hint}`)
await app.close()

import { expect, test } from 'vitest'
import { WeirError } from '../shared/contract/weir-error.ts'
import { ConnectionId, JobId } from '../shared/model/ids.ts'
import type { JobSummary } from '../shared/model/job.ts'
import { createServiceSyncs } from './service-syncs.ts'

const id = JobId.parse(1)
const connectionId = ConnectionId.parse(7)

/** A job in this state; what is begun in the background can be waited for. */
function withJob(state: JobSummary['state'], refusal?: WeirError) {
  const runs: number[] = []
  const begun: Promise<void>[] = []
  const logged: string[] = []
  const job: Partial<JobSummary> = { id, connectionId, state }
  const syncs = createServiceSyncs({
    orchestrator: {
      list: async () => [job as JobSummary],
      async runNow(jobId) {
        if (refusal) throw refusal
        runs.push(jobId)
        return job as JobSummary
      },
    },
    inBackground: (_, work) => void begun.push(work()),
    logger: { debug() {}, info: message => logged.push(message), warn() {}, error() {} },
  })
  return { syncs, runs, logged, settled: () => Promise.all(begun) }
}

test('a connection is synced at once when its job rests', async () => {
  const { syncs, runs, settled } = withJob('FINISHED')
  syncs.wanted(connectionId)
  await settled()
  expect(runs).toEqual([id])
  syncs.jobEnded({ id, connectionId })
  await settled()
  expect(runs).toEqual([id])
})

test('one that is running runs once more when it has ended, however often it was wanted', async () => {
  const { syncs, runs, settled } = withJob('RUNNING')
  syncs.wanted(connectionId)
  syncs.wanted(connectionId)
  await settled()
  expect(runs).toEqual([])
  syncs.jobEnded({ id, connectionId })
  syncs.jobEnded({ id, connectionId })
  await settled()
  expect(runs).toEqual([id])
})

test('one that may not run is left for later; another fault is not hidden', async () => {
  const paused = withJob('PAUSED', new WeirError('job.conflict', { hint: 'This job is paused.' }))
  paused.syncs.wanted(connectionId)
  await paused.settled()
  expect(paused.logged).toEqual(['The commits of a service are looked for by a later sync'])
  const broken = withJob('FINISHED', new WeirError('store.full', { hint: 'The disk is full.' }))
  broken.syncs.wanted(connectionId)
  await expect(broken.settled()).rejects.toMatchObject({ code: 'store.full' })
})

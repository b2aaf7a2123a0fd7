import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import { type Client, createClient } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { createDispatch } from '../api/dispatch.ts'
import { jobHandlers } from '../api/jobs.ts'
import { listConnections } from '../connections/connection-list.ts'
import { inProcessTransport } from './in-process-transport.ts'
import { type JobVerb, steerAll, steerJob } from './steer-jobs.ts'

let lab: OrchestratorLab
let client: Client
beforeEach(async () => {
  lab = await openLab()
  const silent = () => {}
  const dispatch = createDispatch({
    handlers: () => ({
      ...jobHandlers(lab.orchestrator),
      'connections.list': () =>
        listConnections(lab.store.readonly, {
          isVerifying: () => false,
          isSyncing: lab.orchestrator.isSyncing,
          budgetsOf: () => null,
        }),
    }),
    unavailable: () => new WeirError('rpc.disconnected', { hint: 'closed' }),
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    newReportId: () => 'report',
  })
  client = createClient(inProcessTransport({ ...dispatch, subscribe: () => silent }))
})
afterEach(() => lab.close())

const steer = (verb: JobVerb, wanted: string) => steerJob(client, verb, wanted)

test('each verb does what it says, and said twice it changes nothing', async () => {
  const { jobId } = await lab.addJob({ script: 'hold' }, 'Acme')
  const running = lab.pushed(({ event }) => event === 'progress_update')
  expect(await steer('run', 'acme')).toBe('Acme: waiting (1)')
  await running
  expect(await steer('run', 'ACME')).toBe('Acme: running')
  expect(await steer('pause', 'Acme')).toBe('Acme: pausing')
  await lab.reaches(jobId, job => job.state === 'PAUSED')
  expect(await steer('pause', 'Acme')).toBe('Acme: paused')
  const again = lab.pushed(({ event }) => event === 'progress_update')
  expect(await steer('resume', '1')).toBe('Acme: waiting (1)')
  await again
  expect(await steer('resume', '1')).toBe('Acme: running')
  expect(await steer('stop', 'Acme')).toBe('Acme: stopping')
  await lab.reaches(jobId, job => job.state === 'FAILED')
  expect(await steer('stop', 'Acme')).toBe('Acme: there is nothing to stop')
  expect(await steer('pause', 'Acme')).toBe('Acme: there is nothing to pause')
  expect(await steer('resume', 'Acme')).toBe('Acme: there is nothing to resume')
})

test('one that waits leaves the queue, paused or stopped', async () => {
  await lab.addJob({ script: 'hold' }, 'First')
  const { jobId } = await lab.addJob({ script: 'hold' }, 'Second')
  await steer('run', 'First')
  for (const verb of ['pause', 'stop'] as const) {
    expect(await steer('run', 'Second')).toMatch(/waiting/)
    expect(await steer(verb, 'Second')).toBe('Second: taken out of the queue')
    expect(await lab.orchestrator.get(jobId)).toMatchObject({ state: 'PENDING', queuePosition: null })
  }
})

test('all of them are paused, refused to start meanwhile, and resumed', async () => {
  const { jobId } = await lab.addJob({ script: 'hold' }, 'Acme')
  await lab.addJob({ script: 'hold' }, 'Beta')
  const running = lab.pushed(({ event }) => event === 'progress_update')
  expect(await steerAll(client, 'run')).toBe('2 running or waiting.')
  await running
  expect(await steerAll(client, 'pause')).toContain('pauses at its next checkpoint')
  await lab.reaches(jobId, job => job.state === 'PAUSED')
  expect(await steerAll(client, 'pause')).toContain('Everything is paused')
  expect(await steerAll(client, 'run')).toContain('weir resume --all')
  await expect(steer('resume', 'Acme')).rejects.toMatchObject({ code: 'job.conflict' })
  expect(await steerAll(client, 'resume')).toBe('Nothing is held back any more; 2 running or waiting.')
})

test('an unknown name is a fault that tells the known ones', async () => {
  await lab.addJob({ script: 'hold' }, 'Acme')
  await expect(steer('stop', 'gone')).rejects.toMatchObject({
    code: 'rpc.not_found',
    hint: expect.stringContaining('Acme'),
  })
})

import { expect, test } from 'vitest'
import { createClient } from '../../shared/contract/client.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import type { ConnectionState, PushMessage, Reply, RequestMessage, Transport } from '../../shared/contract/transport.ts'
import { ConnectionSummary } from '../../shared/model/connection.ts'
import { JobSummary } from '../../shared/model/job.ts'
import { chooseConnections } from './choose-connections.ts'
import { sync } from './sync.ts'

const connection = (id: number, name: string, enabled = true) =>
  ConnectionSummary.parse({
    id,
    schedule: null,
    name,
    enabled,
    jobId: id,
    connectorId: 'git',
    status: 'idle',
    lastSyncStatus: null,
    lastSyncAt: null,
    lastSyncError: null,
    lastVerificationAt: null,
    lastVerificationError: null,
    sources: 1,
    activeSources: 1,
    createdAt: 0,
  })

const job = (id: number, state: string, more: object = {}) =>
  JobSummary.parse({
    id,
    schedule: null,
    nextRunAt: null,
    nextRunBy: null,
    retries: 0,
    waitsForUser: false,
    connectionId: id,
    connectionName: `c${id}`,
    connectorId: 'git',
    connectionEnabled: true,
    state,
    intent: 'none',
    queuePosition: null,
    activeSources: 1,
    fault: null,
    lastRun: null,
    progress: null,
    updatedAt: 0,
    ...more,
  })

const stopped: Fault = { code: 'run.stopped', hint: 'stopped', details: {} }

/** A Weir whose jobs the test moves by hand. */
function setUp(jobs: JobSummary[], connections = jobs.map(({ id }) => connection(id, `c${id}`))) {
  const listeners = new Set<(push: PushMessage) => void>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const asked: string[] = []
  const seen = new Map<string, () => void>()
  const lines: string[] = []
  let interrupt = () => {}

  const move = (id: number, state: string, more: object = {}) => {
    const moved = job(id, state, more)
    jobs = jobs.map(each => (each.id === id ? moved : each))
    for (const listener of listeners) listener({ event: 'job_status', data: moved })
  }
  const answer = ({ method, input }: RequestMessage): unknown => {
    if (method === 'connections.list') return connections
    if (method === 'jobs.list') return jobs
    const { jobId } = input as { jobId: number }
    asked.push(`${method} ${jobId}`)
    if (method === 'jobs.runNow') move(jobId, 'PENDING', { queuePosition: 1 })
    if (method === 'jobs.resume') move(jobId, 'PAUSED', { queuePosition: 1 })
    queueMicrotask(() => seen.get(`${method} ${jobId}`)?.())
    return jobs.find(each => each.id === jobId)
  }
  const transport: Transport = {
    state: 'live',
    request: async (message): Promise<Reply> => ({ ok: true, data: answer(message) }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onState(listener) {
      stateListeners.add(listener)
      return () => stateListeners.delete(listener)
    },
    close() {},
  }
  const terminal = {
    out: (line: string) => void lines.push(line),
    err: (line: string) => void lines.push(line),
    isScreen: false,
    readInput: async () => '',
    onInterrupt(listener: () => void) {
      interrupt = listener
      return () => {
        interrupt = () => {}
      }
    },
  }
  return {
    asked,
    lines,
    move,
    run: (wanted?: string) => sync(createClient(transport), wanted, terminal),
    interrupt: () => interrupt(),
    /** Resolves when the request has been made. */
    request: (what: string) => new Promise<void>(resolve => seen.set(what, resolve)),
    breakOff() {
      for (const listener of stateListeners) listener('closed')
    },
  }
}

test('every enabled connection is run, a paused one resumed, a running one only followed', async () => {
  const jobs = [job(1, 'PENDING'), job(2, 'PAUSED'), job(3, 'RUNNING'), job(4, 'FINISHED')]
  const world = setUp(jobs, [1, 2, 3].map(id => connection(id, `c${id}`)).concat(connection(4, 'off', false)))
  const followed = world.request('jobs.get 3')
  const code = world.run()
  await followed
  for (const id of [3, 1, 2]) world.move(id, 'RUNNING')
  for (const id of [3, 1, 2]) world.move(id, 'FINISHED')
  expect(await code).toBe(0)
  expect(world.asked.filter(what => !what.startsWith('jobs.get'))).toEqual(['jobs.runNow 1', 'jobs.resume 2'])
})

test('one failed sync fails the command, the others still end', async () => {
  const world = setUp([job(1, 'FINISHED'), job(2, 'FINISHED')])
  const started = world.request('jobs.runNow 2')
  const code = world.run()
  await started
  world.move(1, 'FAILED', { fault: { code: 'source.unreadable', hint: 'Check the disk.', details: {} } })
  world.move(2, 'FINISHED')
  expect(await code).toBe(1)
  expect(world.lines.join('\n')).toContain('c1: failed. Check the disk. (source.unreadable)')
})

test('the first interrupt pauses what runs or waits', async () => {
  const world = setUp([job(1, 'PENDING'), job(2, 'PENDING')])
  const started = world.request('jobs.runNow 2')
  const [pausedFirst, pausedSecond] = [world.request('jobs.pause 1'), world.request('jobs.pause 2')]
  const code = world.run()
  await started
  world.move(1, 'RUNNING')
  world.interrupt()
  await pausedFirst
  world.move(1, 'PAUSED')
  await pausedSecond
  world.move(2, 'PENDING')
  expect(await code).toBe(130)
  expect(world.asked.join()).not.toContain('forceStop')
})

test('the second interrupt stops by force', async () => {
  const world = setUp([job(1, 'PENDING')])
  const [started, paused, forced] = [
    world.request('jobs.runNow 1'),
    world.request('jobs.pause 1'),
    world.request('jobs.forceStop 1'),
  ]
  const code = world.run()
  await started
  world.move(1, 'RUNNING')
  world.interrupt()
  await paused
  world.interrupt()
  await forced
  world.move(1, 'FAILED', { fault: stopped })
  expect(await code).toBe(130)
})

test('a Weir that goes away meanwhile is a fault, not a success', async () => {
  const world = setUp([job(1, 'PENDING')])
  const started = world.request('jobs.runNow 1')
  const code = world.run()
  await started
  await new Promise(resolve => setImmediate(resolve))
  world.breakOff()
  await expect(code).rejects.toMatchObject({ code: 'rpc.disconnected' })
})

test('nothing to sync is said', async () => {
  const world = setUp([])
  expect(await world.run()).toBe(0)
  expect(world.lines.join()).toContain('nothing to sync')
})

test('a connection is found by name whatever its case, or by id; never guessed', () => {
  const all = [connection(1, 'Acme'), connection(2, 'Beta'), connection(3, 'beta')]
  const ids = (wanted?: string) => chooseConnections(all, wanted).map(({ id }) => Number(id))
  expect([ids('acme'), ids('2'), ids()]).toEqual([[1], [2], [1, 2, 3]])
  expect(() => ids('BETA')).toThrow(
    expect.objectContaining({ code: 'rpc.invalid_input', hint: expect.stringContaining('2, 3') }),
  )
  expect(() => ids('gone')).toThrow(
    expect.objectContaining({ code: 'rpc.not_found', hint: expect.stringContaining('Acme') }),
  )
})

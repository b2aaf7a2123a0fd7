import { expect, test } from 'vitest'
import type { Reply } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Caller, Logger } from '../ports.ts'
import { createDispatch, type Handlers } from './dispatch.ts'

const admin: Caller = { id: 'a', role: 'admin', local: true }
const viewer: Caller = { id: 'v', role: 'viewer', local: false }

function setUp(handlers: Partial<Handlers>) {
  const logged: unknown[] = []
  const note = (message: string, facts?: unknown) => logged.push([message, facts])
  const logger: Logger = { debug: note, info: note, warn: note, error: note }
  const dispatch = createDispatch({
    handlers: () => handlers,
    unavailable: () => new WeirError('store.corrupt', { hint: 'Restore a backup.' }),
    logger,
    newReportId: () => 'report-1',
  })
  const ask = (method: string, input?: unknown, caller = admin, id = '1') =>
    dispatch.handle(caller, { id, method, input })
  return { dispatch, ask, logged }
}

const codeOf = (reply: Reply) => (reply.ok ? 'ok' : reply.fault.code)

test('a method that is not in the contract is refused, inherited property names included', async () => {
  const { ask } = setUp({})
  expect(codeOf(await ask('jobs.explode'))).toBe('rpc.unknown_method')
  expect(codeOf(await ask('toString'))).toBe('rpc.unknown_method')
  expect(codeOf(await ask('__proto__'))).toBe('rpc.unknown_method')
})

test('input that does not fit the schema is refused naming the field', async () => {
  const { ask } = setUp({ 'jobs.get': () => Promise.reject(new Error('not reached')) })
  const reply = await ask('jobs.get', { jobId: 'seven' })
  expect(reply).toMatchObject({ ok: false, fault: { code: 'rpc.invalid_input', fields: [{ path: 'jobId' }] } })
})

test('a null input counts as none', async () => {
  const { ask } = setUp({ 'jobs.list': () => [] })
  expect(await ask('jobs.list', null)).toEqual({ ok: true, data: [] })
})

test('a viewer reads but may not change', async () => {
  const { ask } = setUp({ 'jobs.list': () => [], 'connections.remove': () => undefined })
  expect(codeOf(await ask('jobs.list', undefined, viewer))).toBe('ok')
  expect(codeOf(await ask('connections.remove', { connectionId: 1 }, viewer))).toBe('rpc.forbidden')
})

test('an unexpected error crosses without its text, under the report id it is logged with', async () => {
  const { ask, logged } = setUp({
    'jobs.list': () => {
      throw new Error('secret-token at /home/me')
    },
  })
  const reply = await ask('jobs.list')
  expect(reply).toMatchObject({ ok: false, fault: { code: 'internal.unexpected', details: { reportId: 'report-1' } } })
  expect(JSON.stringify(reply)).not.toContain('secret-token')
  expect(logged).toHaveLength(1)
})

test('an error of the database is the fault it means to the user', async () => {
  const { ask, logged } = setUp({
    'jobs.runNow': () => Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })),
  })
  expect(codeOf(await ask('jobs.runNow', { jobId: 1 }))).toBe('store.full')
  expect(logged).toEqual([])
})

test('what cannot be answered just now says why', async () => {
  expect(codeOf(await setUp({}).ask('jobs.list'))).toBe('store.corrupt')
})

test('a request is cancelled by its own caller only', async () => {
  const signals: AbortSignal[] = []
  let release = () => {}
  const { ask } = setUp({
    'jobs.list': (_, { signal }) =>
      new Promise(resolve => {
        signals.push(signal)
        release = () => resolve([])
      }),
  })
  const answer = ask('jobs.list', undefined, admin, 'slow')
  await ask('rpc.cancel', { requestId: 'slow' }, viewer, '2')
  expect(signals[0]?.aborted).toBe(false)
  await ask('rpc.cancel', { requestId: 'slow' }, admin, '3')
  expect(signals[0]?.aborted).toBe(true)
  release()
  await answer
})

test('a caller that goes away cancels all it waits for', async () => {
  const signals: AbortSignal[] = []
  const { ask, dispatch } = setUp({
    'jobs.list': (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signals.push(signal)
        signal.addEventListener('abort', () => reject(new WeirError('rpc.cancelled', { hint: '' })))
      }),
  })
  const answers = [ask('jobs.list', undefined, admin, '1'), ask('jobs.list', undefined, admin, '2')]
  dispatch.forget(admin)
  expect((await Promise.all(answers)).map(codeOf)).toEqual(['rpc.cancelled', 'rpc.cancelled'])
  expect(signals.every(signal => signal.aborted)).toBe(true)
})

test('a request that fails because what it worked on was closed meanwhile is told why, and is no unexpected error', async () => {
  const handlers: { 'jobs.list'?: Handlers['jobs.list'] } = {}
  handlers['jobs.list'] = async () => {
    delete handlers['jobs.list']
    throw new Error('driver has already been destroyed')
  }
  const { ask, logged } = setUp(handlers)
  expect(codeOf(await ask('jobs.list'))).toBe('store.corrupt')
  expect(logged).toEqual([])
})

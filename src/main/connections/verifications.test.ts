import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { defineConnector } from '../connectors/sdk/connector.ts'
import { createCommandRunner } from '../ingest/command-runner.ts'
import { createHttp } from '../ingest/http/create-http.ts'
import { keepingLogger } from '../store/test-support.ts'
import { createVerifications } from './verifications.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

const connector = defineConnector({
  id: 'open',
  title: 'Open',
  description: '',
  auth: ['token'],
  sourceNoun: { one: 'source', many: 'sources' },
  settings: z.object({}),
  credentials: z.object({ token: z.string() }),
  streams: [],
  verify: async () => ({ identity: 'me', product: 'Open', checks: [] }),
  async *discover() {},
})

test('a verification that nobody saves is forgotten after half an hour, its secrets with it', async () => {
  const passed = Promise.withResolvers<void>()
  const verifications = createVerifications({
    clock: { now: Date.now },
    logger: keepingLogger().logger,
    createCommandRunner: signal => createCommandRunner({ signal }),
    createHttp: (signal, redact) => createHttp({ signal, redact, now: Date.now }),
    cacheFolder: () => '/nowhere',
    connectorOf: () => connector,
    onChange: ({ status }) => status === 'passed' && passed.resolve(),
  })
  onTestFinished(() => verifications.close())
  const form = {
    connectorId: 'open',
    connectionId: null,
    settings: {},
    credentials: { token: 'secret' },
    signInId: null,
  }
  const { id } = verifications.start(form, null)
  await passed.promise
  vi.advanceTimersByTime(30 * 60_000)
  expect(verifications.passed(id).secrets).toEqual({ token: 'secret' })
  vi.advanceTimersByTime(1_000)
  expect(() => verifications.passed(id)).toThrow(expect.objectContaining({ code: 'rpc.not_found' }))
})

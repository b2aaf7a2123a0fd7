import { QueryObserver } from '@tanstack/react-query'
import { array, assert, asyncProperty, constantFrom, record } from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from '../../../shared/contract/client.ts'
import { TestSocket } from '../../../shared/contract/test-support.ts'
import { type Reply, RequestMessage } from '../../../shared/contract/transport.ts'
import { PreferenceValues } from '../../../shared/model/preferences.ts'
import { useLiveDatabaseTask } from '../stores/live-database-task.ts'
import { useLiveHealth } from '../stores/live-health.ts'
import { useLiveJobs } from '../stores/live-jobs.ts'
import { useLiveOrchestrator } from '../stores/live-orchestrator.ts'
import { after } from './after.ts'
import { createBrowserTransport } from './browser-transport.ts'
import type { HttpAnswer } from './http-link.ts'
import { createInvalidator } from './invalidator.ts'
import { preferencesQuery } from './preferences-query.ts'
import { bridgePushes } from './push-bridge.ts'
import { createQueryClient } from './query-client.ts'
import { refreshScreen } from './refresh-screen.ts'
import { createRefresher } from './refresher.ts'

const settings = (cycleMinutes: number) => PreferenceValues.parse({ cycleMinutes })

/** A server with one number, changed by itself or by command, reachable by socket, by HTTP, by both or by none. */
function openServer() {
  let number = 1
  let asked = 0
  let socket: TestSocket | null = null
  const carriedOut: number[] = []
  const network = { sockets: true, http: true }

  const answer = ({ method, input }: RequestMessage): Reply => {
    asked++
    if (method !== 'preferences.set') return { ok: true, data: settings(number) }
    const wanted = PreferenceValues.partial().parse(input).cycleMinutes ?? 0
    carriedOut.push(wanted)
    change(wanted)
    return { ok: true, data: settings(number) }
  }
  const change = (to: number) => {
    number = to
    const push = { event: 'data_changed', data: { tables: ['preferences'] } }
    socket?.emit('message', JSON.stringify({ type: 'push', push }))
  }
  const drop = () => {
    const dropped = socket
    socket = null
    dropped?.emit('close')
  }
  const connect = () => {
    const opened = new TestSocket()
    // Everything on the way takes a moment, so that anything can happen meanwhile.
    setTimeout(() => {
      if (!network.sockets) return opened.emit('close')
      socket = opened
      opened.send = text => {
        setTimeout(() => {
          if (socket !== opened) return
          const message = RequestMessage.parse(JSON.parse(text))
          const frame = JSON.stringify({ type: 'reply', id: message.id, reply: answer(message) })
          setTimeout(() => socket === opened && opened.emit('message', frame), 5)
        }, 5)
      }
      opened.emit('open')
    }, 5)
    return opened
  }
  const moment = () => new Promise(resolve => setTimeout(resolve, 5))
  return {
    network,
    carriedOut,
    change,
    drop,
    connect,
    get number() {
      return number
    },
    get asked() {
      return asked
    },
    http: {
      async probe() {
        await moment()
        return network.http ? ('reachable' as const) : ('unreachable' as const)
      },
      async send(message: RequestMessage, _: AbortSignal): Promise<HttpAnswer> {
        await moment()
        if (!network.http) return { kind: 'unreachable' }
        const reply = answer(message)
        await moment()
        return network.http ? { kind: 'reply', reply } : { kind: 'unreachable' }
      },
    },
  }
}

/** The renderer's request side on such a server, with one query on screen. */
function openWindow() {
  const server = openServer()
  const { connect, http } = server
  const transport = createBrowserTransport({ connect, http, after, random: () => 0 })
  const client = createClient(transport)
  const queries = createQueryClient()
  const invalidator = createInvalidator(queries, 300)
  const stopPushes = bridgePushes(client, invalidator, {
    liveJobs: useLiveJobs,
    liveOrchestrator: useLiveOrchestrator,
    liveHealth: useLiveHealth,
    liveDatabaseTask: useLiveDatabaseTask,
  })
  const refresher = createRefresher({ refresh: () => void refreshScreen(queries), after, now: Date.now })
  const tell = () => refresher.need({ state: transport.state, autoRefreshSeconds: 0, visible: true })
  tell()
  transport.onState(tell)
  const screen = new QueryObserver(queries, preferencesQuery(client))
  const stopScreen = screen.subscribe(() => {})
  return {
    server,
    transport,
    client,
    shown: () => screen.getCurrentResult().data?.cycleMinutes,
    close() {
      stopScreen()
      refresher.stop()
      stopPushes()
      invalidator.stop()
      transport.close()
      queries.clear()
    },
  }
}

type Window = ReturnType<typeof openWindow>

function useFakeTime() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('while live nothing is asked, however long; a push asks once for what it changed', async () => {
  useFakeTime()
  const window = openWindow()
  await pass(1_000)
  expect([window.transport.state, window.shown(), window.server.asked]).toEqual(['live', 1, 1])
  await pass(24 * 3_600_000)
  expect(window.server.asked).toBe(1)
  window.server.change(2)
  await pass(1_000)
  expect([window.shown(), window.server.asked]).toEqual([2, 2])
  window.close()
})

test('when the socket is back what is on screen is asked for once', async () => {
  useFakeTime()
  const window = openWindow()
  await pass(1_000)
  Object.assign(window.server.network, { sockets: false, http: false })
  window.server.drop()
  window.server.change(2)
  await pass(30_000)
  expect([window.transport.state, window.shown(), window.server.asked]).toEqual(['reconnecting', 1, 1])
  Object.assign(window.server.network, { sockets: true, http: false })
  await pass(30_000)
  expect([window.transport.state, window.shown(), window.server.asked]).toEqual(['live', 2, 2])
  window.close()
})

const steps: Readonly<Record<string, (window: Window, number: number) => void>> = {
  'sockets blocked': ({ server }) => {
    server.network.sockets = false
    server.drop()
  },
  'socket dropped': ({ server }) => server.drop(),
  'sockets possible': ({ server }) => {
    server.network.sockets = true
  },
  'http blocked': ({ server }) => {
    server.network.http = false
  },
  'http possible': ({ server }) => {
    server.network.http = true
  },
  'looked at': ({ transport }) => transport.reconnectNow(),
  'server changes': ({ server }, number) => server.change(number),
}
const step = constantFrom(...Object.keys(steps), 'command')
const script = array(record({ step, waitMs: constantFrom(0, 3, 7, 300, 4_000) }), { maxLength: 40 })

test('however the ways come and go: no command is carried out twice, each is answered, and the last state is shown in the end', async () => {
  useFakeTime()
  await assert(
    asyncProperty(script, constantFrom('socket', 'http'), async (script, inTheEnd) => {
      const window = openWindow()
      const { server } = window
      let number = 1
      let answered = 0
      const commanded: number[] = []
      const refused: unknown[] = []
      for (const { step, waitMs } of script) {
        const next = ++number
        steps[step]?.(window, next)
        if (step === 'command') {
          commanded.push(next)
          window.client
            .request('preferences.set', { cycleMinutes: next })
            .catch(fault => void (fault.code === 'rpc.disconnected' || refused.push(fault)))
            .finally(() => answered++)
        }
        await pass(waitMs)
      }
      Object.assign(server.network, { sockets: inTheEnd === 'socket', http: inTheEnd === 'http' })
      if (inTheEnd === 'http') server.drop()
      await pass(60_000)
      expect(window.transport.state).toBe(inTheEnd === 'socket' ? 'live' : 'polling')
      expect(window.shown()).toBe(server.number)
      expect(new Set(server.carriedOut).size).toBe(server.carriedOut.length)
      expect([answered, refused]).toEqual([commanded.length, []])
      window.close()
    }),
    { numRuns: 300 },
  )
})

import { setTimeout as timer } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Dispatcher } from 'undici'
import type { Http, HttpOptions } from '../../connectors/sdk/http.ts'
import { createClient, type Lane } from './client.ts'
import { createDispatcher } from './dispatcher.ts'
import { createHold } from './hold.ts'
import type { HttpParts } from './parts.ts'

export type CreateHttpOptions = Pick<HttpParts, 'signal' | 'now'> & Partial<HttpParts>

const standardRetry = { retries: 4, minMs: 500, maxMs: 30_000 }

/**
 * Weir's way to remotes: per origin so many requests at a time and per second, faults of the network and the server tried again
 * with growing pauses, the remote's limits waited out, everything counted, everything ended on abort.
 */
export function createHttp(options: CreateHttpOptions): Http {
  const { signal } = options
  const nothing = () => undefined
  const parts: HttpParts = {
    random: Math.random,
    wait: ms => timer(ms, undefined, { signal }),
    onRequest: nothing,
    onBytes: nothing,
    onWaiting: nothing,
    onWaited: nothing,
    onBudget: nothing,
    retry: standardRetry,
    ...options,
  }
  const lanes = new Map<string, Lane>()
  const dispatchers = new Map<string, () => Promise<Dispatcher>>()

  function dispatcherOf(origin: string, ca: string | undefined): () => Promise<Dispatcher> {
    const key = `${origin} ${ca ?? ''}`
    const dispatcher = dispatchers.get(key) ?? createDispatcher(origin, ca)
    dispatchers.set(key, dispatcher)
    return dispatcher
  }

  function laneOf(origin: string, options: HttpOptions): Lane {
    const { concurrency = 8, perSecond = 50, pacedOverMs: interval = 1_000, limitsOf = '' } = options
    const key = `${origin} ${limitsOf}`
    const intervalCap = Math.max(Math.floor((perSecond * interval) / 1_000), 1)
    const pace = Number.isFinite(perSecond) && { interval, intervalCap, strict: true }
    const queue = new PQueue({ concurrency, ...pace })
    const lane = lanes.get(key) ?? { queue, hold: createHold(parts) }
    lanes.set(key, lane)
    return lane
  }

  return {
    open(client) {
      const { origin } = new URL(client.baseUrl)
      return createClient(client, dispatcherOf(origin, client.ca), laneOf(origin, client), parts)
    },
  }
}

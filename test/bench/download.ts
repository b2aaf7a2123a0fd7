import { readFileSync } from 'node:fs'
import PQueue from 'p-queue'
import { createDispatcher } from '../../src/main/ingest/http/dispatcher.ts'
import { readBody } from '../../src/main/ingest/http/read-body.ts'
import type { SentRequest } from './sent-request.ts'

/** What requests are counted against: so many at a time, and so many begun per second over a time. */
export interface DownloadLane {
  readonly concurrency: number
  readonly perSecond: number
  readonly overMs: number
}

export interface DownloadPlan {
  readonly url: string
  readonly authorization: string
  readonly lanes: Readonly<Record<string, DownloadLane>>
  readonly requests: readonly (SentRequest & { readonly lane: string })[]
  /** Whether each waits for the one before, since it is the answers that name what is asked for next. */
  readonly oneByOne: boolean
}

/** What downloading took: the time in ms, and how many bytes came. */
export interface Downloaded {
  readonly totalMs: number
  readonly bytes: number
}

/** A process that sends requests over the connections of Weir's HTTP client, as many at a time and as fast, and only reads the answers. */
const [file = ''] = process.argv.slice(2)
const { url, authorization, lanes, requests, oneByOne }: DownloadPlan = JSON.parse(readFileSync(file, 'utf8'))
const { origin } = new URL(url)
const dispatcher = await createDispatcher(origin, undefined)()
const queues = new Map(
  Object.entries(lanes).map(([name, { concurrency, perSecond, overMs }]) => [
    name,
    new PQueue({ concurrency, interval: overMs, intervalCap: (perSecond * overMs) / 1_000, strict: true }),
  ]),
)
let bytes = 0

async function download({ method, path, body, etag = '' }: SentRequest): Promise<void> {
  const answer = await dispatcher.request({
    origin,
    path,
    method: method === 'POST' ? 'POST' : 'GET',
    headers: {
      authorization,
      ...(etag !== '' && { 'if-none-match': etag }),
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    ...(body !== '' && { body }),
  })
  const encoding = answer.headers['content-encoding']
  const read = await readBody(answer.body, typeof encoding === 'string' ? encoding : undefined, {
    maxBytes: Number.POSITIVE_INFINITY,
    onBytes: () => undefined,
  })
  bytes += read.length
}

const startedAt = performance.now()
const begun: Promise<void>[] = []
for (const request of requests) {
  const queue = queues.get(request.lane)
  if (queue === undefined) throw new Error(`There is no lane ${request.lane}`)
  const done = queue.add(() => download(request))
  if (oneByOne) await done
  else begun.push(done)
}
await Promise.all(begun)
const downloaded: Downloaded = { totalMs: performance.now() - startedAt, bytes }
process.stdout.write(JSON.stringify(downloaded))
process.exit()

import { readFileSync } from 'node:fs'
import PQueue from 'p-queue'
import { jiraSizes } from '../../../src/main/connectors/jira/sizes.ts'
import { createDispatcher } from '../../../src/main/ingest/http/dispatcher.ts'
import { readBody } from '../../../src/main/ingest/http/read-body.ts'
import type { SentRequest } from './remembering-server.ts'

/** What downloading took: the time in ms, and how many bytes came. */
export interface Downloaded {
  readonly totalMs: number
  readonly bytes: number
}

/** A process that sends requests over the connections of Weir's HTTP client, as many at a time and as fast, and only reads the answers. */
const [url = '', authorization = '', file = ''] = process.argv.slice(2)
const requests: readonly SentRequest[] = JSON.parse(readFileSync(file, 'utf8'))
const { concurrency, perSecond } = jiraSizes
const { origin } = new URL(url)
const dispatcher = createDispatcher(origin, undefined)
const queue = new PQueue({ concurrency, interval: 1_000, intervalCap: perSecond, strict: true })
let bytes = 0

async function download({ method, path, body }: SentRequest): Promise<void> {
  const answer = await dispatcher.request({
    origin,
    path,
    method: method === 'POST' ? 'POST' : 'GET',
    headers: { authorization, ...(body !== '' && { 'content-type': 'application/json' }) },
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
await Promise.all(requests.map(request => queue.add(() => download(request))))
const downloaded: Downloaded = { totalMs: performance.now() - startedAt, bytes }
process.stdout.write(JSON.stringify(downloaded))
process.exit()

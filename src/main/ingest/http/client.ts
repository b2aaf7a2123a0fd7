import type PQueue from 'p-queue'
import pRetry, { AbortError } from 'p-retry'
import type { Dispatcher } from 'undici'
import { transientFaults } from '../../../shared/contract/faults.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import {
  type Budget,
  HeldBack,
  type HttpClient,
  type HttpHead,
  type HttpOptions,
  type HttpReply,
  type HttpRequest,
} from '../../connectors/sdk/http.ts'
import { createRedactor } from '../../redaction/redact.ts'
import { orAborted } from '../or-aborted.ts'
import { type AnswerContext, answerFault, notJsonFault, redirectFault } from './answer-fault.ts'
import type { Hold } from './hold.ts'
import { networkFault } from './network-fault.ts'
import type { HttpParts } from './parts.ts'
import { budgetOf, limitOf } from './rate-limit.ts'
import { acceptedEncodings, readBody } from './read-body.ts'
import { requestUrl } from './request-url.ts'

/** The limits all clients of one origin share. */
export interface Lane {
  readonly queue: PQueue
  readonly hold: Hold
}

const defaultMaxBytes = 64 * 1024 * 1024
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const redirectsAtMost = 5
const standardBackOff = { firstMs: 1_000, longestMs: 60_000 }

interface Answer extends HttpHead {
  readonly bytes: Buffer
}

/** A client of one base URL on the lane of its origin. */
export function createClient(
  options: HttpOptions,
  connected: () => Promise<Dispatcher>,
  lane: Lane,
  parts: HttpParts,
): HttpClient {
  const { signal, now, random, retry, onRequest, onBytes, onBudget } = parts
  const { title, headers: ownHeaders = {}, judge = () => null, maxBytes = defaultMaxBytes } = options
  const { refusesForNumber = () => false, backOff = standardBackOff } = options
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const host = base.host
  const { redact = createRedactor() } = parts
  redact.learn([...(options.secrets ?? []), ...wordsOf(ownHeaders['authorization'] ?? '')])
  let refusals = 0
  let budget: Budget | null = null

  const contextOf = (url: URL): AnswerContext => ({ title, host, path: url.pathname, redact })

  async function exchange(url: URL, request: HttpRequest): Promise<Answer> {
    const dispatcher = await connected()
    onRequest()
    const { statusCode, headers, body } = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method ?? 'GET',
      headers: {
        accept: 'application/json',
        'accept-encoding': acceptedEncodings,
        'user-agent': 'Weir',
        ...ownHeaders,
        ...(request.json !== undefined && { 'content-type': 'application/json' }),
        ...(request.etag != null && { 'if-none-match': request.etag }),
      },
      ...(request.json !== undefined && { body: JSON.stringify(request.json) }),
      signal,
    })
    const plain = Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    )
    const bytes = await readBody(body, plain['content-encoding'], { maxBytes, onBytes })
    return { status: statusCode, headers: plain, bytes }
  }

  function noteBudget(answer: Answer): void {
    const told = budgetOf(answer, now())
    if (told === null) return
    budget = told
    onBudget(told, title, options.limitsOf ?? '')
  }

  /** The answer of one request once the limits let it pass; a refusal for their sake is waited out, however often. */
  async function answered(url: URL, request: HttpRequest): Promise<Answer> {
    for (;;) {
      const until = lane.hold.until()
      if (until > now() && request.unlessHeld?.(until)) throw new HeldBack()
      await lane.hold.pass()
      const answer = await exchange(url, request)
      const refusedBelow = refusesForNumber(answer, bytes => answer.bytes.toString('utf8', 0, bytes))
      const { refused, holdMs } = limitOf(answer, now(), refusedBelow)
      noteBudget(answer)
      refusals = refused ? refusals + 1 : 0
      const backOffMs = Math.min(backOff.firstMs * 2 ** Math.min(refusals - 1, 10), backOff.longestMs) * (1 + random())
      const heldMs = holdMs ?? backOffMs
      if (heldMs > 0) lane.hold.forMs(heldMs)
      if (!refused) return answer
    }
  }

  async function attempt(url: URL, request: HttpRequest): Promise<Answer> {
    try {
      return await answered(url, request)
    } catch (error) {
      if (signal.aborted) throw new AbortError(error instanceof Error ? error : String(error))
      if (error instanceof WeirError || error instanceof HeldBack) throw error
      const { fault, transient } = networkFault(error, host, title)
      throw transient ? fault : new AbortError(fault)
    }
  }

  function judged(answer: Answer, url: URL): Answer {
    const { status } = answer
    const code = judge(answer, bytes => answer.bytes.toString('utf8', 0, bytes))
    if (code === null && (status === 304 || (status >= 200 && status < 300))) return answer
    throw answerFault(answer, answer.bytes.toString('utf8'), code, contextOf(url))
  }

  async function follow(request: HttpRequest): Promise<readonly [Answer, URL]> {
    let url = requestUrl(base, request)
    for (let hop = 0; ; hop++) {
      const answer = await attempt(url, request)
      const { location } = answer.headers
      if (!redirects.has(answer.status) || location === undefined) return [judged(answer, url), url]
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null
      const elsewhere = next === null || next.origin !== base.origin
      if (elsewhere || hop === redirectsAtMost || (request.method ?? 'GET') !== 'GET') {
        throw redirectFault(next?.href ?? location, answer, contextOf(url))
      }
      url = next
    }
  }

  const tried = (request: HttpRequest) =>
    pRetry(() => follow(request), {
      retries: retry.retries,
      minTimeout: retry.minMs,
      maxTimeout: retry.maxMs,
      factor: 2,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof WeirError && transientFaults.has(error.code),
    })

  async function send(request: HttpRequest): Promise<HttpReply> {
    const [answer, url] = await lane.queue.add(() => tried(request), { signal })
    const { status, headers, bytes } = answer
    const body = status === 304 ? undefined : parse(bytes, () => notJsonFault(answer, contextOf(url)))
    return { status, headers, body, etag: headers['etag'] ?? null }
  }

  return {
    concurrency: lane.queue.concurrency,
    heldUntil: lane.hold.until,
    budget: () => budget,
    send: request => orAborted(send(request), signal),
  }
}

/** What lets in, and its parts: `Basic abc` must not appear, nor `abc`. */
const wordsOf = (value: string) => [value, ...value.split(' ')].filter(word => !/^(basic|bearer)$/i.test(word))

function parse(bytes: Buffer, fault: () => WeirError): unknown {
  if (bytes.length === 0) return null
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw fault()
  }
}

import type { FaultCode } from '../../../shared/contract/faults.ts'

export interface HttpOptions {
  /** `https://host/context`; every request stays on its origin. */
  readonly baseUrl: string
  /** What the remote is called in hints: `Jira`. */
  readonly title: string
  /** Sent with every request. What `authorization` says never appears in a fault. */
  readonly headers?: Readonly<Record<string, string>>
  /** Further texts that must not appear in a fault. */
  readonly secrets?: readonly string[]
  /** Certificates (PEM) trusted besides the system's. */
  readonly ca?: string | undefined
  /** Whose limits requests count against, such as a token's: clients of one origin share them unless they name others. */
  readonly limitsOf?: string
  /** Requests at the same time to this origin (8). */
  readonly concurrency?: number
  /** Requests begun per second (50); Infinity for no such limit. */
  readonly perSecond?: number
  /** The time that pace is kept over (1,000 ms): what was not used of it lately may be used at once. */
  readonly pacedOverMs?: number
  /** The largest body accepted, unpacked, in bytes (64 MiB). */
  readonly maxBytes?: number
  /** What an answer means where its status alone misleads; null for what the status says. `text` gives the body's beginning. */
  readonly judge?: (reply: HttpHead, text: (bytes: number) => string) => FaultCode | null
  /** Whether an answer refuses for the number of requests although its status does not say so. `text` gives the body's beginning. */
  readonly refusesForNumber?: (reply: HttpHead, text: (bytes: number) => string) => boolean
  /** How long to wait when a refusal does not say: first so long, doubled with each in a row, never longer than (1 s, 60 s). */
  readonly backOff?: { readonly firstMs: number; readonly longestMs: number }
}

/** What a remote has told of a limit: how many requests are left of how many, and when they all are there again. */
export interface Budget {
  /** What is limited, in the remote's words (`core`, `graphql`); empty where it has one limit only. */
  readonly name: string
  readonly limit: number
  readonly remaining: number
  /** Epoch ms. */
  readonly resetsAt: number
}

export interface HttpHead {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST'
  /** Below the base URL, or a whole URL of the same origin. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Sent as JSON. Requests are repeated after a failure, so a POST must only ask. */
  readonly json?: unknown
  /** The etag of the answer known already: when it still holds, `body` is undefined and `status` 304. */
  readonly etag?: string | null
  /** Whether the request is given back rather than held until then (epoch ms) for the remote's limit: `HeldBack` is thrown. */
  readonly unlessHeld?: (until: number) => boolean
}

/** A request that was not answered, as it would have had to wait for a limit. */
export class HeldBack extends Error {}

export interface HttpReply extends HttpHead {
  /** Parsed JSON: untrusted. */
  readonly body: unknown
  readonly etag: string | null
}

/** Asks one remote. Waiting, repeating, counting, limits and faults are the host's. */
export interface HttpClient {
  /** How many requests run at the same time: asking for more at once only queues them. */
  readonly concurrency: number
  /** Until when the remote's limits hold requests back (epoch ms); in the past when they do not. */
  heldUntil(): number
  /** What the last answer told of the limit; null where it did not. */
  budget(): Budget | null
  /**
   * @throws WeirError `auth.rejected`, `auth.insufficient_scope`, `remote.unreachable`, `remote.server_error`, `remote.rejected`
   * (with `details.status`), `run.stopped`.
   */
  send(request: HttpRequest): Promise<HttpReply>
}

/** The way to remotes over HTTP. Clients of one origin share its limits. */
export interface Http {
  open(options: HttpOptions): HttpClient
}

/** A record as a remote sends it. */
export type JsonObject = Readonly<Record<string, unknown>>

export interface SimRequest {
  readonly method: string
  /** Below where the remote's API begins. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

export interface SimReply {
  readonly status: number
  readonly body: unknown
}

export type Route<Reply extends SimReply = SimReply> = (request: SimRequest, match: RegExpExecArray) => Reply

/** Routes by the `METHOD /path` they answer; the first whose pattern fits does. */
export type Routes<Reply extends SimReply = SimReply> = ReadonlyArray<readonly [RegExp, Route<Reply>]>

export const ok = (body: unknown): SimReply => ({ status: 200, body })

/** What the first route that fits answers; null when none does. */
export function routed<Reply extends SimReply>(routes: Routes<Reply>, request: SimRequest): Reply | null {
  for (const [pattern, route] of routes) {
    const match = pattern.exec(`${request.method} ${request.path}`)
    if (match) return route(request, match)
  }
  return null
}

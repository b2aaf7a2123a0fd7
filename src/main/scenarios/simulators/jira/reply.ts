import type { JsonObject } from './world.ts'

export interface SimRequest {
  readonly method: string
  /** Below the context path. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

export interface SimReply {
  readonly status: number
  readonly body: unknown
}

export const ok = (body: unknown): SimReply => ({ status: 200, body })
export const refuse = (status: number, message: string): SimReply => ({
  status,
  body: { errorMessages: [message], errors: {} },
})

export type Route = (request: SimRequest, match: RegExpExecArray) => SimReply

/** The first route whose pattern fits `METHOD /path`. */
export function routed(routes: ReadonlyArray<readonly [RegExp, Route]>, request: SimRequest): SimReply | null {
  for (const [pattern, route] of routes) {
    const match = pattern.exec(`${request.method} ${request.path}`)
    if (match) return route(request, match)
  }
  return null
}

export const numberIn = (value: unknown, fallback: number) => {
  const number = Number(value ?? fallback)
  return Number.isFinite(number) ? number : fallback
}

/** A page of a list in the `values` form. */
export function valuesPage(all: readonly unknown[], query: URLSearchParams, limit: number): SimReply {
  const startAt = numberIn(query.get('startAt'), 0)
  const maxResults = Math.min(numberIn(query.get('maxResults'), 50), limit)
  const values = all.slice(startAt, startAt + maxResults)
  return ok({ startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values })
}

export const textList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? value.split(',') : []
